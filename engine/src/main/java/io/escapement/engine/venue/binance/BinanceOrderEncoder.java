package io.escapement.engine.venue.binance;

import io.escapement.codecs.decimal.DecimalFormatter;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.venue.orders.ClientOrderText;
import org.agrona.MutableDirectBuffer;

import java.nio.charset.StandardCharsets;

/**
 * Writes orders of one instrument as {@code order.place} requests of Binance's WebSocket API, unsigned, in place and
 * without allocating. Everything that does not change from order to order is written once, at construction. The
 * request's id is the client order id, so an answer names its order. One thread.
 *
 * <p>Post-only is the type LIMIT_MAKER; a market order has neither price nor time in force.
 */
public final class BinanceOrderEncoder {
    private static final byte[] BEFORE_ID = ascii("{\"id\":\"");
    private static final byte[] BEFORE_QUANTITY = ascii("\",\"quantity\":\"");
    private static final byte[] BEFORE_CLIENT_ID = ascii("\",\"newClientOrderId\":\"");
    private static final byte[] BEFORE_STOP_PRICE = ascii("\",\"stopPrice\":\"");
    private static final byte[] END = ascii("}}");
    private static final int LONG_DIGITS = 19;

    private final Instrument instrument;
    private final byte[][] buyLimits = new byte[TimeInForce.GTD.value() + 1][];
    private final byte[][] sellLimits = new byte[TimeInForce.GTD.value() + 1][];
    private final byte[] buyMarket;
    private final byte[] sellMarket;
    private final byte[][] buyStops = new byte[OrderType.TAKE_PROFIT_LIMIT.value() + 1][];
    private final byte[][] sellStops = new byte[OrderType.TAKE_PROFIT_LIMIT.value() + 1][];
    private final byte[] beforeTimestamp;
    private final int maxLength;

    /** @throws IllegalArgumentException if the instrument's symbol cannot stand in a JSON text as it is */
    public BinanceOrderEncoder(Instrument instrument) {
        this(instrument, 0);
    }

    /**
     * As the other.
     *
     * @param recvWindowMs a request that comes later than this is refused; 0: the venue's own, 5 s
     */
    public BinanceOrderEncoder(Instrument instrument, int recvWindowMs) {
        final String symbol = instrument.symbol();
        if (symbol.isEmpty() || symbol.chars().anyMatch(c -> c <= ' ' || c == '"' || c == '\\')) {
            throw new IllegalArgumentException("instrument " + instrument.id() + " has the symbol '" + symbol
                + "'; expected letters and digits, e.g. BTCUSDT");
        }
        this.instrument = instrument;
        for (TimeInForce timeInForce : TimeInForce.values()) {
            if (timeInForce != TimeInForce.NULL_VAL) {
                buyLimits[timeInForce.value()] = limit(Side.BUY, timeInForce);
                sellLimits[timeInForce.value()] = limit(Side.SELL, timeInForce);
            }
        }
        buyMarket = utf8(start(Side.BUY) + "\"type\":\"MARKET\",\"quantity\":\"");
        sellMarket = utf8(start(Side.SELL) + "\"type\":\"MARKET\",\"quantity\":\"");
        for (final OrderType type : OrderType.values()) {
            if (isStop(type)) {
                buyStops[type.value()] = stop(Side.BUY, type);
                sellStops[type.value()] = stop(Side.SELL, type);
            }
        }
        beforeTimestamp = ascii("\",\"newOrderRespType\":\"ACK\","
            + (recvWindowMs == 0 ? "" : "\"recvWindow\":" + recvWindowMs + ",") + "\"timestamp\":");
        maxLength = BEFORE_ID.length + sellStops[OrderType.TAKE_PROFIT_LIMIT.value()].length + BEFORE_QUANTITY.length
            + BEFORE_CLIENT_ID.length + beforeTimestamp.length + END.length
            + BEFORE_STOP_PRICE.length + 3 * (ClientOrderText.MAX_LENGTH + DecimalFormatter.MAX_LENGTH) + LONG_DIGITS;
    }

    private byte[] limit(Side side, TimeInForce timeInForce) {
        final String type = timeInForce == TimeInForce.POST_ONLY
            ? "\"type\":\"LIMIT_MAKER\","
            : "\"type\":\"LIMIT\",\"timeInForce\":\"" + (timeInForce == TimeInForce.GTD ? TimeInForce.GTC
                : timeInForce).name() + "\",";
        return utf8(start(side) + type + "\"price\":\"");
    }

    private static boolean isStop(OrderType type) {
        return type.value() >= OrderType.STOP.value() && type != OrderType.NULL_VAL;
    }

    private static boolean isStopLimit(OrderType type) {
        return type == OrderType.STOP_LIMIT || type == OrderType.TAKE_PROFIT_LIMIT;
    }

    private byte[] stop(Side side, OrderType type) {
        final String name = type.name().replace("STOP", "STOP_LOSS");
        return utf8(start(side) + "\"type\":\"" + name + "\"," + (isStopLimit(type)
            ? "\"timeInForce\":\"GTC\",\"price\":\"" : "\"quantity\":\""));
    }

    private String start(Side side) {
        return "\",\"method\":\"order.place\",\"params\":{\"symbol\":\"" + instrument.symbol() + "\",\"side\":\""
            + side.name() + "\",";
    }

    /** Bytes that any order of this instrument needs at most. */
    public int maxLength() {
        return maxLength;
    }

    /**
     * Writes an order.
     *
     * @param timestampMs epoch milliseconds of sending
     * @param buffer      with {@link #maxLength} bytes left
     * @return how many bytes were written
     * @throws IllegalArgumentException if the order is none that Binance could take: no side, off the grid, market and
     *                                  all-or-nothing or post-only
     */
    public int encode(NewOrderDecoder order, long timestampMs, MutableDirectBuffer buffer, int offset) {
        return encode(order.clientOrderId(), order.side(), order.orderType(), order.timeInForce(), order.price(),
            order.quantity(), order.triggerPrice(), timestampMs, buffer, offset);
    }

    /** As the others, of an order that is no stop. */
    public int encode(long clientOrderId, Side side, OrderType type, TimeInForce timeInForce, long price,
        long quantity, long timestampMs, MutableDirectBuffer buffer, int offset) {
        return encode(clientOrderId, side, type, timeInForce, price, quantity, 0, timestampMs, buffer, offset);
    }

    /**
     * As {@link #encode(NewOrderDecoder, long, MutableDirectBuffer, int)}; the price of a market order is not read, nor
     * is the trigger of one that is no stop. An order good till a date goes out as good till cancelled: its expiry is
     * the engine's.
     */
    public int encode(long clientOrderId, Side side, OrderType type, TimeInForce timeInForce, long price,
        long quantity, long triggerPrice, long timestampMs, MutableDirectBuffer buffer, int offset) {
        final byte[] start = start(clientOrderId, side, type, timeInForce);
        check(clientOrderId, "quantity", quantity, instrument.lotSize());
        int at = put(BEFORE_ID, buffer, offset);
        at += ClientOrderText.put(clientOrderId, buffer, at);
        at = put(start, buffer, at);
        if (type == OrderType.LIMIT || isStopLimit(type)) {
            check(clientOrderId, "price", price, instrument.tickSize());
            at += DecimalFormatter.format(price, instrument.priceExponent(), buffer, at);
            at = put(BEFORE_QUANTITY, buffer, at);
        }
        at += DecimalFormatter.format(quantity, instrument.quantityExponent(), buffer, at);
        at = put(BEFORE_CLIENT_ID, buffer, at);
        at += ClientOrderText.put(clientOrderId, buffer, at);
        if (isStop(type)) {
            check(clientOrderId, "trigger price", triggerPrice, instrument.tickSize());
            at = put(BEFORE_STOP_PRICE, buffer, at);
            at += DecimalFormatter.format(triggerPrice, instrument.priceExponent(), buffer, at);
        }
        at = put(beforeTimestamp, buffer, at);
        at += buffer.putNaturalLongAscii(at, timestampMs);
        return put(END, buffer, at) - offset;
    }

    private byte[] start(long clientOrderId, Side side, OrderType type, TimeInForce timeInForce) {
        final boolean immediate = timeInForce == TimeInForce.IOC || timeInForce == TimeInForce.GTC;
        final boolean known = type == OrderType.LIMIT && timeInForce != TimeInForce.NULL_VAL
            || type == OrderType.MARKET && immediate
            || isStop(type) && (timeInForce == TimeInForce.GTC || timeInForce == TimeInForce.GTD
                || immediate && !isStopLimit(type));
        if (!known || side != Side.BUY && side != Side.SELL) {
            throw new IllegalArgumentException("order " + clientOrderId + " is " + side + " " + type + " " + timeInForce
                + "; expected BUY or SELL, and LIMIT, or MARKET with GTC or IOC, or a stop with GTC");
        }
        if (type == OrderType.MARKET) {
            return side == Side.BUY ? buyMarket : sellMarket;
        }
        if (isStop(type)) {
            return (side == Side.BUY ? buyStops : sellStops)[type.value()];
        }
        return (side == Side.BUY ? buyLimits : sellLimits)[timeInForce.value()];
    }

    /** A step of 0 does not bind: so the venue's filters say it. */
    private static void check(long clientOrderId, String what, long value, long step) {
        if (value <= 0 || step > 0 && value % step != 0) {
            throw new IllegalArgumentException("order " + clientOrderId + " has the " + what + " " + value
                + "; expected a multiple of " + step + " (mantissas)");
        }
    }

    private static int put(byte[] text, MutableDirectBuffer buffer, int offset) {
        buffer.putBytes(offset, text);
        return offset + text.length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
