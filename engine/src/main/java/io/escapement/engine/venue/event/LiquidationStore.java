package io.escapement.engine.venue.event;

import io.escapement.codecs.sbe.Side;

import java.util.Arrays;

/** Liquidations of a frame that are not to be published before all of it is known to be good. */
public final class LiquidationStore {
    private static final int FIRST_ROOM = 256;
    private static final int FIELDS = 5;

    private long[] values = new long[FIRST_ROOM * FIELDS];
    private int count;

    public void clear() {
        count = 0;
    }

    /**
     * Allocates only for more liquidations than any frame had before.
     *
     * @param side of the liquidation order: SELL closes a long
     */
    public void add(int instrumentId, long venueTimeNs, long price, long quantity, Side side) {
        if ((count + 1) * FIELDS > values.length) {
            values = Arrays.copyOf(values, values.length * 2);
        }
        final int at = count * FIELDS;
        values[at] = instrumentId;
        values[at + 1] = venueTimeNs;
        values[at + 2] = price;
        values[at + 3] = quantity;
        values[at + 4] = side.value();
        count++;
    }

    /** In the order in which they were added. */
    public void publish(DerivativeEvents events, long receiveTimeNs) {
        for (int at = 0; at < count * FIELDS; at += FIELDS) {
            events.publishLiquidation(values[at + 1], receiveTimeNs, values[at + 2], values[at + 3], (int) values[at],
                Side.get((short) values[at + 4]));
        }
    }
}
