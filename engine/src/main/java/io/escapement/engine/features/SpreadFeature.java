package io.escapement.engine.features;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.RollingSum;

import java.util.List;

/**
 * What trades paid beside the mid, and what of it the market took back: means by quantity over the trades of a minute.
 * What became of the mid is known a while after a trade, so those columns are of the trades whose while ended in the
 * minute: at each time the effective spread of a while ago is the sum of the other two. Trades that wait are bounded
 * in number; if more come, these columns begin anew.
 */
final class SpreadFeature implements Feature.OnQuote, Feature.OnTrade, Feature.OnSlot {
    static final int[] AFTER_SECONDS = {1, 10};
    static final int WINDOW_SECONDS = 60;
    static final List<Column> COLUMNS = List.of(
        column("eff_spr", "60 s", "2 s (p - m) / m, m before the trade"),
        column("real_spr_1s", "61 s", "2 s (p - m1) / m, m1 a second after the trade"),
        column("impact_1s", "61 s", "2 s (m1 - m) / m; eff_spr of a second ago = real_spr_1s + impact_1s"),
        column("real_spr_10s", "70 s", "2 s (p - m10) / m, m10 ten seconds after the trade"),
        column("impact_10s", "70 s", "2 s (m10 - m) / m; eff_spr of ten seconds ago = real_spr_10s + impact_10s"));
    private static final double BPS = 1e4;

    private final long slotNs;
    private final Trades effective;
    private final Waiting[] waiting = new Waiting[AFTER_SECONDS.length];
    private final double[] mids;
    /** What was paid beside the mid: s (p - m). */
    private final double[] paid;
    private final double[] quantities;
    private final long[] times;
    private final byte[] signs;
    private final int mask;
    private long end;
    /** More came than may wait: from the next boundary on all begins anew. */
    private boolean overflowed;

    /** Sums over a minute, and what came since the last boundary. */
    private static final class Trades {
        private final RollingSum weighted;
        private final RollingSum quantities;
        private double slotWeighted;
        private double slotQuantity;

        private Trades(Cadence cadence) {
            weighted = cadence.sums(WINDOW_SECONDS);
            quantities = cadence.sums(WINDOW_SECONDS);
        }

        private void add(double value, double quantity) {
            slotWeighted += value * quantity;
            slotQuantity += quantity;
        }

        private void close() {
            weighted.add(slotWeighted);
            quantities.add(slotQuantity);
            slotWeighted = 0;
            slotQuantity = 0;
        }

        private void clear() {
            weighted.clear();
            quantities.clear();
            slotWeighted = 0;
            slotQuantity = 0;
        }

        private double mean(boolean whole) {
            return whole && quantities.sum(0) > 0
                ? BPS * weighted.sum(0) / quantities.sum(0) : Double.NaN;
        }

        private long hash(long seed) {
            final long hash = quantities.hash(weighted.hash(seed));
            return Hashing.fold(Hashing.fold(hash, slotWeighted), slotQuantity);
        }
    }

    /** The trades that wait for one while to end. */
    private static final class Waiting {
        private final long afterNs;
        private final Trades realised;
        private final Trades impact;
        private long first;
        /** Slots until trades of a whole minute can have ended their while. */
        private int slotsLess;

        private Waiting(Cadence cadence, int seconds) {
            afterNs = seconds * Cadence.SECOND_NS;
            realised = new Trades(cadence);
            impact = new Trades(cadence);
        }
    }

    /** @param pending trades that may wait, a power of two */
    SpreadFeature(Cadence cadence, int pending) {
        effective = new Trades(cadence);
        for (int i = 0; i < waiting.length; i++) {
            waiting[i] = new Waiting(cadence, AFTER_SECONDS[i]);
        }
        mask = pending - 1;
        mids = new double[pending];
        paid = new double[pending];
        quantities = new double[pending];
        times = new long[pending];
        signs = new byte[pending];
        slotNs = cadence.ns();
    }

    private static Column column(String name, String warmUp, String meaning) {
        return new Column(name, 1, "bps", "60 s, by quantity", warmUp, Reset.BOOK, meaning,
            "batch twin, and the identity of the three");
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void begin(long timeNs) {
        effective.clear();
        end = 0;
        overflowed = false;
        for (final Waiting one : waiting) {
            one.realised.clear();
            one.impact.clear();
            one.first = 0;
            one.slotsLess = (int) ((one.afterNs + WINDOW_SECONDS * Cadence.SECOND_NS) / slotNs);
        }
    }

    @Override
    public void onQuote(Top top, long timeNs) {
        // At the very end of the while counts what was before it.
        resolve(timeNs, top.midBefore());
    }

    private void resolve(long upToNs, double mid) {
        for (final Waiting one : waiting) {
            while (one.first < end && times[(int) one.first & mask] + one.afterNs <= upToNs) {
                final int at = (int) one.first & mask;
                final double move = 2 * signs[at] * (mid - mids[at]) / mids[at];
                one.realised.add(2 * paid[at] / mids[at] - move, quantities[at]);
                one.impact.add(move, quantities[at]);
                one.first++;
            }
        }
    }

    @Override
    public void onTrade(Top top, long timeNs, long price, long quantity, int sign) {
        if (sign == 0) {
            return;
        }
        resolve(timeNs, top.mid());
        overflowed |= end - waiting[waiting.length - 1].first > mask;
        if (overflowed) {
            return;
        }
        final int at = (int) end++ & mask;
        times[at] = timeNs;
        mids[at] = top.mid();
        paid[at] = sign * (top.price(price) - mids[at]);
        quantities[at] = quantity;
        signs[at] = (byte) sign;
        effective.add(2 * paid[at] / mids[at], quantity);
    }

    @Override
    public void onSlot(Top top, long timeNs) {
        // A while that ends at the boundary itself belongs to the slot behind it, as a trade there would.
        resolve(timeNs - 1, top.mid());
        if (overflowed) {
            begin(timeNs);
            return;
        }
        effective.close();
        for (final Waiting one : waiting) {
            one.realised.close();
            one.impact.close();
            one.slotsLess = Math.max(0, one.slotsLess - 1);
        }
    }

    @Override
    public void write(long timeNs, Top top, double[] into, int at) {
        into[at] = effective.mean(effective.weighted.isFull(0));
        for (int i = 0; i < waiting.length; i++) {
            into[at + 1 + 2 * i] = waiting[i].realised.mean(waiting[i].slotsLess == 0);
            into[at + 2 + 2 * i] = waiting[i].impact.mean(waiting[i].slotsLess == 0);
        }
    }

    @Override
    public long hash(long seed) {
        long hash = Hashing.fold(effective.hash(seed), overflowed);
        for (final Waiting one : waiting) {
            hash = one.impact.hash(one.realised.hash(Hashing.fold(Hashing.fold(hash, end - one.first), one.slotsLess)));
        }
        for (long i = waiting[waiting.length - 1].first; i < end; i++) {
            final int at = (int) i & mask;
            hash = Hashing.fold(Hashing.fold(hash, times[at]), mids[at]);
            hash = Hashing.fold(Hashing.fold(Hashing.fold(hash, paid[at]), quantities[at]), signs[at]);
        }
        return hash;
    }
}
