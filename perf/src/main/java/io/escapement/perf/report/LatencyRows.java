package io.escapement.perf.report;

import io.escapement.perf.paced.PacedRun;
import org.HdrHistogram.Histogram;

import java.util.List;

/** Row 7: tick to order in the process. */
final class LatencyRows {
    static final int FRAMES_PER_SECOND = 20_000;
    static final int ORDER_EVERY = 1;
    private static final double NS_PER_US = 1e3;

    private LatencyRows() {
    }

    static Part measure(Plan plan) {
        final PacedRun run = PacedRun.of(plan.sets().depth(FrameSets.USDM), plan.folder(), FRAMES_PER_SECOND,
            plan.pacedFrames(), ORDER_EVERY);
        final Histogram order = run.order();
        final String floor = "hiccup floor below";
        return new Part(List.of(
            Row.value(Goal.SERVICE_P50, "usdm", floor, order.getValueAtPercentile(50) / NS_PER_US),
            Row.value(Goal.SERVICE_P99, "usdm", floor, order.getValueAtPercentile(99) / NS_PER_US),
            Row.value(Goal.SERVICE_P999, "usdm", floor, order.getValueAtPercentile(99.9) / NS_PER_US)),
            "In the process, " + FRAMES_PER_SECOND + " frames a second, an order on each change of a book, with risk,"
                + " journal and order encoding:\n\n" + run.describe());
    }
}
