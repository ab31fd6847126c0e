package io.escapement.engine.control;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of cancelling everything at one account.
 *
 * @param account  as the canceller is called
 * @param verified whether the venue has said, after the cancelling, that nothing is open
 * @param found    what was open before, as the venue said; empty where it could not be asked
 * @param left     what is open still
 * @param problem  what went wrong last; empty where nothing did
 * @param attempts how often it was asked for
 */
public record CancelOutcome(String account, boolean verified, List<OpenOrder> found, List<OpenOrder> left,
                            String problem, int attempts) {
    public CancelOutcome {
        found = List.copyOf(found);
        left = List.copyOf(left);
    }

    /** One line for a person. */
    public String line() {
        if (verified) {
            return account + ": nothing is open" + (found.isEmpty() ? "" : ", " + found.size() + " cancelled");
        }
        final String open = left.isEmpty() ? "" : ", still open: "
            + left.stream().map(OpenOrder::toString).collect(Collectors.joining("; "));
        return account + ": NOT VERIFIED after " + attempts + " attempts" + open
            + (problem.isEmpty() ? "" : ", last problem: " + problem);
    }
}
