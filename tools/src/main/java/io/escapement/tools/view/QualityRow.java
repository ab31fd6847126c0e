package io.escapement.tools.view;

import io.escapement.codecs.sbe.QualityFinding;
import io.escapement.engine.columns.ColumnsReader;
import io.escapement.engine.quality.QualityColumns;

import java.util.ArrayList;
import java.util.List;

/** What a journal's records say of the quality of one instrument's data. */
final class QualityRow {
    /** Scores of [0, 0.1), [0.1, 0.2) ... [0.9, 1), and of 1. */
    static final int CLASSES = 11;
    private static final int SCORE = QualityColumns.SET.index("dq_score");

    /** What is missing of the data from one time to, not including, another. */
    record Gap(long fromNs, long toNs, String cause, boolean isOpen) {
    }

    /** When a finding began. */
    record Alert(long timeNs, QualityFinding finding, double observed, double allowed) {
    }

    final String name;
    final long[] found = new long[QualityFinding.values().length + 1];
    final long[] scores = new long[CLASSES];
    /** Those that have ended. */
    final List<Gap> gaps = new ArrayList<>();
    final List<Alert> alerts = new ArrayList<>();
    private int gapsTaken;
    private int alertsTaken;
    long seconds;
    long scored;
    double scoreSum;
    double leastScore = Double.NaN;

    // The book's: since when it has not been LIVE, after it was; and why
    private long lostNs;
    private String lostFor;
    private boolean hasBeenLive;

    QualityRow(String name) {
        this.name = name;
    }

    /** @param told columns of block QUALITY */
    void take(ColumnsReader told) {
        seconds++;
        for (final QualityFinding finding : QualityFinding.values()) {
            if (finding != QualityFinding.NULL_VAL) {
                found[finding.value()] +=
                    (long) told.value(QualityColumns.SET.index(QualityColumns.countName(finding)));
            }
        }
        final double score = told.value(SCORE);
        if (!Double.isNaN(score)) {
            scored++;
            scoreSum += score;
            scores[(int) (score * (CLASSES - 1))]++;
            leastScore = scored == 1 ? score : Math.min(leastScore, score);
        }
    }

    /** The book's state changed; what came before its first LIVE is no gap. */
    void onBook(boolean isLive, String reason, long timeNs) {
        if (isLive && lostFor != null) {
            gaps.add(new Gap(lostNs, timeNs, lostFor, false));
            lostFor = null;
        } else if (!isLive && hasBeenLive && lostFor == null) {
            lostNs = timeNs;
            lostFor = "BOOK " + reason;
        }
        hasBeenLive |= isLive;
    }

    /** The run has ended. */
    void end(long timeNs) {
        if (lostFor != null) {
            gaps.add(new Gap(lostNs, timeNs, lostFor, true));
        }
        lostFor = null;
        hasBeenLive = false;
    }

    /** All gaps, with the one that goes on. */
    List<Gap> gaps(long nowNs) {
        final List<Gap> all = new ArrayList<>(gaps);
        if (lostFor != null) {
            all.add(new Gap(lostNs, nowNs, lostFor, true));
        }
        return all;
    }

    /** Whether the book is still not LIVE. */
    boolean goesOn(Gap gap) {
        return gap.isOpen() && lostFor != null && gap.fromNs() == lostNs;
    }

    /** Those that have ended since this was asked for. */
    List<Gap> newGaps() {
        final List<Gap> since = gaps.subList(gapsTaken, gaps.size());
        gapsTaken = gaps.size();
        return since;
    }

    /** Those that have come since this was asked for. */
    List<Alert> newAlerts() {
        final List<Alert> since = alerts.subList(alertsTaken, alerts.size());
        alertsTaken = alerts.size();
        return since;
    }

    /** NaN: none was told, since there were not 60 s. */
    double meanScore() {
        return scored == 0 ? Double.NaN : scoreSum / scored;
    }

    /** Whether it is worse than what is allowed; a score that was never told is not. */
    boolean isBeyond(double minScore, long maxAlerts) {
        return meanScore() < minScore || alerts.size() > maxAlerts;
    }
}
