package io.escapement.engine.venue.binance;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.wire.WireLines;

import java.math.BigDecimal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The SBE decoder's slow plain twin: a ByteBuffer read field by field, and BigDecimal. */
final class SbeTwin {
    static final String WRONG = "WRONG";

    private final Map<String, Instrument> instruments = new HashMap<>();
    private ByteBuffer in;
    private int version;

    /** A message's numbers before its instrument is known. */
    private record Level(long price, long quantity) {
    }

    private record Trade(long id, long price, long quantity, int maker) {
    }

    SbeTwin(Collection<Instrument> listed) {
        listed.forEach(instrument -> instruments.put(instrument.symbol(), instrument));
    }

    List<String> decode(byte[] frame) {
        try {
            in = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
            final int block = uint16();
            final int template = uint16();
            require(uint16() == 1);
            version = uint16();
            final int root = in.position();
            return switch (template) {
                case 10_000 -> trades(root, block);
                case 10_001 -> quote(root, block);
                case 10_002, 10_003 -> depth(root, block, template == 10_003);
                default -> List.of();
            };
        } catch (BufferUnderflowException | ArithmeticException | IllegalArgumentException e) {
            return List.of(WRONG);
        }
    }

    private List<String> depth(int root, int block, boolean diff) {
        require(block >= (diff ? 26 : 18));
        final long time = in.getLong();
        final long first = in.getLong();
        final long last = diff ? in.getLong() : first;
        final int priceExponent = in.get();
        final int quantityExponent = in.get();
        in.position(root + block);
        final List<Level> bids = levels();
        final List<Level> asks = levels();
        final Instrument instrument = symbol();
        final SyncKind sync = diff ? SyncKind.RANGES : SyncKind.SNAPSHOTS;
        if (instrument == null || instrument.book().sync() != sync) {
            return List.of();
        }
        final String head = diff
            ? WireLines.delta(instrument.id(), nanos(time), natural(first), natural(last), EventWriter.NO_UPDATE_ID)
            : WireLines.snapshot(instrument.id(), nanos(time), natural(first), true);
        return List.of(head + " b|" + text(bids, priceExponent, quantityExponent, instrument) + " a|"
            + text(asks, priceExponent, quantityExponent, instrument));
    }

    private List<Level> levels() {
        final int length = uint16();
        final int count = uint16();
        require(length >= 16 || count == 0);
        final List<Level> levels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final int at = in.position();
            levels.add(new Level(in.getLong(), in.getLong()));
            in.position(at + length);
        }
        return levels;
    }

    private static String text(List<Level> levels, int priceExponent, int quantityExponent, Instrument instrument) {
        final StringBuilder text = new StringBuilder();
        for (final Level level : levels) {
            text.append(' ').append(mantissa(level.price, priceExponent, instrument.priceExponent(), false)).append(':')
                .append(mantissa(level.quantity, quantityExponent, instrument.quantityExponent(), true));
        }
        return text.toString();
    }

    private List<String> quote(int root, int block) {
        require(block >= 50);
        final long time = in.getLong();
        final long id = in.getLong();
        final int priceExponent = in.get();
        final int quantityExponent = in.get();
        final long[] numbers = {in.getLong(), in.getLong(), in.getLong(), in.getLong()};
        in.position(root + block);
        final Instrument instrument = symbol();
        return instrument == null ? List.of() : List.of(WireLines.quote(instrument.id(), nanos(time), natural(id),
            mantissa(numbers[0], priceExponent, instrument.priceExponent(), true),
            mantissa(numbers[1], quantityExponent, instrument.quantityExponent(), true),
            mantissa(numbers[2], priceExponent, instrument.priceExponent(), true),
            mantissa(numbers[3], quantityExponent, instrument.quantityExponent(), true)));
    }

    private List<String> trades(int root, int block) {
        require(block >= 18);
        in.getLong();
        final long time = in.getLong();
        final int priceExponent = in.get();
        final int quantityExponent = in.get();
        in.position(root + block);
        final int length = uint16();
        final long count = in.getInt() & 0xFFFF_FFFFL;
        require((length >= 25 || count == 0) && count <= in.remaining());
        final List<Trade> trades = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final int at = in.position();
            trades.add(new Trade(in.getLong(), in.getLong(), in.getLong(), in.get()));
            in.position(at + length);
        }
        final Instrument instrument = symbol();
        final List<String> lines = new ArrayList<>();
        if (instrument == null) {
            return lines;
        }
        nanos(time);
        for (final Trade trade : trades) {
            require(trade.maker == 0 || trade.maker == 1);
            lines.add(WireLines.trade(instrument.id(), nanos(time), natural(trade.id),
                mantissa(trade.price, priceExponent, instrument.priceExponent(), false),
                mantissa(trade.quantity, quantityExponent, instrument.quantityExponent(), false),
                trade.maker == 1 ? "SELL" : "BUY"));
        }
        return lines;
    }

    private Instrument symbol() {
        final byte[] name = new byte[in.get() & 0xFF];
        in.get(name);
        require(name.length > 0 && (version > 0 || !in.hasRemaining()));
        return instruments.get(new String(name, StandardCharsets.ISO_8859_1));
    }

    private static long mantissa(long value, int from, int to, boolean mayBeZero) {
        require(value > 0 || value == 0 && mayBeZero);
        return BigDecimal.valueOf(value).scaleByPowerOfTen(from - to).setScale(0).longValueExact();
    }

    private static long nanos(long micros) {
        return Math.multiplyExact(natural(micros), 1_000L);
    }

    private static long natural(long value) {
        require(value >= 0);
        return value;
    }

    private int uint16() {
        return in.getShort() & 0xFFFF;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new ArithmeticException("not what was expected");
        }
    }
}
