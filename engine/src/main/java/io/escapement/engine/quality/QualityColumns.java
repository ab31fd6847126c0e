package io.escapement.engine.quality;

import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.codecs.sbe.QualityFinding;
import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.ColumnSet;
import io.escapement.engine.columns.Reset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The columns of block QUALITY: the score, its parts, the shares that they are made of, and what was found. */
public final class QualityColumns {
    private static final String SHARE = "0 to 1";
    private static final String ORACLE = "fault injection";
    /** All of them. */
    public static final ColumnSet SET = new ColumnSet(ColumnBlock.QUALITY, columns());
    /** Where the counts of findings begin, less the value of the first. */
    static final int COUNTS = SET.index(countName(QualityFinding.MISSING_VALUE)) - QualityFinding.MISSING_VALUE.value();

    private QualityColumns() {
    }

    /** What the column with a finding's count is called. */
    public static String countName(QualityFinding finding) {
        return "dq_n_" + finding.name().toLowerCase(Locale.ROOT);
    }

    private static List<Column> columns() {
        final List<Column> columns = new ArrayList<>(List.of(
            minute("dq_score", "dq_completeness x dq_freshness x dq_consistency"),
            minute("dq_completeness", "(1 - dq_gap) (1 - dq_missing)"),
            minute("dq_freshness", "1 - dq_stale"),
            minute("dq_consistency", "(1 - dq_crossed) (1 - dq_skew) (1 - dq_bad_trades)"),
            minute("dq_gap", "share of seconds in which the book was not LIVE, for anything but being crossed"),
            minute("dq_missing", "share of the shortest bars that are missing; 0 where none was due"),
            minute("dq_stale", "share of seconds that ended without market data for longer than allowed"),
            minute("dq_crossed", "share of seconds in which the book was crossed"),
            minute("dq_skew", "share of seconds with a venue stamp too far from our receive time"),
            minute("dq_bad_trades", "late or repeated trades by all that came; 0 where none came"),
            now("dq_age", "s", "since the last market data of the instrument"),
            now("dq_deviation", "bps", "of the mid from the median of other venues' mids of the same name and kind;"
                + " missing where there is none, or a book is not LIVE")));
        for (final QualityFinding finding : QualityFinding.values()) {
            if (finding != QualityFinding.NULL_VAL) {
                columns.add(new Column(countName(finding), 1, "findings", "since the value before", "none", Reset.NEVER,
                    finding.name() + " found; of what lasts, seconds that it did", ORACLE));
            }
        }
        return columns;
    }

    private static Column minute(String name, String meaning) {
        return new Column(name, 1, SHARE, "60 s", "60 s", Reset.NEVER, meaning, ORACLE);
    }

    private static Column now(String name, String unit, String meaning) {
        return new Column(name, 1, unit, "none", "none", Reset.NEVER, meaning, ORACLE);
    }
}
