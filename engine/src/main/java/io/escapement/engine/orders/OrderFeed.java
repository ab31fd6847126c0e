package io.escapement.engine.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.AmendOrderDecoder;
import io.escapement.codecs.sbe.CancelOrderDecoder;
import io.escapement.codecs.sbe.CarriedOrderDecoder;
import io.escapement.codecs.sbe.CarriedPositionDecoder;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.GatewayStatusDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OrderReleasedDecoder;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.codecs.sbe.VenueOrderDecoder;
import io.escapement.codecs.sbe.VenuePositionDecoder;
import io.escapement.engine.market.InstrumentReader;
import io.escapement.engine.pipeline.Slot;

/**
 * Feeds a table from slots, the same way in every stage that needs to know orders: {@link #onEvent} before anything
 * else, {@link #onEffects} where the stage did not make the effects itself.
 */
public final class OrderFeed {
    private final OrderTable table;
    private final InstrumentReader instruments = new InstrumentReader();
    private final OrderTerms terms = new OrderTerms();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final CarriedOrderDecoder carriedOrder = new CarriedOrderDecoder();
    private final CarriedPositionDecoder carriedPosition = new CarriedPositionDecoder();
    private final GatewayStatusDecoder gateway = new GatewayStatusDecoder();
    private final VenueOrderDecoder venueOrder = new VenueOrderDecoder();
    private final VenuePositionDecoder venuePosition = new VenuePositionDecoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final AmendOrderDecoder amend = new AmendOrderDecoder();
    private final OrderReleasedDecoder released = new OrderReleasedDecoder();
    private Order touched;
    private boolean changed;

    public OrderFeed(OrderTable table) {
        this.table = table;
    }

    /**
     * Takes in the slot's event if it is about orders or what they are made of.
     *
     * @return what the table makes of an execution report, which is left in {@link #report()}; null for other events
     */
    public Finding onEvent(Slot slot) {
        table.begin();
        touched = null;
        switch (slot.eventTemplateId()) {
            case TimerDecoder.TEMPLATE_ID -> table.onTimer();
            case ExecutionReportDecoder.TEMPLATE_ID -> {
                report.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                return table.onReport(report);
            }
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> define(instruments.read(slot));
            case CarriedOrderDecoder.TEMPLATE_ID -> {
                carriedOrder.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                touched = table.carry(carriedOrder);
            }
            case CarriedPositionDecoder.TEMPLATE_ID -> {
                carriedPosition.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                table.carry(carriedPosition);
            }
            case GatewayStatusDecoder.TEMPLATE_ID -> {
                gateway.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                table.onGatewayStatus(gateway, slot.eventTimeNs());
            }
            case VenueOrderDecoder.TEMPLATE_ID -> {
                venueOrder.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                table.onVenueOrder(venueOrder);
            }
            case VenuePositionDecoder.TEMPLATE_ID -> {
                venuePosition.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                table.onVenuePosition(venuePosition);
            }
            default -> { }
        }
        return null;
    }

    /** The report that was judged last; a view of the slot's bytes, read as far as the venue's text for the order. */
    public ExecutionReportDecoder report() {
        return report;
    }

    /** Takes in orders, releases, amendments and cancels among the slot's effects. */
    public void onEffects(Slot slot) {
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            onEffect(slot, effect);
        }
    }

    /**
     * Takes in one effect, if it is an order, release, amendment or cancel.
     *
     * @return whether that changed an order, {@link #touched()}
     */
    public boolean onEffect(Slot slot, int effect) {
        touched = null;
        changed = false;
        switch (slot.templateId(effect)) {
            case NewOrderDecoder.TEMPLATE_ID -> onNewOrder(slot, effect);
            case OrderReleasedDecoder.TEMPLATE_ID -> onReleased(slot, effect);
            case AmendOrderDecoder.TEMPLATE_ID -> onAmend(slot, effect);
            case CancelOrderDecoder.TEMPLATE_ID -> onCancel(slot, effect);
            default -> { }
        }
        return changed;
    }

    /** The order of the last effect or carried event; null if the table has none such, or had no room for it. */
    public Order touched() {
        return touched;
    }

    private void define(Instrument instrument) {
        if (instrument != null) {
            table.define(instrument);
        }
    }

    private void onNewOrder(Slot slot, int effect) {
        newOrder.wrapAndApplyHeader(slot.buffer(), effect, header);
        touched = table.add(newOrder.clientOrderId(), terms.read(newOrder), slot.eventTimeNs());
        changed = touched != null;
    }

    private void onReleased(Slot slot, int effect) {
        released.wrapAndApplyHeader(slot.buffer(), effect, header);
        touched = table.find(released.clientOrderId());
        changed = touched != null && table.release(touched, slot.eventTimeNs());
    }

    private void onAmend(Slot slot, int effect) {
        amend.wrapAndApplyHeader(slot.buffer(), effect, header);
        touched = table.find(amend.clientOrderId());
        changed = touched != null && table.amendSent(touched, amend.price(), amend.quantity(), slot.eventTimeNs());
    }

    private void onCancel(Slot slot, int effect) {
        cancel.wrapAndApplyHeader(slot.buffer(), effect, header);
        touched = table.find(cancel.clientOrderId());
        changed = touched != null && table.cancelSent(touched, slot.eventTimeNs());
    }
}
