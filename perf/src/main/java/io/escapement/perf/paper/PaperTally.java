package io.escapement.perf.paper;

import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.TimeInForce;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the check of a journal has counted and found. */
final class PaperTally {
    /** Answers whose time came so shortly before the end need not have been collected. */
    static final long GRACE_NS = 1_000_000_000L;
    private static final int MOST_TOLD = 40;

    private final Map<String, Long> orders = new TreeMap<>();
    private final Map<String, Long> requests = new TreeMap<>();
    private final Map<RiskRule, Long> denials = new TreeMap<>();
    private final Map<ExecutionType, Long> reports = new TreeMap<>();
    private final Map<String, Long> rules = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();
    private final List<String> sums = new ArrayList<>();
    private long records;
    private long sequence;
    private long fillsExplained;
    private long fillsUnexplained;
    private long othersExplained;
    private long othersUnexplained;
    private long pnlDifferences;
    private long pnlCompared;
    private long sumsCompared;
    private long unheard;

    void record(long number) {
        records++;
        sequence = number;
    }

    long sequence() {
        return sequence;
    }

    void order(OrderType type, TimeInForce timeInForce, boolean held) {
        orders.merge(type + " " + timeInForce + (held ? ", held by the engine" : ""), 1L, Long::sum);
    }

    void count(String what) {
        requests.merge(what, 1L, Long::sum);
    }

    void denied(RiskRule rule) {
        denials.merge(rule, 1L, Long::sum);
    }

    void explained(ExecutionType type, String rule) {
        reports.merge(type, 1L, Long::sum);
        if (type == ExecutionType.FILL) {
            fillsExplained++;
            rules.merge(rule, 1L, Long::sum);
        } else {
            othersExplained++;
        }
    }

    void unexplained(ExecutionType type, String why) {
        reports.merge(type, 1L, Long::sum);
        if (type == ExecutionType.FILL) {
            fillsUnexplained++;
        } else {
            othersUnexplained++;
        }
        differ(type + ": " + why);
    }

    void pnl(String why) {
        pnlDifferences++;
        differ("PnL: " + why);
    }

    private void differ(String why) {
        if (differences.size() < MOST_TOLD) {
            differences.add("sequence " + sequence + ": " + why);
        }
    }

    void end(PlainPnl pnl, long answersMissing) {
        pnlCompared = pnl.compared();
        sumsCompared = pnl.sums();
        sums.addAll(pnl.lines());
        unheard = answersMissing;
        if (unheard > 0) {
            differ(unheard + " answers that the rules make the venue give never came");
        }
    }

    boolean isClean() {
        return fillsUnexplained + othersUnexplained + pnlDifferences + unheard == 0;
    }

    long fills() {
        return fillsExplained + fillsUnexplained;
    }

    long fillsUnexplained() {
        return fillsUnexplained;
    }

    long pnlDifferences() {
        return pnlDifferences;
    }

    List<String> differences() {
        return List.copyOf(differences);
    }

    void print(PrintWriter out) {
        differences.forEach(out::println);
        out.printf("%,d records%n", records);
        out.printf("%,d orders:%n", orders.values().stream().mapToLong(Long::longValue).sum());
        orders.forEach((type, count) -> out.printf("  %,9d %s%n", count, type));
        requests.forEach((what, count) -> out.printf("  %,9d %s%n", count, what));
        denials.forEach((rule, count) -> out.printf("  %,9d denied by %s%n", count, rule));
        out.printf("%,d reports: %s%n", reports.values().stream().mapToLong(Long::longValue).sum(), reports);
        out.printf("%,d fills: %,d explained, %,d unexplained%n", fills(), fillsExplained, fillsUnexplained);
        rules.forEach((rule, count) -> out.printf("  %,9d %s%n", count, rule));
        out.printf("other reports: %,d explained, %,d unexplained, %,d missing%n", othersExplained,
            othersUnexplained, unheard);
        out.printf("PnL: %,d position updates and %,d sums recomputed, %,d differences%n", pnlCompared, sumsCompared,
            pnlDifferences);
        sums.forEach(line -> out.println("  " + line));
    }
}
