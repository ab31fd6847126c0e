package io.escapement.engine.orders;

import io.escapement.codecs.instrument.Instrument;

import java.util.Arrays;

/** One instrument's exposure, over all strategies and of each, in the order in which they first ordered. */
final class InstrumentExposure {
    final Exposure total = new Exposure();
    final ToldPosition positions = new ToldPosition();
    Instrument instrument;
    /** Whether it stands among those that the table calls changed. */
    boolean changed;
    private int[] strategyIds = new int[4];
    private Exposure[] exposures = new Exposure[4];
    private int count;
    /** The oldest open order of the instrument, or null. */
    Order firstOpen;
    private Order lastOpen;

    /** Of a strategy. Allocates the first time. */
    Exposure of(int strategyId) {
        for (int i = 0; i < count; i++) {
            if (strategyIds[i] == strategyId) {
                return exposures[i];
            }
        }
        if (count == exposures.length) {
            strategyIds = Arrays.copyOf(strategyIds, count * 2);
            exposures = Arrays.copyOf(exposures, count * 2);
        }
        strategyIds[count] = strategyId;
        exposures[count] = new Exposure();
        return exposures[count++];
    }

    /** One more open order, the youngest. */
    void link(Order order) {
        order.previousBeside = lastOpen;
        order.nextBeside = null;
        if (lastOpen == null) {
            firstOpen = order;
        } else {
            lastOpen.nextBeside = order;
        }
        lastOpen = order;
    }

    /** One open order less. */
    void unlink(Order order) {
        if (order.previousBeside == null) {
            firstOpen = order.nextBeside;
        } else {
            order.previousBeside.nextBeside = order.nextBeside;
        }
        if (order.nextBeside == null) {
            lastOpen = order.previousBeside;
        } else {
            order.nextBeside.previousBeside = order.previousBeside;
        }
        order.previousBeside = null;
        order.nextBeside = null;
    }

    void count(Order order, int sign) {
        total.count(order, sign);
        of(order.strategyId()).count(order, sign);
    }

    long hash(long seed) {
        long hash = total.hash(seed);
        for (int i = 0; i < count; i++) {
            hash = exposures[i].hash(hash + strategyIds[i]);
        }
        return hash;
    }
}
