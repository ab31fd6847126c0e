package io.escapement.engine.statistics;

import io.escapement.engine.market.Hashing;

/**
 * Least squares of y on x, with intercept, over the last pairs; correlation comes with it. Kept like
 * {@link RollingMoments}. What has not varied over the whole window is known not to, whatever rounding has left in the
 * sums. Not thread-safe; allocates nothing.
 */
public final class RollingRegression {
    private final History xs;
    private final History ys;
    private double meanX;
    private double meanY;
    private double xx;
    private double yy;
    private double xy;
    private int sinceRebuild;
    private int sameX;
    private int sameY;

    public RollingRegression(int window) {
        this.xs = new History(window);
        this.ys = new History(window);
    }

    public void add(double x, double y) {
        sameX = xs.count() > 0 && xs.ago(0) == x ? sameX + 1 : 1;
        sameY = ys.count() > 0 && ys.ago(0) == y ? sameY + 1 : 1;
        if (xs.isFull()) {
            replace(xs.oldest(), ys.oldest(), x, y);
        } else {
            append(x, y);
        }
        if (++sinceRebuild == History.REBUILD_EVERY) {
            rebuild();
        }
        flatten(x, y);
    }

    // Without this a quiet hour would leave a slope made of rounding errors.
    private void flatten(double x, double y) {
        if (sameX >= xs.count()) {
            sameX = xs.count();
            meanX = x;
            xx = 0;
            xy = 0;
        }
        if (sameY >= ys.count()) {
            sameY = ys.count();
            meanY = y;
            yy = 0;
            xy = 0;
        }
    }

    private void append(double x, double y) {
        take(x, y);
        final double offX = x - meanX;
        final double offY = y - meanY;
        meanX += offX / xs.count();
        meanY += offY / xs.count();
        xx += offX * (x - meanX);
        yy += offY * (y - meanY);
        xy += offX * (y - meanY);
    }

    private void replace(double oldX, double oldY, double x, double y) {
        take(x, y);
        final double newMeanX = meanX + (x - oldX) / xs.count();
        final double newMeanY = meanY + (y - oldY) / xs.count();
        xx += (x - meanX) * (x - newMeanX) - (oldX - meanX) * (oldX - newMeanX);
        yy += (y - meanY) * (y - newMeanY) - (oldY - meanY) * (oldY - newMeanY);
        xy += (x - meanX) * (y - newMeanY) - (oldX - meanX) * (oldY - newMeanY);
        meanX = newMeanX;
        meanY = newMeanY;
    }

    private void take(double x, double y) {
        xs.add(x);
        ys.add(y);
    }

    private void rebuild() {
        sinceRebuild = 0;
        meanX = mean(xs);
        meanY = mean(ys);
        xx = 0;
        yy = 0;
        xy = 0;
        for (int i = xs.count() - 1; i >= 0; i--) {
            final double offX = xs.ago(i) - meanX;
            final double offY = ys.ago(i) - meanY;
            xx += offX * offX;
            yy += offY * offY;
            xy += offX * offY;
        }
    }

    private static double mean(History values) {
        double sum = 0;
        for (int i = values.count() - 1; i >= 0; i--) {
            sum += values.ago(i);
        }
        return sum / values.count();
    }

    public void clear() {
        xs.clear();
        ys.clear();
        meanX = 0;
        meanY = 0;
        xx = 0;
        yy = 0;
        xy = 0;
        sinceRebuild = 0;
        sameX = 0;
        sameY = 0;
    }

    public int count() {
        return xs.count();
    }

    public boolean isFull() {
        return xs.isFull();
    }

    /** The x of the pairs, and with {@link #ys} the y. */
    public History xs() {
        return xs;
    }

    public History ys() {
        return ys;
    }

    /** NaN where x does not vary. */
    public double slope() {
        return xx > 0 ? xy / xx : Double.NaN;
    }

    public double intercept() {
        return meanY - slope() * meanX;
    }

    /** Pearson's; NaN where either does not vary. */
    public double correlation() {
        return xx > 0 && yy > 0 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : Double.NaN;
    }

    /** Share of y's variance that the line explains. */
    public double rSquared() {
        final double r = correlation();
        return r * r;
    }

    /** With n below; there must be a pair. */
    public double covariance() {
        return xy / xs.count();
    }

    /** Sum of squared residuals. */
    public double residualSquares() {
        return Math.max(0, yy - slope() * xy);
    }

    /** Sum of squares of y around its mean: what there is to explain. */
    public double totalSquares() {
        return Math.max(0, yy);
    }

    /** What the line leaves of the y that came so many pairs before the last: 0 is the last. */
    public double residual(int back) {
        return ys.ago(back) - meanY - slope() * (xs.ago(back) - meanX);
    }

    /** The slope by its standard error; there must be more than two pairs. */
    public double slopeT() {
        return slope() / Math.sqrt(residualSquares() / (xs.count() - 2) / xx);
    }

    public long hash(long seed) {
        long hash = ys.hash(xs.hash(seed));
        hash = Hashing.fold(Hashing.fold(hash, meanX), meanY);
        hash = Hashing.fold(Hashing.fold(Hashing.fold(hash, xx), yy), xy);
        return Hashing.fold(Hashing.fold(Hashing.fold(hash, sinceRebuild), sameX), sameY);
    }
}
