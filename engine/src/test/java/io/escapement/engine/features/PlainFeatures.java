package io.escapement.engine.features;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.apache.commons.math3.stat.regression.SimpleRegression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The slow twin of all columns: each value from its definition, from the whole list of steps, as of a time, with no
 * state from one time to the next. Knows nothing of slots and rolling sums.
 */
final class PlainFeatures {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long DAY = 86_400 * SECOND;

    private static final double WEIGHT = 1 - Math.exp(-1 / 30.0);
    /** What so many seconds leave. */
    private static final double[] LEFT =
        IntStream.range(0, 1200).mapToDouble(seconds -> Math.pow(1 - WEIGHT, seconds)).toArray();
    /** Lifetimes after which less is left of anything than a double can tell. */
    private static final int FORGOTTEN = 45;
    private static final int[] LATER_SECONDS = {1, 10};

    private final Step[] steps;
    private final long[] times;
    private final long cadenceNs;
    private final InstrumentTerms terms;
    private final double price;
    private final double quantity;
    private final double[] mids;
    /** Index of the last book step at or before each step; -1: none, or lost since. */
    private final int[] books;
    private long nowNs;
    /** The mid 1 s behind each step, and 10 s. */
    private final double[][] laterMids;
    private int end;
    private long beganNs;
    private Map<String, Double> row;

    PlainFeatures(List<Step> steps, long cadenceNs, InstrumentTerms terms, double price, double quantity) {
        this.steps = steps.toArray(Step[]::new);
        this.times = steps.stream().mapToLong(Step::timeNs).toArray();
        this.cadenceNs = cadenceNs;
        this.terms = terms;
        this.price = price;
        this.quantity = quantity;
        mids = new double[steps.size()];
        books = new int[steps.size()];
        int book = -1;
        for (int i = 0; i < books.length; i++) {
            final Step step = steps.get(i);
            book = step.lost() ? -1 : step.levels() == null ? book : isQuote(step.levels()) ? i : -1;
            books[i] = book;
            mids[i] = book < 0 ? Double.NaN
                : (steps.get(book).levels()[0][0] + steps.get(book).levels()[2][0]) * price / 2;
        }
        laterMids = new double[][] {laterMids(LATER_SECONDS[0] * SECOND), laterMids(LATER_SECONDS[1] * SECOND)};
    }

    private double[] laterMids(long afterNs) {
        final double[] later = new double[times.length];
        int at = 0;
        for (int i = 0; i < later.length; i++) {
            while (at < times.length && times[at] < times[i] + afterNs) {
                at++;
            }
            later[i] = mids[at - 1];
        }
        return later;
    }

    private static boolean isQuote(long[][] levels) {
        return levels[0].length > 0 && levels[2].length > 0 && levels[0][0] < levels[2][0];
    }

    /** How many steps were before a time. */
    private int before(long timeNs) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (times[middle] < timeNs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The values that are not missing. */
    Map<String, Double> at(long timeNs) {
        row = new HashMap<>();
        nowNs = timeNs;
        end = before(timeNs);
        clock();
        free();
        if (end == 0 || books[end - 1] < 0) {
            return row;
        }
        int live = end - 1;
        while (live > 0 && books[live - 1] >= 0) {
            live--;
        }
        beganNs = Math.floorDiv(steps[live].timeNs(), cadenceNs) * cadenceNs + cadenceNs;
        if (beganNs > timeNs) {
            return row;
        }
        quote();
        for (final int seconds : new int[] {1, 5, 15, 60}) {
            flow(seconds);
        }
        levels();
        roll();
        spreads();
        rates();
        seconds();
        row.values().removeIf(value -> value.isNaN() || value.isInfinite());
        return row;
    }

    private void clock() {
        final double angle = 2 * Math.PI * Math.floorMod(nowNs, DAY) / DAY;
        row.put("tod_sin", Math.sin(angle));
        row.put("tod_cos", Math.cos(angle));
        long next = 0;
        for (int i = 0; i < end; i++) {
            final Step step = steps[i];
            next = step.nextFundingNs() > 0 ? step.nextFundingNs() : next;
        }
        if (next > nowNs) {
            row.put("secs_to_funding", (next - nowNs) / 1e9);
        }
    }

    private void free() {
        double sum = 0;
        boolean any = false;
        boolean known = true;
        for (int i = 0; i < end; i++) {
            final Step step = steps[i];
            if (step.isTrade()) {
                known &= step.sign() != 0;
                if (Math.floorDiv(step.timeNs(), DAY) == Math.floorDiv(nowNs - 1, DAY)) {
                    sum += step.sign() * step.quantity();
                    any = true;
                }
            }
        }
        if (any) {
            row.put("cvd", sum * quantity);
        }
        if (terms.bucketVolume() != null && known) {
            vpin();
        } else if (terms.bucketVolume() != null) {
            bulk();
        }
    }

    /** Buckets cut out of the line of all volume that was ever traded. */
    private void vpin() {
        final List<double[]> parts = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            final Step step = steps[i];
            if (step.isTrade()) {
                parts.add(new double[] {step.quantity(), step.sign() > 0 ? 1 : 0});
            }
        }
        row.put("vpin", buckets(parts));
    }

    private double buckets(List<double[]> parts) {
        final double volume = terms.bucketVolume().doubleValue() / quantity;
        final double total = parts.stream().mapToDouble(part -> part[0]).sum();
        final int whole = (int) Math.floor(total / volume + 1e-9);
        if (whole < 50) {
            return Double.NaN;
        }
        final double[] bought = new double[whole];
        double from = 0;
        for (final double[] part : parts) {
            final double to = from + part[0];
            for (int bucket = (int) (from / volume); bucket < whole && bucket * volume < to; bucket++) {
                final double in = Math.min(to, (bucket + 1) * volume) - Math.max(from, bucket * volume);
                bought[bucket] += Math.max(0, in) * part[1];
            }
            from = to;
        }
        double sum = 0;
        for (int bucket = whole - 50; bucket < whole; bucket++) {
            sum += Math.abs(2 * bought[bucket] - volume) / volume;
        }
        return sum / 50;
    }

    private void bulk() {
        final List<double[]> minutes = new ArrayList<>();
        long minute = -1;
        boolean unknown = false;
        for (int i = 0; i < end; i++) {
            final Step step = steps[i];
            unknown |= step.isTrade() && step.sign() == 0;
            if (step.isTrade() && unknown && Math.floorDiv(step.timeNs(), MINUTE) < Math.floorDiv(nowNs, MINUTE)) {
                if (minute != Math.floorDiv(step.timeNs(), MINUTE)) {
                    minute = Math.floorDiv(step.timeNs(), MINUTE);
                    minutes.add(new double[2]);
                }
                final double[] last = minutes.get(minutes.size() - 1);
                last[0] += step.quantity();
                last[1] = step.price();
            }
        }
        final List<double[]> parts = new ArrayList<>();
        for (int i = 50; i < minutes.size(); i++) {
            final double[] changes = new double[50];
            for (int j = 0; j < 50; j++) {
                changes[j] = minutes.get(i - j)[1] - minutes.get(i - j - 1)[1];
            }
            final double mean = Arrays.stream(changes).average().orElseThrow();
            final double deviation =
                Math.sqrt(Arrays.stream(changes).map(change -> (change - mean) * (change - mean)).sum() / 49);
            parts.add(new double[] {minutes.get(i)[0], new NormalDistribution()
                .cumulativeProbability(changes[0] / deviation)});
        }
        row.put("vpin_bvc", buckets(parts));
    }

    private void quote() {
        final long[][] look = steps[books[end - 1]].levels();
        final double bid = look[0][0];
        final double ask = look[2][0];
        row.put("mid", (bid + ask) / 2 * price);
        row.put("spread_ticks", ask - bid);
        row.put("spread_bps", 10_000 * (ask - bid) / ((ask + bid) / 2));
        row.put("imb1", (double) (look[1][0] - look[3][0]) / (look[1][0] + look[3][0]));
        final double bids = Arrays.stream(look[1]).limit(5).sum();
        final double asks = Arrays.stream(look[3]).limit(5).sum();
        row.put("imb5", (bids - asks) / (bids + asks));
        final double share = (double) look[1][0] / (look[1][0] + look[3][0]);
        // Prices from the bid up: what the definition says, without the digits that its large numbers cancel.
        row.put("wmid_dev", share * (ask - bid) + (1 - share) * 0 - (ask - bid) / 2);
        micro(share, (int) (ask - bid));
    }

    private void micro(double share, int spread) {
        if (terms.microprice() != null && spread <= terms.microprice().ticks().size()) {
            final int third = share < 1 / 3.0 ? 0 : share > 2 / 3.0 ? 2 : 1;
            row.put("micro_dev", terms.microprice().ticks().get(spread - 1).get(third));
        }
    }

    private static double flow(long[][] was, long[][] is, int level) {
        final long bid = (is[0][level] >= was[0][level] ? is[1][level] : 0)
            - (is[0][level] <= was[0][level] ? was[1][level] : 0);
        final long ask = (is[2][level] >= was[2][level] ? was[3][level] : 0)
            - (is[2][level] <= was[2][level] ? is[3][level] : 0);
        return bid + ask;
    }

    private void flow(int seconds) {
        final int first = before(nowNs - seconds * SECOND);
        if (nowNs - seconds * SECOND < beganNs) {
            return;
        }
        double flow = 0;
        double depth = 0;
        double trades = 0;
        int quotes = 0;
        for (int i = first; i < end; i++) {
            final Step step = steps[i];
            if (step.levels() != null) {
                flow += flow(steps[books[i - 1]].levels(), step.levels(), 0);
                depth += (step.levels()[1][0] + step.levels()[3][0]) / 2.0;
                quotes++;
            } else if (step.isTrade()) {
                trades += step.sign() * step.quantity();
            }
        }
        row.put("ofi_" + seconds + "s", flow * quantity);
        row.put("ofi_norm_" + seconds + "s", quotes == 0 ? 0 : flow / (depth / quotes));
        row.put("tfi_" + seconds + "s", trades * quantity);
    }

    private void levels() {
        if (nowNs - SECOND < beganNs) {
            return;
        }
        final int first = before(nowNs - SECOND);
        int sound = depth(books[first - 1]);
        for (int i = first; i < end; i++) {
            sound = Math.min(sound, depth(books[i]));
        }
        final double[] flows = new double[5];
        double depth = 0;
        int quotes = 0;
        for (int i = first; i < end; i++) {
            if (steps[i].levels() != null) {
                for (int level = 0; level < sound; level++) {
                    final long[][] is = steps[i].levels();
                    flows[level] += flow(steps[books[i - 1]].levels(), is, level);
                    depth += (is[1][level] + is[3][level]) / 10.0;
                }
                quotes++;
            }
        }
        for (int level = 0; level < sound; level++) {
            row.put("mlofi_" + (level + 1), flows[level] * quantity);
        }
        if (sound == 5 && !terms.integratedWeights().isEmpty()) {
            double sum = 0;
            double all = 0;
            for (int level = 0; level < 5; level++) {
                sum += terms.integratedWeights().get(level) * flows[level];
                all += Math.abs(terms.integratedWeights().get(level));
            }
            row.put("iofi", quotes == 0 ? 0 : sum / all / (depth / quotes));
        }
    }

    private int depth(int book) {
        return Math.min(5, Math.min(steps[book].levels()[0].length, steps[book].levels()[2].length));
    }

    private void roll() {
        final List<Double> prices = new ArrayList<>();
        for (int i = end - 1; i >= 0 && steps[i].timeNs() >= beganNs && prices.size() < 101; i--) {
            if (steps[i].isTrade()) {
                prices.add(0, (double) steps[i].price());
            }
        }
        if (prices.size() < 101) {
            return;
        }
        final double[] before = new double[99];
        final double[] after = new double[99];
        for (int i = 0; i < 99; i++) {
            before[i] = prices.get(i + 1) - prices.get(i);
            after[i] = prices.get(i + 2) - prices.get(i + 1);
        }
        final double covariance =
            new Covariance().covariance(before, after, false);
        row.put("roll", 2 * Math.sqrt(Math.max(0, -covariance)) * price);
    }

    private void spreads() {
        if (nowNs - MINUTE < beganNs) {
            return;
        }
        row.put("eff_spr", spread(0, 0, mids));
        for (int i = 0; i < LATER_SECONDS.length; i++) {
            final int after = LATER_SECONDS[i];
            if (nowNs - MINUTE - after * SECOND >= beganNs) {
                row.put("real_spr_" + after + "s", spread(after * SECOND, 1, laterMids[i]));
                row.put("impact_" + after + "s", spread(after * SECOND, 2, laterMids[i]));
            }
        }
    }

    private double spread(long afterNs, int kind, double[] laterMids) {
        double sum = 0;
        double all = 0;
        for (int i = before(nowNs - MINUTE - afterNs); i < end && steps[i].timeNs() < nowNs - afterNs; i++) {
            final Step step = steps[i];
            if (step.isTrade() && step.sign() != 0) {
                final double mid = mids[i];
                final double later = laterMids[i];
                final double value = switch (kind) {
                    case 0 -> step.price() * price - mid;
                    case 1 -> step.price() * price - later;
                    default -> later - mid;
                };
                sum += step.quantity() * 2 * step.sign() * value / mid;
                all += step.quantity();
            }
        }
        return 10_000 * sum / all;
    }

    private void rates() {
        for (final int sign : new int[] {1, -1}) {
            final String side = sign > 0 ? "buy" : "sell";
            for (final int tau : new int[] {1, 10}) {
                if (nowNs - beganNs >= 3 * tau * SECOND) {
                    row.put("lam_" + side + "_" + tau + "s", decayed(sign, 1.0 / tau) / tau);
                }
            }
            final HawkesTerms hawkes = terms.hawkes();
            if (hawkes != null && (nowNs - beganNs) / 1e9 >= 5 / hawkes.decayPerSecond()) {
                row.put("hawkes_" + side, hawkes.base() + hawkes.jump() * decayed(sign, hawkes.decayPerSecond()));
            }
        }
    }

    private double decayed(int sign, double perSecond) {
        double sum = 0;
        final long longAgo = nowNs - (long) (FORGOTTEN / perSecond * SECOND);
        for (int i = before(Math.max(beganNs, longAgo)); i < end; i++) {
            final Step step = steps[i];
            if (step.isTrade() && step.sign() == sign) {
                sum += Math.exp(-perSecond * (nowNs - step.timeNs()) / 1e9);
            }
        }
        return sum;
    }

    /** All that is made of samples a second. */
    private void seconds() {
        final long last = Math.floorDiv(nowNs, SECOND) * SECOND;
        final long first = Math.floorDiv(beganNs + SECOND - 1, SECOND) * SECOND;
        final int count = last < first ? 0 : (int) ((last - first) / SECOND);
        final double[] returns = new double[count];
        final double[] changes = new double[count];
        final double[] volumes = new double[count];
        final double[] roots = new double[count];
        for (int i = 0; i < count; i++) {
            final int from = before(first + i * SECOND);
            final int to = before(first + (i + 1) * SECOND);
            changes[i] = mids[to - 1] - mids[from - 1];
            returns[i] = Math.log(mids[to - 1] / mids[from - 1]);
            for (int j = from; j < to; j++) {
                final Step step = steps[j];
                volumes[i] += step.sign() * step.quantity() * quantity;
                roots[i] += step.sign() * Math.sqrt(step.price() * price * step.quantity() * quantity);
            }
        }
        if (count >= 300) {
            impact(tail(volumes, 300), tail(roots, 300), tail(changes, 300));
            serial(tail(returns, 300));
        }
        final int[] windows = {10, 60, 300, 3600};
        final String[] names = {"10s", "1m", "5m", "1h"};
        for (int i = 0; i < windows.length && count >= windows[i]; i++) {
            variance(tail(returns, windows[i]), names[i]);
        }
        volatility(returns);
    }

    private static double[] tail(double[] values, int count) {
        return Arrays.copyOfRange(values, values.length - count, values.length);
    }

    private void impact(double[] volumes, double[] roots, double[] changes) {
        final SimpleRegression kyle = new SimpleRegression();
        final SimpleRegression hasbrouck = new SimpleRegression();
        for (int i = 0; i < changes.length; i++) {
            kyle.addData(volumes[i], changes[i]);
            hasbrouck.addData(roots[i], changes[i]);
        }
        row.put("kyle", kyle.getSlope());
        row.put("kyle_r2", kyle.getRSquare());
        row.put("kyle_t", kyle.getSlope() / kyle.getSlopeStdErr());
        row.put("hasbrouck", hasbrouck.getSlope());
    }

    private static double acf(double[] x, int lag) {
        final double mean = Arrays.stream(x).average().orElseThrow();
        double above = 0;
        double below = 0;
        for (int i = 0; i < x.length; i++) {
            above += i >= lag ? (x[i] - mean) * (x[i - lag] - mean) : 0;
            below += (x[i] - mean) * (x[i] - mean);
        }
        return above / below;
    }

    private void serial(double[] returns) {
        row.put("acf_1", acf(returns, 1));
        row.put("acf_2", acf(returns, 2));
        row.put("acf_5", acf(returns, 5));
        row.put("vr_5", 1 + 2 * (0.8 * acf(returns, 1) + 0.6 * acf(returns, 2) + 0.4 * acf(returns, 3)
            + 0.2 * acf(returns, 4)));
    }

    private void variance(double[] returns, String name) {
        double realised = 0;
        double bipower = 0;
        for (int i = 0; i < returns.length; i++) {
            realised += returns[i] * returns[i];
            bipower += i > 0 ? Math.abs(returns[i] * returns[i - 1]) : 0;
        }
        bipower *= Math.PI / 2;
        row.put("rv_" + name, realised);
        row.put("bv_" + name, bipower);
        row.put("jump_" + name, realised == 0 ? Double.NaN : Math.max(0, 1 - bipower / realised));
        row.put("vol_" + name, Math.sqrt(realised * 365 * 86_400 / returns.length));
    }

    /** With the weights written out: the last value's is a, the one before a (1 - a), ... the first takes the rest. */
    private static double deviation(double[] values, int count) {
        // What is left out weighs less than e to the power of -40.
        final int first = Math.max(0, count - LEFT.length);
        double mean = 0;
        for (int i = first; i < count; i++) {
            mean += weight(i, count) * values[i];
        }
        double variance = 0;
        for (int i = first; i < count; i++) {
            variance += weight(i, count) * (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(variance);
    }

    private static double weight(int index, int count) {
        return (index == 0 ? 1 : WEIGHT) * LEFT[count - 1 - index];
    }

    private void volatility(double[] returns) {
        if (returns.length >= 90) {
            row.put("ewvol_30s", deviation(returns, returns.length));
        }
        if (returns.length >= 180) {
            final double[] volatilities = new double[returns.length - 90];
            for (int i = Math.max(0, volatilities.length - LEFT.length); i < volatilities.length; i++) {
                volatilities[i] = deviation(returns, 91 + i);
            }
            row.put("volofvol_30s", deviation(volatilities, volatilities.length));
        }
    }
}
