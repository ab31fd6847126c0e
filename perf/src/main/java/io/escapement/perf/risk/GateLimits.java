package io.escapement.perf.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.risk.Bound;
import io.escapement.engine.risk.Bounds;
import io.escapement.engine.risk.Guards;
import io.escapement.engine.risk.InstrumentLimits;
import io.escapement.engine.risk.InstrumentLimits.Permission;
import io.escapement.engine.risk.ProfileRule;
import io.escapement.engine.risk.RiskConfig;
import io.escapement.engine.risk.StopLossRule;
import io.escapement.engine.risk.StrategyLimits;
import io.escapement.engine.risk.Trigger;
import io.escapement.engine.risk.VenueLimits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Every limit in every scope, profiles and stop-losses, over so many instruments. */
final class GateLimits {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int MAX_ORDERS = 1_024;
    private static final int MANY = 100_000;

    private GateLimits() {
    }

    static RiskConfig of(int engineId, int instruments) {
        final Bounds all = all();
        final List<InstrumentLimits> limits = new ArrayList<>();
        for (int id = 1; id <= instruments; id++) {
            limits.add(new InstrumentLimits("BINANCE", "S" + id, BigDecimal.ONE, BigDecimal.valueOf(500), all,
                Permission.BOTH, new StopLossRule(StopLossRule.Kind.TRAILING, 500, 250, 14, 60 * SECOND_NS,
                Trigger.MARK, SECOND_NS)));
        }
        final Guards usual = Guards.usual(SECOND_NS, 2 * SECOND_NS).withDuplicateWindow(SECOND_NS / 20);
        return new RiskConfig(new OrdersConfig(engineId, MAX_ORDERS, 5 * SECOND_NS), 1,
            List.of(new StrategyLimits(1, all, List.of("BINANCE")), new StrategyLimits(2, all, List.of())), limits,
            List.of(new VenueLimits("BINANCE", all, false, false, 100)), all, usual,
            new ProfileRule(true, 50_000, 500_000, 50_000, 500_000, SECOND_NS, 100), RiskConfig.DOLLARS);
    }

    private static Bounds all() {
        final long plenty = 1_000_000_000L * BigDecimal.TEN.pow(-Money.EXPONENT).longValueExact();
        return Bounds.OPEN.with(Bound.ORDER_NOTIONAL, plenty / 10_000).with(Bound.COLLAR, 100)
            .with(Bound.WINDOW_COLLAR, 200).with(Bound.REFERENCE_AGE, SECOND_NS)
            .with(Bound.OPEN_ORDERS, MAX_ORDERS / 2).with(Bound.OPEN_NOTIONAL, plenty).with(Bound.CAPITAL, plenty)
            .with(Bound.MESSAGES, MANY).with(Bound.EXECUTIONS, MANY).with(Bound.DAILY_LOSS, plenty)
            .with(Bound.DRAWDOWN, plenty).with(Bound.JUMP, 1_000).with(Bound.DEVIATION, 1_000);
    }
}
