package io.escapement.tools.view;

import io.escapement.codecs.sbe.PivotDecoder;
import io.escapement.codecs.sbe.PivotKind;
import io.escapement.tools.journal.Listing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many pivots of each level there are in how many bars, and how many bars later they are confirmed. */
final class PivotSummary {
    static final List<String> NAMES = List.of("instrument", "duration_ns", "bars", "level", "kind", "pivots",
        "per_1500_bars", "median_lag", "most_lag");
    private static final BigDecimal PER = BigDecimal.valueOf(1_500);

    /** One series of bars. */
    private record Series(boolean ofView, int id, long durationNs) implements Comparable<Series> {
        @Override
        public int compareTo(Series other) {
            return ofView != other.ofView ? Boolean.compare(ofView, other.ofView)
                : id != other.id ? Integer.compare(id, other.id) : Long.compare(durationNs, other.durationNs);
        }
    }

    private final Map<Series, Integer> bars = new TreeMap<>();
    private final Map<Series, Map<String, List<Integer>>> lags = new TreeMap<>();

    /** @param id of an instrument, or of a view */
    void onBar(boolean ofView, int id, long durationNs) {
        bars.merge(new Series(ofView, id, durationNs), 1, Integer::sum);
    }

    void onPivot(PivotDecoder pivot) {
        final boolean ofView = pivot.viewId() != PivotDecoder.viewIdNullValue();
        lags.computeIfAbsent(new Series(ofView, ofView ? pivot.viewId() : pivot.instrumentId(), pivot.durationNs()),
                series -> new TreeMap<>())
            .computeIfAbsent(key(pivot.level(), pivot.kind()), key -> new ArrayList<>()).add(pivot.confirmBars());
    }

    private static String key(int level, PivotKind kind) {
        return level + " " + kind;
    }

    void write(Rows rows, Listing listing) {
        lags.forEach((series, kinds) -> kinds.forEach((key, values) -> {
            final Listing.Listed listed = listing.byId(series.id());
            final int count = bars.getOrDefault(series, 0);
            Collections.sort(values);
            final String view = series.ofView() ? PivotsCommand.VIEW_OF : "";
            rows.row(view + listed.venue() + ":" + listed.symbol(), series.durationNs(), count,
                Integer.parseInt(key.substring(0, 1)), key.substring(2), values.size(),
                count == 0 ? null : PER.multiply(BigDecimal.valueOf(values.size()))
                    .divide(BigDecimal.valueOf(count), 1, RoundingMode.HALF_UP),
                (values.get((values.size() - 1) / 2) + values.get(values.size() / 2)) / 2,
                values.get(values.size() - 1));
        }));
    }
}
