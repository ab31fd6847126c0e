package io.escapement.engine.paper;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.pipeline.RecordBuilder;
import io.escapement.engine.pipeline.Verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A made-up market with made-up orders, decided wholly by a seed before anything is run. */
final class RandomSchedule {
    private static final int ID = PaperConfigs.ID;
    private static final int WHOLE = Messages.FIRST_FRAGMENT | Messages.LAST_FRAGMENT;
    private static final long[] NONE = {};
    private static final TimeInForce[] TIMES_IN_FORCE = {
        TimeInForce.GTC, TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK, TimeInForce.POST_ONLY};

    /** What one step is. */
    enum Kind {
        DELTA, SNAPSHOT, TRADE, DOWN, UP, ORDER, CANCEL
    }

    /** One record to be. */
    record Step(Kind kind, long timeNs, long id, Side side, OrderType type, TimeInForce timeInForce, long price,
        long quantity, long[] bids, long[] asks) {
    }

    final List<Step> steps = new ArrayList<>();
    private final Random random;
    private final long[] bidSizes = new long[64];
    private final long[] askSizes = new long[64];
    private int mid = 32;
    private long lastId;
    private boolean down;

    RandomSchedule(long seed, int length) {
        random = new Random(seed);
        long timeNs = 1_000;
        for (int price = 1; price < 64; price++) {
            bidSizes[price] = price < mid ? size() : 0;
            askSizes[price] = price > mid ? size() : 0;
        }
        add(Kind.SNAPSHOT, timeNs, 0, null, null, null, 0, 0, levels(bidSizes), levels(askSizes));
        add(Kind.UP, ++timeNs, 0, null, null, null, 0, 0, NONE, NONE);
        for (int i = 0; i < length; i++) {
            timeNs += random.nextInt(20);
            step(timeNs);
        }
    }

    private long size() {
        return 1 + random.nextInt(30);
    }

    private void step(long timeNs) {
        final int draw = random.nextInt(100);
        if (draw < 40) {
            delta(timeNs);
        } else if (draw < 65) {
            final Side side = random.nextInt(20) == 0 ? Side.UNKNOWN : random.nextBoolean() ? Side.BUY : Side.SELL;
            add(Kind.TRADE, timeNs, 0, side, null, null, mid - 4 + random.nextInt(9), size(), NONE, NONE);
        } else if (draw < 85) {
            order(timeNs);
        } else if (draw < 97) {
            add(Kind.CANCEL, timeNs, Math.max(1, lastId - random.nextInt(12)), null, null, null, 0, 0, NONE, NONE);
        } else if (draw < 98) {
            add(Kind.SNAPSHOT, timeNs, 0, null, null, null, 0, 0, levels(bidSizes), levels(askSizes));
        } else {
            add(down ? Kind.UP : Kind.DOWN, timeNs, 0, null, null, null, 0, 0, NONE, NONE);
            down = !down;
        }
    }

    private void order(long timeNs) {
        final boolean market = random.nextInt(6) == 0;
        add(Kind.ORDER, timeNs, ++lastId, random.nextBoolean() ? Side.BUY : Side.SELL,
            market ? OrderType.MARKET : OrderType.LIMIT,
            market ? TimeInForce.IOC : TIMES_IN_FORCE[random.nextInt(TIMES_IN_FORCE.length)],
            market ? 0 : mid - 4 + random.nextInt(9), size(), NONE, NONE);
    }

    /** Moves the middle by at most a tick, clears what would cross, changes a few sizes. */
    private void delta(long timeNs) {
        mid = Math.max(10, Math.min(54, mid - 1 + random.nextInt(3)));
        final Map<Integer, Long> bids = new HashMap<>();
        final Map<Integer, Long> asks = new HashMap<>();
        for (int price = 1; price < 64; price++) {
            if (price >= mid && bidSizes[price] > 0) {
                bids.put(price, 0L);
            }
            if (price <= mid && askSizes[price] > 0) {
                asks.put(price, 0L);
            }
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            bids.put(mid - 1 - random.nextInt(5), random.nextInt(5) == 0 ? 0 : size());
            asks.put(mid + 1 + random.nextInt(5), random.nextInt(5) == 0 ? 0 : size());
        }
        bids.forEach((price, quantity) -> bidSizes[price] = quantity);
        asks.forEach((price, quantity) -> askSizes[price] = quantity);
        add(Kind.DELTA, timeNs, 0, null, null, null, 0, 0, pairs(bids), pairs(asks));
    }

    private static long[] pairs(Map<Integer, Long> levels) {
        return levels.entrySet().stream().sorted(Map.Entry.comparingByKey())
            .flatMapToLong(e -> java.util.stream.LongStream.of(e.getKey(), e.getValue())).toArray();
    }

    private static long[] levels(long[] sizes) {
        final Map<Integer, Long> levels = new HashMap<>();
        for (int price = 1; price < sizes.length; price++) {
            if (sizes[price] > 0) {
                levels.put(price, sizes[price]);
            }
        }
        return pairs(levels);
    }

    private void add(Kind kind, long timeNs, long id, Side side, OrderType type, TimeInForce timeInForce, long price,
        long quantity, long[] bids, long[] asks) {
        steps.add(new Step(kind, timeNs, id, side, type, timeInForce, price, quantity, bids, asks));
    }

    /** Builds a step's record, its times and ids shifted. */
    static RecordBuilder build(RecordBuilder record, Step step, long shiftNs, long idShift) {
        final long timeNs = step.timeNs + shiftNs;
        return switch (step.kind) {
            case DELTA -> record.delta(timeNs, ID, Verdict.APPLIED, step.bids, step.asks);
            case SNAPSHOT -> record.snapshot(timeNs, ID, WHOLE, Verdict.APPLIED, step.bids, step.asks);
            case TRADE -> record.trade(timeNs, ID, step.side, step.price, step.quantity);
            case DOWN -> record.timer(timeNs).withStatus(ID, BookState.SUSPECT);
            case UP -> record.timer(timeNs).withStatus(ID, BookState.LIVE);
            case ORDER -> record.timer(timeNs).withNewOrder(step.id + idShift, ID, step.side, step.type,
                step.timeInForce, step.price, step.quantity);
            case CANCEL -> record.timer(timeNs).withCancel(step.id + idShift, ID);
        };
    }
}
