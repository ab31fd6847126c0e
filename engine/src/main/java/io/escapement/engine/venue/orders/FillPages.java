package io.escapement.engine.venue.orders;

import io.escapement.codecs.sbe.LiquidityRole;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The fills of one order, gathered page by page: pages may overlap and may come newest first, as venues list them.
 * The transport's thread.
 */
final class FillPages {
    private final Map<Long, Fill> byExecution = new LinkedHashMap<>();
    private int pages;

    private record Fill(long executionId, long price, long quantity, long fee, String feeAsset, LiquidityRole role,
                        long venueTimeNs) {
    }

    /** One more page begins; returns how many have. */
    int begin() {
        return ++pages;
    }

    /** Takes the fill's own numbers; of the same execution, the first. */
    void add(Report fill) {
        byExecution.putIfAbsent(fill.executionId, new Fill(fill.executionId, fill.lastPrice, fill.lastQuantity,
            fill.fee, fill.feeAsset.toString(), fill.role, fill.venueTimeNs));
    }

    /** Tells each fill once, the oldest first. @param report filled anew for each */
    void tell(Report report, Consumer<Report> each) {
        for (final Fill fill : oldestFirst(byExecution.values())) {
            report.clear();
            report.executionId = fill.executionId;
            report.lastPrice = fill.price;
            report.lastQuantity = fill.quantity;
            report.fee = fill.fee;
            report.feeAsset.set(fill.feeAsset);
            report.role = fill.role;
            report.venueTimeNs = fill.venueTimeNs;
            each.accept(report);
        }
    }

    /** Those of the same time stay in the venue's order, or in its reverse where the venue goes back in time. */
    private static List<Fill> oldestFirst(Collection<Fill> fills) {
        final List<Fill> sorted = new ArrayList<>(fills);
        if (!sorted.isEmpty() && sorted.get(0).venueTimeNs > sorted.get(sorted.size() - 1).venueTimeNs) {
            Collections.reverse(sorted);
        }
        sorted.sort(Comparator.comparingLong(Fill::venueTimeNs));
        return sorted;
    }
}
