package io.escapement.engine.venue.event;

import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradeEncoder;

import java.util.Arrays;

/** Trades of a frame that are not to be published before all of it is known to be good. */
public final class TradeStore {
    /** Of a trade to which the venue gives no number. */
    public static final long NO_ID = TradeEncoder.tradeIdNullValue();

    private static final int FIRST_ROOM = 1_024;
    private static final int FIELDS = 5;

    private long[] values = new long[FIRST_ROOM * FIELDS];
    private int count;

    public void clear() {
        count = 0;
    }

    /** Allocates only for more trades than any frame had before. */
    public void add(long venueTimeNs, long tradeId, long price, long quantity, Side aggressor) {
        if ((count + 1) * FIELDS > values.length) {
            values = Arrays.copyOf(values, values.length * 2);
        }
        final int at = count * FIELDS;
        values[at] = venueTimeNs;
        values[at + 1] = tradeId;
        values[at + 2] = price;
        values[at + 3] = quantity;
        values[at + 4] = aggressor.value();
        count++;
    }

    /** In the order in which they were added. */
    public void publish(EventWriter events, long receiveTimeNs, int instrumentId) {
        for (int at = 0; at < count * FIELDS; at += FIELDS) {
            events.publishTrade(values[at], receiveTimeNs, values[at + 1], values[at + 2], values[at + 3],
                instrumentId, Side.get((short) values[at + 4]));
        }
    }
}
