package io.escapement.engine.venue.orders;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.AmendOrderDecoder;
import io.escapement.codecs.sbe.CancelOrderDecoder;
import io.escapement.codecs.sbe.CarriedOrderDecoder;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OperatorCommandDecoder;
import io.escapement.codecs.sbe.OrderReleasedDecoder;
import io.escapement.codecs.sbe.OrderUpdateDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.TradingStateChangeDecoder;
import io.escapement.engine.pipeline.Slot;
import org.jctools.queues.SpscArrayQueue;

import java.util.function.IntPredicate;

/**
 * Takes out of records what concerns one gateway and carries it to the transport's thread, in order, in a fixed number
 * of objects that go round. Allocates for definitions of instruments alone.
 */
final class RecordHandOver {
    private static final int CAPACITY = 4096;

    private final IntPredicate ours;
    private final SpscArrayQueue<GatewayRequest> ready = new SpscArrayQueue<>(CAPACITY);
    private final SpscArrayQueue<GatewayRequest> empty = new SpscArrayQueue<>(CAPACITY);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final AmendOrderDecoder amend = new AmendOrderDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final OrderReleasedDecoder released = new OrderReleasedDecoder();
    private final OrderUpdateDecoder update = new OrderUpdateDecoder();
    private final CarriedOrderDecoder carried = new CarriedOrderDecoder();
    private final TradingStateChangeDecoder state = new TradingStateChangeDecoder();
    private final OperatorCommandDecoder command = new OperatorCommandDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private int offered;

    /** @param ours tells which instruments are traded through this gateway */
    RecordHandOver(IntPredicate ours) {
        this.ours = ours;
        for (int i = 0; i < CAPACITY; i++) {
            empty.offer(new GatewayRequest());
        }
    }

    /** On the records' thread; whether there is anything to be done. */
    boolean onRecord(Slot slot) {
        offered = 0;
        if (slot.isFaulted()) {
            sweep();
            return true;
        }
        switch (slot.eventTemplateId()) {
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> onDefinition(slot);
            case CarriedOrderDecoder.TEMPLATE_ID -> onCarried(slot);
            case OperatorCommandDecoder.TEMPLATE_ID -> onCommand(slot);
            default -> { }
        }
        for (int m = slot.firstEffect(); m != Slot.NONE; m = slot.nextEffect(m)) {
            onEffect(slot, m);
        }
        return offered > 0;
    }

    private void onEffect(Slot slot, int m) {
        switch (slot.templateId(m)) {
            case NewOrderDecoder.TEMPLATE_ID -> onNewOrder(slot, m);
            case OrderUpdateDecoder.TEMPLATE_ID -> onUpdate(slot, m);
            case AmendOrderDecoder.TEMPLATE_ID -> {
                amend.wrapAndApplyHeader(slot.buffer(), m, header);
                final GatewayRequest request =
                    begin(GatewayRequest.Kind.AMEND, amend.clientOrderId(), amend.instrumentId());
                if (request != null) {
                    request.price = amend.price();
                    request.quantity = amend.quantity();
                    offer(request);
                }
            }
            case CancelOrderDecoder.TEMPLATE_ID -> {
                cancel.wrapAndApplyHeader(slot.buffer(), m, header);
                offer(begin(GatewayRequest.Kind.CANCEL, cancel.clientOrderId(), cancel.instrumentId()));
            }
            case OrderReleasedDecoder.TEMPLATE_ID -> {
                released.wrapAndApplyHeader(slot.buffer(), m, header);
                final GatewayRequest request =
                    begin(GatewayRequest.Kind.RELEASE, released.clientOrderId(), released.instrumentId());
                if (request != null) {
                    request.timeNs = slot.eventTimeNs();
                    offer(request);
                }
            }
            case TradingStateChangeDecoder.TEMPLATE_ID -> {
                state.wrapAndApplyHeader(slot.buffer(), m, header);
                if (state.state() == TradingState.HALTED && state.reason() != Reason.RECONCILING
                    && state.strategyId() == TradingStateChangeDecoder.strategyIdNullValue()) {
                    sweep();
                }
            }
            default -> { }
        }
    }

    private void onNewOrder(Slot slot, int m) {
        newOrder.wrapAndApplyHeader(slot.buffer(), m, header);
        final GatewayRequest request =
            begin(GatewayRequest.Kind.NEW, newOrder.clientOrderId(), newOrder.instrumentId());
        if (request == null) {
            return;
        }
        request.side = newOrder.side();
        request.type = newOrder.orderType();
        request.timeInForce = newOrder.timeInForce();
        request.price = newOrder.price();
        request.quantity = newOrder.quantity();
        request.triggerPrice = newOrder.triggerPrice();
        request.expireTimeNs = newOrder.expireTimeNs();
        request.reduceOnly = newOrder.reduceOnly() == 1;
        request.held = newOrder.held() == 1;
        request.timeNs = slot.eventTimeNs();
        offer(request);
    }

    private void onUpdate(Slot slot, int m) {
        update.wrapAndApplyHeader(slot.buffer(), m, header);
        final GatewayRequest request =
            begin(GatewayRequest.Kind.UPDATE, update.clientOrderId(), update.instrumentId());
        if (request != null) {
            request.status = update.status();
            request.cumulative = update.cumulativeQuantity();
            offer(request);
        }
    }

    private void onCarried(Slot slot) {
        carried.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final GatewayRequest request =
            begin(GatewayRequest.Kind.CARRY, carried.clientOrderId(), carried.instrumentId());
        if (request == null) {
            return;
        }
        request.side = carried.side();
        request.type = carried.orderType();
        request.timeInForce = carried.timeInForce();
        request.price = carried.price();
        request.quantity = carried.quantity();
        request.triggerPrice = carried.triggerPrice();
        request.expireTimeNs = carried.expireTimeNs();
        request.cumulative = carried.cumulativeQuantity();
        request.status = carried.orderStatus();
        request.reduceOnly = carried.reduceOnly() == 1;
        request.held = carried.held() == 1;
        request.timeNs = carried.sentTimeNs();
        request.venueOrderId = carried.venueOrderId();
        request.fillCount = 0;
        for (final CarriedOrderDecoder.FillsDecoder fill : carried.fills()) {
            if (request.fillCount < request.fills.length) {
                request.fills[request.fillCount++] = fill.executionId();
            }
        }
        final int length = carried.venueOrderTextLength();
        final int from = carried.limit() + CarriedOrderDecoder.venueOrderTextHeaderLength();
        request.text.set(slot.buffer(), from, from + length);
        offer(request);
    }

    private void onCommand(Slot slot) {
        command.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final Command what = command.command();
        if (what == Command.KILL || what == Command.CANCEL_ALL || what == Command.STOP) {
            sweep();
        }
    }

    private void onDefinition(Slot slot) {
        definition.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final GatewayRequest request =
            begin(GatewayRequest.Kind.DEFINE, ClientOrderText.NONE, definition.instrumentId());
        if (request != null) {
            request.instrument = new Instrument(definition.instrumentId(), definition.venue(), definition.symbol(),
                definition.baseAsset(), definition.quoteAsset(), definition.priceExponent(),
                definition.quantityExponent(), definition.tickSize(), definition.lotSize(),
                definition.minQuantity(), definition.maxQuantity(), definition.minNotional(), definition.status(),
                definition.kind() == InstrumentKind.NULL_VAL ? InstrumentKind.SPOT : definition.kind(),
                definition.contractSize(), "", BookRules.of(SyncKind.RANGES));
            offer(request);
        }
    }

    private void sweep() {
        final GatewayRequest request = empty.poll();
        if (request == null) {
            throw overflow();
        }
        request.kind = GatewayRequest.Kind.SWEEP;
        offer(request);
    }

    /** Null where the instrument is another gateway's. */
    private GatewayRequest begin(GatewayRequest.Kind kind, long clientOrderId, int instrumentId) {
        if (!ours.test(instrumentId)) {
            return null;
        }
        final GatewayRequest request = empty.poll();
        if (request == null) {
            throw overflow();
        }
        request.kind = kind;
        request.clientOrderId = clientOrderId;
        request.instrumentId = instrumentId;
        return request;
    }

    private static IllegalStateException overflow() {
        return new IllegalStateException("a gateway has " + CAPACITY + " requests of records that its transport's"
            + " thread has not taken; that thread stands still");
    }

    private void offer(GatewayRequest request) {
        if (request != null) {
            ready.offer(request);
            offered++;
        }
    }

    /** On the transport's thread: the next request, to be given back; or null. */
    GatewayRequest take() {
        return ready.poll();
    }

    /** From any thread: whether nothing waits. */
    boolean isEmpty() {
        return ready.isEmpty();
    }

    void giveBack(GatewayRequest request) {
        request.instrument = null;
        empty.offer(request);
    }
}
