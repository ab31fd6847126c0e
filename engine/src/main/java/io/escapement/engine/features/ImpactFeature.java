package io.escapement.engine.features;

import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.Reset;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.statistics.RollingRegression;

import java.util.List;

/** What signed volume does to the mid: regressions over the last 300 seconds, a pair a second. */
final class ImpactFeature implements Feature.OnTrade, Feature.OnSecond {
    static final int SECONDS = 300;
    static final List<Column> COLUMNS = List.of(
        column("kyle", "quote per base, by base", "slope of dmid = a + lambda Q, Q = sum of s q. Kyle 1985"),
        column("kyle_r2", "1", "share of the variance of dmid that Q explains"),
        column("kyle_t", "1", "kyle by its standard error"),
        column("hasbrouck", "quote per base, by root of quote", "slope of dmid on sum of s sqrt(p q)."
            + " Hasbrouck 2009"));

    private final RollingRegression kyle = new RollingRegression(SECONDS);
    private final RollingRegression hasbrouck = new RollingRegression(SECONDS);
    private double volume;
    private double root;
    private double lastMid;

    private static Column column(String name, String unit, String meaning) {
        return new Column(name, 1, unit, "300 x 1 s", "301 s", Reset.BOOK, meaning, "commons-math3 SimpleRegression"
            + (name.equals("kyle") ? ", hand vector" : ""));
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void begin(long timeNs) {
        kyle.clear();
        hasbrouck.clear();
        volume = 0;
        root = 0;
        lastMid = 0;
    }

    @Override
    public void onTrade(Top top, long timeNs, long price, long quantity, int sign) {
        final double base = top.quantity(quantity);
        volume += sign * base;
        root += sign * Math.sqrt(top.price(price) * base);
    }

    @Override
    public void onSecond(double mid, double logReturn) {
        if (lastMid > 0) {
            kyle.add(volume, mid - lastMid);
            hasbrouck.add(root, mid - lastMid);
        }
        lastMid = mid;
        volume = 0;
        root = 0;
    }

    @Override
    public void write(long timeNs, Top top, double[] into, int at) {
        final boolean full = kyle.isFull();
        into[at] = full ? kyle.slope() : Double.NaN;
        into[at + 1] = full ? kyle.rSquared() : Double.NaN;
        into[at + 2] = full ? kyle.slopeT() : Double.NaN;
        into[at + 3] = full ? hasbrouck.slope() : Double.NaN;
    }

    @Override
    public long hash(long seed) {
        final long hash = Hashing.fold(hasbrouck.hash(kyle.hash(seed)), volume);
        return Hashing.fold(Hashing.fold(hash, root), lastMid);
    }
}
