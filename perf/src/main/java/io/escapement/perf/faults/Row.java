package io.escapement.perf.faults;

import io.escapement.engine.venue.loopback.FaultKind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What has been found of one venue so far. */
final class Row {
    static final String HEAD = String.format("%-13s %5s %6s %9s %6s %6s %12s %12s %18s %9s", "venue", "cells", "runs",
        "checked", "false", "lost", "LIVE p50", "LIVE max", "most connects", "failures");
    private static final double US_PER_MS = 1_000;

    private final Played venue;
    private final Set<FaultKind> cells = EnumSet.noneOf(FaultKind.class);
    private final List<Long> liveAgainMicros = new ArrayList<>();
    private int runs;
    private int failures;
    private int losses;
    private int falseLive;
    private int mostConnects;
    private long checked;

    Row(Played venue) {
        this.venue = venue;
    }

    void add(FaultKind kind, Outcome outcome) {
        cells.add(kind);
        runs++;
        failures += outcome.problems().isEmpty() ? 0 : 1;
        losses += outcome.losses();
        falseLive += outcome.falseLive();
        checked += outcome.checked();
        mostConnects = Math.max(mostConnects, outcome.connects());
        liveAgainMicros.addAll(outcome.liveAgainMicros());
    }

    int failures() {
        return failures;
    }

    int falseLive() {
        return falseLive;
    }

    int runs() {
        return runs;
    }

    @Override
    public String toString() {
        Collections.sort(liveAgainMicros);
        final int size = liveAgainMicros.size();
        return String.format("%-13s %5d %6d %,9d %6d %,6d %9.1f ms %9.1f ms %18s %9d", venue.key(), cells.size(), runs,
            checked, falseLive, losses, size == 0 ? 0 : liveAgainMicros.get(size / 2) / US_PER_MS,
            size == 0 ? 0 : liveAgainMicros.get(size - 1) / US_PER_MS, mostConnects + " of "
                + venue.connects().amount() + "/" + venue.connects().windowMs() / 1_000 + " s", failures);
    }
}
