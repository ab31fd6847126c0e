package io.escapement.perf.ten;

import java.util.ArrayList;
import java.util.List;

/**
 * When what a venue's play tells of is due. Play waits for a client that fetches a book and goes on later by that: each
 * such beginning is kept with the time from which it was seen.
 */
final class PlayTimes {
    private record Beginning(long seenNanos, long startNanos, long originNs) {
    }

    private final List<Beginning> beginnings = new ArrayList<>();

    /**
     * Notes when the play's time began.
     *
     * @param seenNanos  {@link System#nanoTime()} now
     * @param startNanos when the first item was due; 0: the play has not begun
     * @param originNs   the first item's own time, epoch nanoseconds
     */
    void add(long seenNanos, long startNanos, long originNs) {
        if (startNanos != 0
            && (beginnings.isEmpty() || beginnings.get(beginnings.size() - 1).startNanos != startNanos)) {
            beginnings.add(new Beginning(seenNanos, startNanos, originNs));
        }
    }

    /** How often the play has waited. */
    int waits() {
        return Math.max(0, beginnings.size() - 1);
    }

    /**
     * When something was due.
     *
     * @param sourceNs   its own time, epoch nanoseconds
     * @param atNanos    when it arrived, {@link System#nanoTime()}
     * @param speed      times the source's pace
     */
    long dueNanos(long sourceNs, long atNanos, double speed) {
        Beginning now = beginnings.get(0);
        for (final Beginning later : beginnings) {
            now = later.seenNanos <= atNanos ? later : now;
        }
        return now.startNanos + (long) ((sourceNs - now.originNs) / speed);
    }
}
