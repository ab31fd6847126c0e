package io.escapement.engine.risk;

import io.escapement.engine.orders.OrdersConfig;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Settings of the risk stage. A whole config stands in the first record of every run, so the limits that an order was
 * judged by can be found again.
 *
 * @param orders       the same as the orders stage has
 * @param version      of the limits: whoever changes one changes this
 * @param strategies   who may trade
 * @param instruments  limits of what may be traded
 * @param venues       limits of venues; one that is not here has none of its own
 * @param global       limits of everything together
 * @param guards       windows and tolerances
 * @param profiles     what the market's condition makes of limits
 * @param equityAssets quote assets that count as one and the same when profits are added; others are not traded
 */
public record RiskConfig(
    OrdersConfig orders,
    int version,
    List<StrategyLimits> strategies,
    List<InstrumentLimits> instruments,
    List<VenueLimits> venues,
    Bounds global,
    Guards guards,
    ProfileRule profiles,
    List<String> equityAssets) {

    /** Quote assets that count as dollars unless the config says otherwise. */
    public static final List<String> DOLLARS = List.of("USD", "USDT", "USDC", "UST", "FDUSD");

    /**
     * Limits on paper, without those that are about money lost, capital or venues.
     *
     * @param strategyIds     who may trade; each from 1
     * @param maxOpenOrders   over all instruments
     * @param maxMessages     new orders, amends and cancels in any window of {@code messageWindowNs}; cancels are
     *                        counted, but never stopped
     */
    public RiskConfig(OrdersConfig orders, List<Integer> strategyIds, List<InstrumentLimits> instruments,
                      int maxOpenOrders, int maxMessages, long messageWindowNs, long cancelRetryNs) {
        this(orders, 1, strategyIds.stream().map(id -> new StrategyLimits(id, Bounds.OPEN, List.of())).toList(),
            instruments, List.of(),
            Bounds.OPEN.with(Bound.OPEN_ORDERS, maxOpenOrders).with(Bound.MESSAGES, maxMessages),
            Guards.usual(messageWindowNs, cancelRetryNs), ProfileRule.OFF, DOLLARS);
    }

    /** The same with other limits for everything together. */
    public RiskConfig withGlobal(Bounds bounds) {
        return new RiskConfig(orders, version, strategies, instruments, venues, bounds, guards, profiles,
            equityAssets);
    }

    /** The same with other windows and tolerances. */
    public RiskConfig withGuards(Guards other) {
        return new RiskConfig(orders, version, strategies, instruments, venues, global, other, profiles, equityAssets);
    }

    /** The same with other limits of venues. */
    public RiskConfig withVenues(List<VenueLimits> other) {
        return new RiskConfig(orders, version, strategies, instruments, other, global, guards, profiles, equityAssets);
    }

    /** The same with other limits of strategies. */
    public RiskConfig withStrategies(List<StrategyLimits> other) {
        return new RiskConfig(orders, version, other, instruments, venues, global, guards, profiles, equityAssets);
    }

    /** The same with other limits of instruments. */
    public RiskConfig withInstruments(List<InstrumentLimits> other) {
        return new RiskConfig(orders, version, strategies, other, venues, global, guards, profiles, equityAssets);
    }

    /** The same with another judgement of markets. */
    public RiskConfig withProfiles(ProfileRule other) {
        return new RiskConfig(orders, version, strategies, instruments, venues, global, guards, other, equityAssets);
    }

    /** What is wrong, one line each, naming key, value, what was expected and an example; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>(orders.problems());
        if (version < 1) {
            problems.add("version: " + version + "; expected 1 or more, and one more with every change of a limit");
        }
        if (strategies.isEmpty() || strategies.stream().anyMatch(each -> each.id() < 1)) {
            problems.add("strategies: " + strategies.stream().map(StrategyLimits::id).toList()
                + "; expected one or more numbers from 1, for example [1]");
        }
        if (strategies.stream().map(StrategyLimits::id).distinct().count() < strategies.size()) {
            problems.add("strategies: one is here twice; expected each once");
        }
        global.problems().forEach(problems::add);
        final long open = global.get(Bound.OPEN_ORDERS);
        if (open > orders.maxOrders() / 2) {
            problems.add("max-open-orders: " + (open == Bounds.NONE ? "missing" : open) + "; expected 1 to half of"
                + " orders.maxOrders, " + orders.maxOrders() / 2
                + ", so that orders that are over are still remembered; for example 16");
        }
        if (!global.has(Bound.MESSAGES)) {
            problems.add("max-messages: missing; expected 1 to " + Bound.MESSAGES.most() + ", for example 20");
        }
        problems.addAll(guards.problems());
        problems.addAll(profiles.problems());
        if (equityAssets.isEmpty()) {
            problems.add("equity-assets: none; expected quote assets that are traded, for example [USDT]");
        }
        limitProblems(problems);
        return problems;
    }

    private void limitProblems(List<String> problems) {
        for (final StrategyLimits each : strategies) {
            each.bounds().problems().forEach(problem -> problems.add("strategies[" + each.id() + "]." + problem));
        }
        for (final VenueLimits each : venues) {
            each.bounds().problems().forEach(problem -> problems.add("venues[" + each.venue() + "]." + problem));
            if (!InstrumentLimits.isVenue(each.venue())) {
                problems.add("venues: " + each.venue() + "; expected one of the venues, for example BINANCE");
            }
        }
        if (instruments.isEmpty()) {
            problems.add("instruments: none; expected limits of at least one instrument, as nothing else is traded");
        }
        final Set<String> seen = new HashSet<>();
        for (int i = 0; i < instruments.size(); i++) {
            final InstrumentLimits limits = instruments.get(i);
            final int index = i;
            limits.problems().forEach(problem -> problems.add("instruments[" + index + "]." + problem));
            if (!seen.add(limits.venue() + ":" + limits.symbol())) {
                problems.add("instruments[" + i + "]: " + limits.venue() + " " + limits.symbol()
                    + " is here twice; expected each instrument once");
            }
        }
    }
}
