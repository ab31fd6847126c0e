package io.escapement.engine.venue.event;

import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradeEncoder;

import java.util.Arrays;

/** Trades of a frame that are not to be published before all of it is known to be good. */
public final class TradeStore {
    /** Of a trade to which the venue gives no number. */
    public static final long NO_ID = TradeEncoder.tradeIdNullValue();

    private static final int FIRST_ROOM = 1_024;
    private static final int FIELDS = 6;

    private long[] values = new long[FIRST_ROOM * FIELDS];
    private int count;

    public void clear() {
        count = 0;
    }

    /** Allocates only for more trades than any frame had before. */
    public void add(long venueTimeNs, long tradeId, long price, long quantity, Side aggressor) {
        add(0, venueTimeNs, tradeId, price, quantity, aggressor);
    }

    /** As the other, of a frame that may hold trades of several instruments. */
    public void add(int instrumentId, long venueTimeNs, long tradeId, long price, long quantity, Side aggressor) {
        if ((count + 1) * FIELDS > values.length) {
            values = Arrays.copyOf(values, values.length * 2);
        }
        final int at = count * FIELDS;
        values[at] = venueTimeNs;
        values[at + 1] = tradeId;
        values[at + 2] = price;
        values[at + 3] = quantity;
        values[at + 4] = aggressor.value();
        values[at + 5] = instrumentId;
        count++;
    }

    /** In the order in which they were added. */
    public void publish(EventWriter events, long receiveTimeNs, int instrumentId) {
        for (int at = 0; at < count * FIELDS; at += FIELDS) {
            events.publishTrade(values[at], receiveTimeNs, values[at + 1], values[at + 2], values[at + 3],
                instrumentId, Side.get((short) values[at + 4]));
        }
    }

    /**
     * Each with its own instrument, the oldest first, whichever way round they were added: venues that send the newest
     * first number their trades upwards, too.
     */
    public void publishOldestFirst(EventWriter events, long receiveTimeNs) {
        final int last = (count - 1) * FIELDS;
        final boolean newestFirst = count > 1 && Long.compareUnsigned(values[1], values[last + 1]) > 0;
        for (int i = 0; i < count; i++) {
            final int at = newestFirst ? last - i * FIELDS : i * FIELDS;
            events.publishTrade(values[at], receiveTimeNs, values[at + 1], values[at + 2], values[at + 3],
                (int) values[at + 5], Side.get((short) values[at + 4]));
        }
    }
}
