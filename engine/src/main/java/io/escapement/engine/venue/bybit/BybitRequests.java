package io.escapement.engine.venue.bybit;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.venue.orders.GatewayOrder;
import io.escapement.engine.venue.orders.JsonWriter;
import io.escapement.engine.venue.orders.Operation;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Requests about orders as Bybit takes them: one item of {@code args} over a line, the same as a body by REST. Without
 * allocating. Their ids are the client order id; of those that are no new order with a letter, a count and a point
 * before it, since the venue refuses an id that it has seen before.
 */
final class BybitRequests {
    private static final byte[] REQUEST = JsonWriter.bytes("{\"reqId\":\"");
    private static final byte[] TIMESTAMP = JsonWriter.bytes("\",\"header\":{\"X-BAPI-TIMESTAMP\":\"");
    private static final byte[] SIDE_BUY = JsonWriter.bytes("\",\"side\":\"Buy\",\"orderType\":\"");
    private static final byte[] SIDE_SELL = JsonWriter.bytes("\",\"side\":\"Sell\",\"orderType\":\"");
    private static final byte[] LIMIT = JsonWriter.bytes("Limit\",\"qty\":\"");
    private static final byte[] MARKET = JsonWriter.bytes("Market\",\"qty\":\"");
    private static final byte[] PRICE = JsonWriter.bytes("\",\"price\":\"");
    private static final byte[] TIME_IN_FORCE = JsonWriter.bytes("\",\"timeInForce\":\"");
    private static final byte[] LINK = JsonWriter.bytes("\",\"orderLinkId\":\"");
    private static final byte[] QUANTITY = JsonWriter.bytes("\",\"qty\":\"");
    private static final byte[] TRIGGER = JsonWriter.bytes("\",\"triggerPrice\":\"");
    private static final byte[] RISES = JsonWriter.bytes("\",\"triggerDirection\":1");
    private static final byte[] FALLS = JsonWriter.bytes("\",\"triggerDirection\":2");
    /** Spot keeps what waits for a trigger apart from the other orders. */
    private static final byte[] SPOT_STOP = JsonWriter.bytes("\",\"orderFilter\":\"StopOrder\"");
    private static final byte[] QUOTE = JsonWriter.bytes("\"");
    private static final byte[] BASE_COIN = JsonWriter.bytes(",\"marketUnit\":\"baseCoin\"");
    private static final byte[] REDUCE_ONLY = JsonWriter.bytes(",\"reduceOnly\":true");
    private static final byte[] END_BODY = JsonWriter.bytes("}");
    private static final byte[] END = JsonWriter.bytes("]}");
    private static final byte[] CANCEL_LETTER = JsonWriter.bytes("c");
    private static final byte[] AMEND_LETTER = JsonWriter.bytes("a");
    private static final byte[] POINT = JsonWriter.bytes(".");
    private static final long MOST_REPEATS = 1_000_000_000L;
    private static final byte[][] TIMES = times();

    private final byte[][] afterTime = new byte[Operation.values().length][];
    private final Int2ObjectHashMap<Words> words = new Int2ObjectHashMap<>();
    private final JsonWriter writer = new JsonWriter();
    private long count;

    /** What does not change from order to order of one instrument. */
    private record Words(Instrument instrument, byte[] head) {
    }

    BybitRequests(int recvWindowMs) {
        for (final Operation operation : Operation.values()) {
            final String op = switch (operation) {
                case PLACE -> "order.create";
                case AMEND -> "order.amend";
                case CANCEL -> "order.cancel";
            };
            afterTime[operation.ordinal()] = JsonWriter.bytes("\",\"X-BAPI-RECV-WINDOW\":\"" + recvWindowMs
                + "\"},\"op\":\"" + op + "\",\"args\":[");
        }
    }

    private static byte[][] times() {
        final byte[][] times = new byte[TimeInForce.GTD.value() + 1][];
        for (final TimeInForce each : TimeInForce.values()) {
            if (each != TimeInForce.NULL_VAL) {
                times[each.value()] = JsonWriter.bytes(each == TimeInForce.POST_ONLY ? "PostOnly"
                    : each == TimeInForce.GTD ? "GTC" : each.name());
            }
        }
        return times;
    }

    static String category(Instrument instrument) {
        return instrument.kind() == InstrumentKind.SPOT ? "spot" : "linear";
    }

    private byte[] head(Instrument instrument) {
        Words known = words.get(instrument.id());
        if (known == null || known.instrument != instrument) {
            known = new Words(instrument, JsonWriter.bytes("{\"category\":\"" + category(instrument)
                + "\",\"symbol\":\"" + instrument.symbol()));
            words.put(instrument.id(), known);
        }
        return known.head;
    }

    int encode(Operation operation, GatewayOrder order, long venueMs, MutableDirectBuffer out) {
        writer.wrap(out, 0).put(REQUEST);
        if (operation != Operation.PLACE) {
            count = count % MOST_REPEATS + 1;
            writer.put(operation == Operation.AMEND ? AMEND_LETTER : CANCEL_LETTER).natural(count).put(POINT);
        }
        writer.order(order.clientOrderId).put(TIMESTAMP).natural(venueMs).put(afterTime[operation.ordinal()]);
        writeBody(operation, order);
        return writer.put(END).length();
    }

    /** The body alone, for REST. */
    int body(Operation operation, GatewayOrder order, MutableDirectBuffer out) {
        writer.wrap(out, 0);
        writeBody(operation, order);
        return writer.length();
    }

    private void writeBody(Operation operation, GatewayOrder order) {
        final Instrument instrument = order.instrument;
        switch (operation) {
            case PLACE -> place(order);
            case CANCEL -> writer.put(head(instrument)).put(LINK).order(order.clientOrderId)
                .put(instrument.kind() == InstrumentKind.SPOT && isStop(order.type) && !order.triggered ? SPOT_STOP
                    : QUOTE).put(END_BODY);
            case AMEND -> {
                writer.put(head(instrument)).put(LINK).order(order.clientOrderId).put(QUANTITY)
                    .decimal(order.amendQuantity, instrument.quantityExponent());
                if (isLimit(order.type)) {
                    writer.put(PRICE).decimal(order.amendPrice, instrument.priceExponent());
                }
                writer.put(QUOTE).put(END_BODY);
            }
        }
    }

    private void place(GatewayOrder order) {
        check(order);
        final Instrument instrument = order.instrument;
        final boolean spot = instrument.kind() == InstrumentKind.SPOT;
        final boolean limit = isLimit(order.type);
        writer.put(head(instrument)).put(order.side == Side.BUY ? SIDE_BUY : SIDE_SELL).put(limit ? LIMIT : MARKET)
            .decimal(order.quantity, instrument.quantityExponent());
        if (limit) {
            writer.put(PRICE).decimal(order.price, instrument.priceExponent()).put(TIME_IN_FORCE)
                .put(TIMES[order.timeInForce.value()]);
        }
        writer.put(LINK).order(order.clientOrderId);
        if (isStop(order.type)) {
            writer.put(TRIGGER).decimal(order.triggerPrice, instrument.priceExponent())
                .put(spot ? SPOT_STOP : rises(order) ? RISES : FALLS);
        } else {
            writer.put(QUOTE);
        }
        if (spot && !limit) {
            writer.put(BASE_COIN);
        }
        if (order.reduceOnly && !spot) {
            writer.put(REDUCE_ONLY);
        }
        writer.put(END_BODY);
    }

    /** A stop to buy and a take-profit to sell wait for a higher price. */
    private static boolean rises(GatewayOrder order) {
        final boolean stop = order.type == OrderType.STOP || order.type == OrderType.STOP_LIMIT;
        return stop == (order.side == Side.BUY);
    }

    private static boolean isLimit(OrderType type) {
        return type == OrderType.LIMIT || type == OrderType.STOP_LIMIT || type == OrderType.TAKE_PROFIT_LIMIT;
    }

    private static boolean isStop(OrderType type) {
        return type != OrderType.LIMIT && type != OrderType.MARKET;
    }

    private static void check(GatewayOrder order) {
        final boolean sided = order.side == Side.BUY || order.side == Side.SELL;
        final boolean priced = !isLimit(order.type) || order.price > 0 && order.timeInForce != TimeInForce.NULL_VAL;
        final boolean triggered = !isStop(order.type) || order.triggerPrice > 0;
        if (!sided || !priced || !triggered || order.quantity <= 0 || order.type == OrderType.NULL_VAL) {
            throw new IllegalArgumentException("order " + order + " is " + order.side + " " + order.type + " "
                + order.timeInForce + "; expected BUY or SELL, a price where it is limited, a trigger where it waits");
        }
    }
}
