package io.escapement.perf.venues.twin;

import io.escapement.codecs.instrument.Instrument;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Binance's SBE streams: a ByteBuffer read field by field, a BigDecimal of each number. */
public final class SbeTwin implements Twin {
    private static final int LEVEL = 16;
    private static final long NS_PER_US = 1_000;

    private final Map<String, Instrument> instruments = new HashMap<>();

    public SbeTwin(Collection<Instrument> listed) {
        listed.forEach(instrument -> instruments.put(instrument.symbol(), instrument));
    }

    @Override
    public String name() {
        return "ByteBuffer + BigDecimal";
    }

    @Override
    public void decode(byte[] frame, Told told) {
        final ByteBuffer in = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        final int block = in.getShort() & 0xFFFF;
        final int template = in.getShort() & 0xFFFF;
        in.getInt();
        final int body = in.position() + block;
        switch (template) {
            case 10_000 -> trades(in, body, told);
            case 10_001 -> quote(in, body, told);
            case 10_003 -> diff(in, body, told);
            default -> {
                // Not ours.
            }
        }
    }

    private void diff(ByteBuffer in, int body, Told told) {
        final long time = in.getLong() * NS_PER_US;
        in.getLong();
        final long last = in.getLong();
        final int price = in.get();
        final int quantity = in.get();
        in.position(body);
        final int bidGroup = in.position();
        skipLevels(in);
        final int askGroup = in.position();
        skipLevels(in);
        final Instrument instrument = symbol(in);
        if (instrument != null) {
            told.book(instrument.id(), false, time, last);
            in.position(bidGroup + 2);
            for (int i = in.getShort() & 0xFFFF; i > 0; i--) {
                told.bid(number(in.getLong(), price, instrument.priceExponent()),
                    number(in.getLong(), quantity, instrument.quantityExponent()));
            }
            in.position(askGroup + 2);
            for (int i = in.getShort() & 0xFFFF; i > 0; i--) {
                told.ask(number(in.getLong(), price, instrument.priceExponent()),
                    number(in.getLong(), quantity, instrument.quantityExponent()));
            }
        }
    }

    private static void skipLevels(ByteBuffer in) {
        in.getShort();
        final int count = in.getShort() & 0xFFFF;
        in.position(in.position() + count * LEVEL);
    }

    private void quote(ByteBuffer in, int body, Told told) {
        in.getLong();
        in.getLong();
        final int price = in.get();
        final int quantity = in.get();
        final long[] numbers = {in.getLong(), in.getLong(), in.getLong(), in.getLong()};
        in.position(body);
        final Instrument instrument = symbol(in);
        if (instrument != null) {
            told.quote(instrument.id(), number(numbers[0], price, instrument.priceExponent()),
                number(numbers[1], quantity, instrument.quantityExponent()),
                number(numbers[2], price, instrument.priceExponent()),
                number(numbers[3], quantity, instrument.quantityExponent()));
        }
    }

    /** One trade a message, as the venue sends them mostly. */
    private void trades(ByteBuffer in, int body, Told told) {
        in.getLong();
        final long time = in.getLong() * NS_PER_US;
        final int price = in.get();
        final int quantity = in.get();
        in.position(body + Short.BYTES + Integer.BYTES);
        final long id = in.getLong();
        final long traded = in.getLong();
        final long size = in.getLong();
        final boolean bought = in.get() == 0;
        final Instrument instrument = symbol(in);
        if (instrument != null) {
            told.trade(instrument.id(), time, id, number(traded, price, instrument.priceExponent()),
                number(size, quantity, instrument.quantityExponent()), bought);
        }
    }

    private Instrument symbol(ByteBuffer in) {
        final byte[] name = new byte[in.get() & 0xFF];
        in.get(name);
        return instruments.get(new String(name, StandardCharsets.ISO_8859_1));
    }

    private static long number(long value, int from, int to) {
        return BigDecimal.valueOf(value).movePointRight(from - to).longValue();
    }
}
