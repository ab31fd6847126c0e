package io.escapement.engine.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * Windows and tolerances that the controls share. Times in nanoseconds.
 *
 * @param messageWindowNs    row 6
 * @param cancelRetryNs      an order that is still open so long after its last cancel is cancelled again
 * @param collarWindowNs     row 2
 * @param executionWindowNs  row 8
 * @param duplicateWindowNs  row 12: the same order again within this is one too many; 0: only the same id is
 * @param balanceAgeNs       row 11: a balance older than this is none
 * @param markAgeNs          row 17: an open position without a mark for so long has no known worth
 * @param jumpWindowNs       row 18
 * @param jumpHoldNs         row 18: so long a mid that jumped alone is not believed
 * @param disconnectNs       row 23: a gateway away for so long halts trading everywhere
 * @param clockOffsetNs      row 23: a clock further from the venue's than this sends nothing there
 * @param equityEveryNs      row 17: at least so much between two EquityUpdates without a reason of their own
 * @param dayStartNs         row 17: when the day begins, from midnight UTC
 * @param haltPercent        row 17: REDUCING at a limit, HALTED at so many percent of it
 * @param unknownFeeBps      row 17: a fee in an asset without a price counts as this share of the fill
 * @param trigger            held orders: which price sets them off
 * @param releaseRetryNs     held orders: one whose release was denied for a passing reason is tried again after this
 */
public record Guards(
    long messageWindowNs,
    long cancelRetryNs,
    long collarWindowNs,
    long executionWindowNs,
    long duplicateWindowNs,
    long balanceAgeNs,
    long markAgeNs,
    long jumpWindowNs,
    long jumpHoldNs,
    long disconnectNs,
    long clockOffsetNs,
    long equityEveryNs,
    long dayStartNs,
    int haltPercent,
    int unknownFeeBps,
    Trigger trigger,
    long releaseRetryNs) {

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    /** Usual values, with the two that every config has to say. */
    public static Guards usual(long messageWindowNs, long cancelRetryNs) {
        return new Guards(messageWindowNs, cancelRetryNs, 60 * SECOND, 60 * SECOND, 0, 60 * SECOND, 10 * SECOND,
            SECOND, 5 * SECOND, 10 * SECOND, SECOND, SECOND, 0, 150, 20, Trigger.LAST, SECOND);
    }

    /** The same with another guard against doubles. */
    public Guards withDuplicateWindow(long windowNs) {
        return new Guards(messageWindowNs, cancelRetryNs, collarWindowNs, executionWindowNs, windowNs, balanceAgeNs,
            markAgeNs, jumpWindowNs, jumpHoldNs, disconnectNs, clockOffsetNs, equityEveryNs, dayStartNs, haltPercent,
            unknownFeeBps, trigger, releaseRetryNs);
    }

    /** The same with other triggers. */
    public Guards withTrigger(Trigger other) {
        return new Guards(messageWindowNs, cancelRetryNs, collarWindowNs, executionWindowNs, duplicateWindowNs,
            balanceAgeNs, markAgeNs, jumpWindowNs, jumpHoldNs, disconnectNs, clockOffsetNs, equityEveryNs, dayStartNs,
            haltPercent, unknownFeeBps, other, releaseRetryNs);
    }

    /** What is wrong, one line each, naming key, value, what was expected and an example; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        positive(problems, "messageWindowNs", messageWindowNs, SECOND);
        positive(problems, "cancelRetryNs", cancelRetryNs, 2 * SECOND);
        positive(problems, "collarWindowNs", collarWindowNs, 60 * SECOND);
        positive(problems, "executionWindowNs", executionWindowNs, 60 * SECOND);
        positive(problems, "balanceAgeNs", balanceAgeNs, 60 * SECOND);
        positive(problems, "markAgeNs", markAgeNs, 10 * SECOND);
        positive(problems, "jumpWindowNs", jumpWindowNs, SECOND);
        positive(problems, "jumpHoldNs", jumpHoldNs, 5 * SECOND);
        positive(problems, "disconnectNs", disconnectNs, 10 * SECOND);
        positive(problems, "clockOffsetNs", clockOffsetNs, SECOND);
        positive(problems, "equityEveryNs", equityEveryNs, SECOND);
        positive(problems, "releaseRetryNs", releaseRetryNs, SECOND);
        if (duplicateWindowNs < 0) {
            problems.add("duplicateWindowNs: " + duplicateWindowNs + "; expected 0 or more nanoseconds");
        }
        if (dayStartNs < 0 || dayStartNs >= DAY) {
            problems.add("dayStartNs: " + dayStartNs + "; expected 0 to less than a day, for example 0: midnight UTC");
        }
        if (haltPercent < 100 || haltPercent > 1_000) {
            problems.add("haltPercent: " + haltPercent + "; expected 100 to 1000, for example 150");
        }
        if (unknownFeeBps < 0 || unknownFeeBps > 1_000) {
            problems.add("unknownFeeBps: " + unknownFeeBps + "; expected 0 to 1000, for example 20");
        }
        return problems;
    }

    private static void positive(List<String> problems, String key, long value, long example) {
        if (value < 1) {
            problems.add(key + ": " + value + "; expected more than 0 nanoseconds, for example " + example);
        }
    }
}
