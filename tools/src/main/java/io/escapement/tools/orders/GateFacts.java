package io.escapement.tools.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.CarriedOrderDecoder;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.GatewayStatusDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OrderDeniedDecoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderUpdateDecoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.TradingStateChangeDecoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.market.InstrumentReader;
import io.escapement.engine.pipeline.Slot;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the records before an order say of the things that the gate looks at: read from the records alone. */
final class GateFacts {
    private static final Set<OrderStatus> OVER = EnumSet.of(OrderStatus.FILLED, OrderStatus.CANCELLED,
        OrderStatus.EXPIRED, OrderStatus.REJECTED, OrderStatus.DENIED);

    /** Best prices, mantissas; 0: none. */
    record Best(long bid, long ask) {
    }

    /** An order of ours that may be filled. */
    record Open(int instrumentId, Side side, long price) {
    }

    private final long wanted;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentReader instrument = new InstrumentReader();
    private final GatewayStatusDecoder gateway = new GatewayStatusDecoder();
    private final CarriedOrderDecoder carried = new CarriedOrderDecoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final OrderDeniedDecoder denied = new OrderDeniedDecoder();
    private final OrderUpdateDecoder update = new OrderUpdateDecoder();
    private final TradingStateChangeDecoder change = new TradingStateChangeDecoder();
    private final BookChangeDecoder book = new BookChangeDecoder();
    private final Map<Integer, Instrument> instruments = new HashMap<>();
    private final Map<Integer, TradingState> strategies = new HashMap<>();
    private final Map<Venue, Map<GatewayCondition, Long>> gateways = new EnumMap<>(Venue.class);
    private final Map<Integer, Best> books = new HashMap<>();
    private final Map<Long, Open> open = new TreeMap<>();

    GateFacts(long wanted) {
        this.wanted = wanted;
    }

    /** A run begins: nothing is known. */
    void begin() {
        instruments.clear();
        strategies.clear();
        gateways.clear();
        books.clear();
        open.clear();
    }

    /** Takes in a record that the core has made anew, up to the order's own effect. */
    void take(Slot slot) {
        switch (slot.eventTemplateId()) {
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> {
                final Instrument defined = instrument.read(slot);
                if (defined != null) {
                    instruments.put(defined.id(), defined);
                }
            }
            case GatewayStatusDecoder.TEMPLATE_ID -> {
                gateway.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                gateways.computeIfAbsent(gateway.venue(), venue -> new EnumMap<>(GatewayCondition.class))
                    .put(gateway.condition(), gateway.value());
                forget(gateways.get(gateway.venue()), gateway.condition());
            }
            case CarriedOrderDecoder.TEMPLATE_ID -> {
                carried.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                if (!OVER.contains(carried.orderStatus())) {
                    open.put(carried.clientOrderId(), new Open(carried.instrumentId(), carried.side(),
                        carried.price()));
                }
            }
            default -> { }
        }
        for (int m = slot.firstChecked(); m != Slot.NONE; m = slot.nextChecked(m)) {
            if (slot.templateId(m) == BookChangeDecoder.TEMPLATE_ID) {
                onBook(slot, m);
            }
        }
        int m = slot.firstEffect();
        while (m != Slot.NONE && onEffect(slot, m)) {
            m = slot.nextEffect(m);
        }
    }

    /** One word of a gateway ends what another had said. */
    private static void forget(Map<GatewayCondition, Long> said, GatewayCondition now) {
        switch (now) {
            case DISCONNECTED, RECONCILING, RECONCILE_FAILED -> said.remove(GatewayCondition.RECONCILED);
            case CONNECTED, LOGGED_ON, RECONCILED -> {
                said.remove(GatewayCondition.DISCONNECTED);
                said.remove(GatewayCondition.MAINTENANCE);
            }
            default -> { }
        }
    }

    private void onBook(Slot slot, int message) {
        book.wrapAndApplyHeader(slot.buffer(), message, header);
        long bid = 0;
        long ask = 0;
        for (final BookChangeDecoder.BidsDecoder level : book.bids()) {
            bid = bid == 0 ? level.price() : bid;
        }
        for (final BookChangeDecoder.AsksDecoder level : book.asks()) {
            ask = ask == 0 ? level.price() : ask;
        }
        books.put(book.instrumentId(), new Best(bid, ask));
    }

    /** @return false at the order's own effect */
    private boolean onEffect(Slot slot, int m) {
        switch (slot.templateId(m)) {
            case NewOrderDecoder.TEMPLATE_ID -> {
                newOrder.wrapAndApplyHeader(slot.buffer(), m, header);
                if (newOrder.clientOrderId() == wanted) {
                    return false;
                }
                if (newOrder.held() != 1) {
                    open.put(newOrder.clientOrderId(), new Open(newOrder.instrumentId(), newOrder.side(),
                        newOrder.price()));
                }
            }
            case OrderDeniedDecoder.TEMPLATE_ID -> {
                return denied.wrapAndApplyHeader(slot.buffer(), m, header).clientOrderId() != wanted;
            }
            case OrderUpdateDecoder.TEMPLATE_ID -> {
                update.wrapAndApplyHeader(slot.buffer(), m, header);
                if (OVER.contains(update.status())) {
                    open.remove(update.clientOrderId());
                }
            }
            case TradingStateChangeDecoder.TEMPLATE_ID -> {
                change.wrapAndApplyHeader(slot.buffer(), m, header);
                strategies.put(change.strategyId(), change.state());
            }
            default -> { }
        }
        return true;
    }

    /** Null where it is not defined. */
    Instrument instrument(int id) {
        return instruments.get(id);
    }

    /** Of all strategies together. */
    TradingState trading() {
        return strategy(TradingStateChangeDecoder.strategyIdNullValue());
    }

    TradingState strategy(int id) {
        return strategies.getOrDefault(id, TradingState.ACTIVE);
    }

    /** Whether an account's gateway ever said anything: else the venue is on paper. */
    boolean hasGateway(Venue venue) {
        return gateways.containsKey(venue);
    }

    /** Whether the gateway's word still holds. */
    boolean said(Venue venue, GatewayCondition condition) {
        return hasGateway(venue) && gateways.get(venue).containsKey(condition);
    }

    /** Of its last word of that kind; null where there was none. */
    Long value(Venue venue, GatewayCondition condition) {
        return hasGateway(venue) ? gateways.get(venue).get(condition) : null;
    }

    /** The book that the gate saw. */
    Best best(int instrumentId) {
        return books.getOrDefault(instrumentId, new Best(0, 0));
    }

    /** Our best price on a side, mantissa; 0: nothing of ours is open there. */
    long ours(int instrumentId, Side side) {
        long best = 0;
        for (final Open each : open.values()) {
            if (each.instrumentId == instrumentId && each.side == side && each.price > 0
                && (best == 0 || (side == Side.BUY ? each.price > best : each.price < best))) {
                best = each.price;
            }
        }
        return best;
    }
}
