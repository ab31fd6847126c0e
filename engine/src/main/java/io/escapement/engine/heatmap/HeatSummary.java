package io.escapement.engine.heatmap;

import java.util.List;

/**
 * A heatmap in a few numbers. Prices are mantissas, sizes in the heatmap's units; NaN where no row is known.
 *
 * @param fromNs        as of when the oldest row is; 0 where there is none
 * @param toNs          as of when the last row is
 * @param rows          seconds
 * @param missing       of these without values
 * @param lowMid        least mid
 * @param highMid       greatest mid
 * @param lastMid       of the last row
 * @param meanSpread    over the rows
 * @param meanImbalance of all cells, each of which counts alike
 * @param meanSize      of a row, all columns together
 * @param busiest       the bucket where most rested; null where there is none
 * @param supports      strongest first
 * @param resistances   strongest first
 */
public record HeatSummary(long fromNs, long toNs, int rows, int missing, double lowMid, double highMid, double lastMid,
                          double meanSpread, double meanImbalance, double meanSize, VolumeProfile.Row busiest,
                          List<VolumeProfile.Wall> supports, List<VolumeProfile.Wall> resistances) {

    /** @param threshold of a wall: part of the greatest mean size of its side */
    public static HeatSummary of(Heatmap heatmap, double threshold) {
        final VolumeProfile profile = VolumeProfile.of(heatmap);
        double lowMid = Double.NaN;
        double highMid = Double.NaN;
        double spreads = 0;
        double sizes = 0;
        double imbalances = 0;
        int cells = 0;
        int known = 0;
        for (int row = 0; row < heatmap.count(); row++) {
            if (!heatmap.isKnown(row)) {
                continue;
            }
            final double mid = heatmap.mid(row);
            lowMid = known == 0 ? mid : Math.min(lowMid, mid);
            highMid = known == 0 ? mid : Math.max(highMid, mid);
            spreads += heatmap.spread(row);
            known++;
            for (int column = 0; column < heatmap.columns(); column++) {
                final double imbalance = heatmap.value(HeatKind.IMBALANCE, row, column);
                imbalances += Double.isNaN(imbalance) ? 0 : imbalance;
                cells += Double.isNaN(imbalance) ? 0 : 1;
                sizes += heatmap.value(HeatKind.SIZE, row, column);
            }
        }
        final int last = heatmap.count() - 1;
        return new HeatSummary(last < 0 ? 0 : heatmap.timeNs(0), last < 0 ? 0 : heatmap.timeNs(last), last + 1,
            last + 1 - known, lowMid, highMid, last < 0 ? Double.NaN : heatmap.mid(last),
            known == 0 ? Double.NaN : spreads / known, cells == 0 ? Double.NaN : imbalances / cells,
            known == 0 ? Double.NaN : sizes / known, profile.busiest(), profile.supports(threshold),
            profile.resistances(threshold));
    }
}
