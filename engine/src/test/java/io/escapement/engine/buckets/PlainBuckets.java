package io.escapement.engine.buckets;

import io.escapement.engine.book.DepthCursor;
import io.escapement.engine.book.OrderBook;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The slow and simple twin: keeps every whole state of a book, and computes all anew from these. */
final class PlainBuckets {
    private final long width;
    private final int reach;
    private final List<Step> steps = new ArrayList<>();

    PlainBuckets(long width, int tracked) {
        this.width = width;
        this.reach = tracked / 2;
    }

    /** A state of the book, from a time on. */
    record Step(long timeNs, boolean placed, boolean hasMid, long midId, TreeMap<Long, Long> bids,
                TreeMap<Long, Long> asks) {
        double mid() {
            return (bids.lastKey() + asks.firstKey()) / 2.0;
        }
    }

    /** What rests in some buckets. */
    record Cell(BigInteger bid, BigInteger ask, BigInteger notional) {
        static final Cell EMPTY = new Cell(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

        double imbalance() {
            final BigInteger sum = bid.add(ask);
            return sum.signum() == 0 ? Double.NaN
                : new BigDecimal(bid.subtract(ask)).divide(new BigDecimal(sum), MathContext.DECIMAL64).doubleValue();
        }

        double vwap() {
            final BigInteger sum = bid.add(ask);
            return sum.signum() == 0 ? Double.NaN
                : new BigDecimal(notional).divide(new BigDecimal(sum), MathContext.DECIMAL128).doubleValue();
        }
    }

    /** Takes in the state after a record. @param book null: not LIVE */
    void add(long timeNs, OrderBook book) {
        final Step last = steps.isEmpty() ? null : last();
        final TreeMap<Long, Long> bids = new TreeMap<>();
        final TreeMap<Long, Long> asks = new TreeMap<>();
        if (book != null) {
            final DepthCursor cursor = new DepthCursor();
            cursor.bids(book);
            while (cursor.next()) {
                bids.put(cursor.price(), cursor.quantity());
            }
            cursor.asks(book);
            while (cursor.next()) {
                asks.put(cursor.price(), cursor.quantity());
            }
        }
        final boolean hasMid = !bids.isEmpty() && !asks.isEmpty();
        final boolean placed = book != null && (hasMid || last != null && last.placed);
        final long midId = hasMid ? Math.floorDiv(bids.lastKey() + asks.firstKey(), 2 * width)
            : last == null ? 0 : last.midId;
        steps.add(new Step(timeNs, placed, hasMid, midId, bids, asks));
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    Step last() {
        return steps.get(steps.size() - 1);
    }

    Cell cell(Step step, long fromId, long toId) {
        BigInteger bid = BigInteger.ZERO;
        BigInteger ask = BigInteger.ZERO;
        BigInteger notional = BigInteger.ZERO;
        for (final Map.Entry<Long, Long> level : step.bids.subMap(fromId * width, (toId + 1) * width).entrySet()) {
            bid = bid.add(BigInteger.valueOf(level.getValue()));
            notional = notional.add(product(level));
        }
        for (final Map.Entry<Long, Long> level : step.asks.subMap(fromId * width, (toId + 1) * width).entrySet()) {
            ask = ask.add(BigInteger.valueOf(level.getValue()));
            notional = notional.add(product(level));
        }
        return new Cell(bid, ask, notional);
    }

    private static BigInteger product(Map.Entry<Long, Long> level) {
        return BigInteger.valueOf(level.getKey()).multiply(BigInteger.valueOf(level.getValue()));
    }

    Cell columns(Step step) {
        return cell(step, Math.max(0, step.midId - BucketsConfig.HALF), step.midId + BucketsConfig.HALF);
    }

    /** Mean of a bucket's imbalance over a window, over the time in which it had one. */
    double mean(long id, long endNs, long windowNs) {
        return mean(endNs, windowNs, step -> step.placed && id >= step.midId - reach && id < step.midId + reach,
            step -> cell(step, id, id).imbalance());
    }

    /** Mean of the imbalance of all columns. */
    double imbalanceMean(long endNs, long windowNs) {
        return mean(endNs, windowNs, Step::placed,
            step -> step.hasMid ? columns(step).imbalance() : Double.NaN);
    }

    private double mean(long endNs, long windowNs, Predicate<Step> followed, ToDoubleFunction<Step> value) {
        final long startNs = endNs - windowNs;
        double integral = 0;
        long covered = 0;
        long untilNs = endNs;
        for (int i = steps.size() - 1; i >= 0; i--) {
            final Step step = steps.get(i);
            if (!followed.test(step)) {
                return Double.NaN;
            }
            final long length = untilNs - Math.max(startNs, step.timeNs);
            final double ratio = value.applyAsDouble(step);
            if (!Double.isNaN(ratio) && length > 0) {
                integral += ratio * length;
                covered += length;
            }
            untilNs = step.timeNs;
            if (step.timeNs <= startNs) {
                return covered == 0 ? Double.NaN : integral / covered;
            }
        }
        return Double.NaN;
    }

    /** Imbalance of the best levels. */
    static double best(Step step, int levels) {
        final BigInteger bid = step.bids.descendingMap().values().stream().limit(levels).map(BigInteger::valueOf)
            .reduce(BigInteger.ZERO, BigInteger::add);
        final BigInteger ask = step.asks.values().stream().limit(levels).map(BigInteger::valueOf)
            .reduce(BigInteger.ZERO, BigInteger::add);
        return new Cell(bid, ask, BigInteger.ZERO).imbalance();
    }
}
