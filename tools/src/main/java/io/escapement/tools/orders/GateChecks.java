package io.escapement.tools.orders;

import io.escapement.codecs.sbe.RiskRule;
import io.escapement.engine.risk.Denial;
import io.escapement.engine.risk.RiskTrace;

import java.util.ArrayList;
import java.util.List;

/** Every check that the gate made of one order, in its order. */
final class GateChecks implements RiskTrace {
    private static final String[] SCOPES = {"-", "global", "venue", "instrument", "strategy", "profile"};

    /**
     * A limit, and what was compared with it.
     *
     * @param observed null where that is unknown or fits no long
     */
    record Comparison(String scope, long limit, Long observed) {
    }

    /** A control's answer. */
    record Check(RiskRule rule, String control, boolean allowed, List<Comparison> comparisons) {
    }

    private final long wanted;
    private final List<Check> checks = new ArrayList<>();
    private List<Comparison> comparisons = new ArrayList<>();
    private boolean listening;

    GateChecks(long wanted) {
        this.wanted = wanted;
    }

    List<Check> checks() {
        return checks;
    }

    @Override
    public void onJudged(long clientOrderId) {
        listening = clientOrderId == wanted;
        if (listening) {
            // Judged again, as when it was released: the last time counts.
            checks.clear();
            comparisons.clear();
        }
    }

    @Override
    public void onCompared(int scope, long limit, long observed) {
        if (listening) {
            comparisons.add(new Comparison(scope >= 0 && scope < SCOPES.length ? SCOPES[scope] : "scope " + scope,
                limit, observed == Denial.NONE ? null : (Long) observed));
        }
    }

    @Override
    public void onAnswered(RiskRule rule, String control, boolean allowed) {
        if (listening) {
            checks.add(new Check(rule, control, allowed, List.copyOf(comparisons)));
            comparisons = new ArrayList<>();
        }
    }
}
