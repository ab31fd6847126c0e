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

/**
 * Every limit in every scope, profiles and stop-losses, over so many ordinary instruments and one for each row that
 * needs a market or a limit of its own to deny.
 */
final class GateLimits {
    /** Its fills halted it. */
    static final int THROTTLED = 3;
    /** A loss of an earlier run halted it. */
    static final int HALTED = 4;
    /** In no config. */
    static final int STRANGER = 9;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final int MAX_ORDERS = 4_096;
    private static final int MANY = 1_000;
    private static final long UNIT = BigDecimal.TEN.pow(-Money.EXPONENT).longValueExact();
    private static final long PLENTY = 1_000_000_000L * UNIT;
    private static final BigDecimal MOST_POSITION = BigDecimal.valueOf(500);

    /** Instruments with a life of their own; their ids follow those of the ordinary ones. */
    enum Special {
        /** Row 3: quoted once. */
        STALE("BINANCE"),
        /** Row 2: moves step by step. */
        WALKING("BINANCE"),
        /** Row 4: orders may be worth little. */
        CHEAP("BINANCE"),
        /** Row 6: a message a second. */
        SLOW("BINANCE"),
        /** Row 7: many orders in flight. */
        IN_FLIGHT("BINANCE"),
        /** Row 11: little capital. */
        POOR("BINANCE"),
        /** Row 12: the same order again and again. */
        TWICE("BINANCE"),
        /** Row 13: not to be traded. */
        CLOSED("BINANCE"),
        /** Row 15: one order at a time. */
        ONE_ORDER("BINANCE"),
        /** Row 16: as much as may be. */
        FULL("BINANCE"),
        /** Row 17: has lost. */
        LOSER("BINANCE"),
        /** Row 18: jumps. */
        JUMPING("BINANCE"),
        /** Row 19: our own orders on the other side. */
        OWN_ASKS("BINANCE"),
        /** Row 23: the venue wants us to wait. */
        BLOCKED("BYBIT"),
        /** Row 24: the venue is being reconciled with. */
        RECONCILING("MEXC"),
        /** Row 25: nobody wrote limits for it. */
        WITHOUT_LIMITS("BINANCE");

        final String venue;

        Special(String venue) {
            this.venue = venue;
        }

        int id(int ordinary) {
            return ordinary + 1 + ordinal();
        }
    }

    private GateLimits() {
    }

    static RiskConfig of(int engineId, int ordinary) {
        final Bounds all = all();
        final List<InstrumentLimits> limits = new ArrayList<>();
        for (int id = 1; id <= ordinary; id++) {
            limits.add(limits("BINANCE", id, all, MOST_POSITION, Permission.BOTH).withStopLoss(new StopLossRule(
                StopLossRule.Kind.TRAILING, 500, 250, 14, 60 * SECOND_NS, Trigger.MARK, SECOND_NS)));
        }
        for (final Special special : Special.values()) {
            if (special != Special.WITHOUT_LIMITS) {
                limits.add(limits(special, special.id(ordinary), all));
            }
        }
        final Guards usual = Guards.usual(SECOND_NS, 2 * SECOND_NS).withDuplicateWindow(SECOND_NS / 20);
        return new RiskConfig(new OrdersConfig(engineId, MAX_ORDERS, 5 * SECOND_NS), 1,
            List.of(new StrategyLimits(1, all, List.of("BINANCE")), new StrategyLimits(2, all, List.of()),
                new StrategyLimits(THROTTLED, all.with(Bound.EXECUTIONS, 1), List.of()),
                new StrategyLimits(HALTED, all, List.of())), limits,
            List.of(new VenueLimits("BINANCE", all, false, false, 100), VenueLimits.paper("BYBIT"),
                new VenueLimits("MEXC", all, false, true, 100)), all, usual,
            new ProfileRule(true, 50_000, 500_000, 50_000, 500_000, SECOND_NS, 100), RiskConfig.DOLLARS);
    }

    private static InstrumentLimits limits(Special special, int id, Bounds all) {
        final Bounds bounds = switch (special) {
            case CHEAP -> all.with(Bound.ORDER_NOTIONAL, 100 * UNIT);
            case SLOW -> all.with(Bound.MESSAGES, 1);
            case POOR -> all.with(Bound.CAPITAL, 100 * UNIT);
            case ONE_ORDER -> all.with(Bound.OPEN_ORDERS, 1);
            case LOSER -> all.with(Bound.DRAWDOWN, UNIT);
            default -> all;
        };
        final boolean tight = special == Special.IN_FLIGHT || special == Special.FULL;
        return limits(special.venue, id, bounds, tight ? BigDecimal.ONE : MOST_POSITION,
            special == Special.CLOSED ? Permission.CLOSED : Permission.BOTH);
    }

    private static InstrumentLimits limits(String venue, int id, Bounds bounds, BigDecimal position,
                                           Permission permission) {
        return new InstrumentLimits(venue, "S" + id, BigDecimal.ONE, position, bounds, permission, StopLossRule.NONE);
    }

    private static Bounds all() {
        return Bounds.OPEN.with(Bound.ORDER_NOTIONAL, PLENTY / 10_000).with(Bound.COLLAR, 100)
            .with(Bound.WINDOW_COLLAR, 200).with(Bound.REFERENCE_AGE, SECOND_NS)
            .with(Bound.OPEN_ORDERS, MAX_ORDERS / 2).with(Bound.OPEN_NOTIONAL, PLENTY).with(Bound.CAPITAL, PLENTY)
            .with(Bound.MESSAGES, MANY).with(Bound.EXECUTIONS, MANY).with(Bound.DAILY_LOSS, PLENTY)
            .with(Bound.DRAWDOWN, PLENTY).with(Bound.JUMP, 1_000).with(Bound.DEVIATION, 1_000);
    }
}
