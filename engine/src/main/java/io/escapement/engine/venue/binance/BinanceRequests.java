package io.escapement.engine.venue.binance;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.venue.orders.GatewayOrder;
import io.escapement.engine.venue.orders.JsonWriter;
import io.escapement.engine.venue.orders.Operation;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Requests about orders as Binance's WebSocket API takes them behind a logon, without allocating. Their ids are the
 * client order id, a letter before it where they are no new order: {@code c} to cancel, {@code a} to amend.
 */
final class BinanceRequests {
    private static final byte[] CANCEL = JsonWriter.bytes("{\"id\":\"c");
    private static final byte[] CANCEL_SYMBOL =
        JsonWriter.bytes("\",\"method\":\"order.cancel\",\"params\":{\"symbol\":\"");
    private static final byte[] ORIGINAL = JsonWriter.bytes("\",\"origClientOrderId\":\"");
    private static final byte[] AMEND = JsonWriter.bytes("{\"id\":\"a");
    private static final byte[] AMEND_SYMBOL =
        JsonWriter.bytes("\",\"method\":\"order.amend.keepPriority\",\"params\":{\"symbol\":\"");
    private static final byte[] NEW_ID = JsonWriter.bytes("\",\"newClientOrderId\":\"");
    private static final byte[] NEW_QUANTITY = JsonWriter.bytes("\",\"newQty\":\"");
    private static final byte[] END = JsonWriter.bytes("}}");
    private static final int MAX_LENGTH = 640;

    private final int recvWindowMs;
    private final byte[] timestamp;
    private final Int2ObjectHashMap<Words> words = new Int2ObjectHashMap<>();
    private final UnsafeBuffer trial = new UnsafeBuffer(new byte[MAX_LENGTH]);

    /** What does not change from order to order of one instrument. */
    private record Words(Instrument instrument, BinanceOrderEncoder encoder, byte[] symbol) {
    }

    BinanceRequests(int recvWindowMs) {
        this.recvWindowMs = recvWindowMs;
        this.timestamp = JsonWriter.bytes("\",\"recvWindow\":" + recvWindowMs + ",\"timestamp\":");
    }

    private Words words(Instrument instrument) {
        Words known = words.get(instrument.id());
        if (known == null || known.instrument != instrument) {
            known = new Words(instrument, new BinanceOrderEncoder(instrument, recvWindowMs),
                JsonWriter.bytes(instrument.symbol()));
            words.put(instrument.id(), known);
        }
        return known;
    }

    int encode(Operation operation, GatewayOrder order, long venueMs, MutableDirectBuffer out, JsonWriter writer) {
        final Words known = words(order.instrument);
        return switch (operation) {
            case PLACE -> known.encoder.encode(order.clientOrderId, order.side, order.type, order.timeInForce,
                order.price, order.quantity, order.triggerPrice, venueMs, out, 0);
            case CANCEL -> writer.wrap(out, 0).put(CANCEL).order(order.clientOrderId).put(CANCEL_SYMBOL)
                .put(known.symbol).put(ORIGINAL).order(order.clientOrderId).put(timestamp).natural(venueMs).put(END)
                .length();
            case AMEND -> {
                checkAmendable(order);
                yield writer.wrap(out, 0).put(AMEND).order(order.clientOrderId).put(AMEND_SYMBOL).put(known.symbol)
                    .put(ORIGINAL).order(order.clientOrderId).put(NEW_ID).order(order.clientOrderId)
                    .put(NEW_QUANTITY).decimal(order.amendQuantity, order.instrument.quantityExponent())
                    .put(timestamp).natural(venueMs).put(END).length();
            }
        };
    }

    /** @throws IllegalArgumentException where the venue could not take the order */
    void check(GatewayOrder order) {
        words(order.instrument).encoder.encode(order.clientOrderId, order.side, order.type, order.timeInForce,
            order.price, order.quantity, order.triggerPrice, 0, trial, 0);
    }

    static void checkAmendable(GatewayOrder order) {
        if (order.amendPrice != order.price || order.amendQuantity >= order.quantity || order.amendQuantity <= 0) {
            throw new IllegalArgumentException("Binance spot can only make an order's quantity less");
        }
    }

    static boolean hasPrice(OrderType type) {
        return type == OrderType.LIMIT || type == OrderType.STOP_LIMIT || type == OrderType.TAKE_PROFIT_LIMIT;
    }

    static boolean isStop(OrderType type) {
        return type != OrderType.LIMIT && type != OrderType.MARKET;
    }

    /** The venue's word for a type. */
    static String type(OrderType type, TimeInForce timeInForce) {
        return switch (type) {
            case LIMIT -> timeInForce == TimeInForce.POST_ONLY ? "LIMIT_MAKER" : "LIMIT";
            case STOP -> "STOP_LOSS";
            case STOP_LIMIT -> "STOP_LOSS_LIMIT";
            default -> type.name();
        };
    }

    /** An order's expiry is the engine's: until then it is good till cancelled. */
    static String timeInForce(TimeInForce timeInForce) {
        return timeInForce == TimeInForce.GTD ? "GTC" : timeInForce.name();
    }
}
