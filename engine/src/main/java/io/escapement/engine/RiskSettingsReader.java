package io.escapement.engine;

import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.VenueSettingsReader.Traded;
import io.escapement.engine.config.Example;
import io.escapement.engine.config.Section;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.risk.Bound;
import io.escapement.engine.risk.Bounds;
import io.escapement.engine.risk.Guards;
import io.escapement.engine.risk.InstrumentLimits;
import io.escapement.engine.risk.ProfileRule;
import io.escapement.engine.risk.RiskConfig;
import io.escapement.engine.risk.StopLossRule;
import io.escapement.engine.risk.StrategyLimits;
import io.escapement.engine.risk.Trigger;
import io.escapement.engine.risk.VenueLimits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads limits. What bounds a loss has no default: a config that does not say it is refused, as is one with a key that
 * nobody knows.
 */
final class RiskSettingsReader {
    /** Strategy of the engine. */
    private static final int BASELINE_STRATEGY = 1;
    private static final String LEAST_MONEY = "0.00000001";
    private static final Example DAY = new Example("hours and minutes, UTC", "00:00");
    private static final Set<Bound> GLOBAL_REQUIRED = EnumSet.of(Bound.OPEN_ORDERS, Bound.MESSAGES, Bound.CAPITAL,
        Bound.DAILY_LOSS, Bound.DRAWDOWN);
    private static final Set<Bound> INSTRUMENT_REQUIRED = EnumSet.of(Bound.ORDER_NOTIONAL, Bound.OPEN_ORDERS,
        Bound.COLLAR);
    /** Venues whose gateways leave stops and take-profits to the venue; USD-M keeps them in another service. */
    private static final Set<Venue> NATIVE_STOPS = EnumSet.of(Venue.BINANCE, Venue.BINANCE_USDM, Venue.BYBIT);

    private final Section root;
    private final Section risk;
    private final List<Traded> traded;

    /** @param traded instruments with limits */
    RiskSettingsReader(Section root, List<Traded> traded) {
        this.root = root;
        this.risk = root.section("risk");
        this.traded = traded;
    }

    RiskConfig read(OrdersConfig orders) {
        final List<InstrumentLimits> limits = new ArrayList<>();
        traded.forEach(each -> limits.add(instrument(each)));
        final RiskConfig config = new RiskConfig(orders, risk.count("version", 1, 1_000_000_000, null),
            strategies(), limits, venues(), bounds(risk, EnumSet.allOf(Bound.class), GLOBAL_REQUIRED, orders),
            guards(), profiles(risk.section("profiles"), risk.has("profiles")),
            risk.texts("equity-assets", new Example("quote assets", "[USDT, USDC]"), RiskConfig.DOLLARS));
        risk.problems(config.problems());
        return config;
    }

    private Guards guards() {
        final Guards usual = Guards.usual(risk.durationNs("message-window", "1ms", "1h", "1s"),
            risk.durationNs("cancel-retry", "1ms", "1h", "2s"));
        return new Guards(usual.messageWindowNs(), usual.cancelRetryNs(),
            risk.durationNs("collar-window", "1s", "1h", "60s"),
            risk.durationNs("execution-window", "1s", "1h", "60s"),
            risk.durationNs("duplicate-window", "0s", "1m", "50ms"),
            risk.durationNs("balance-age", "1s", "1d", "15m"),
            risk.durationNs("mark-age", "1s", "1h", "10s"),
            risk.durationNs("jump-window", "10ms", "1m", "1s"),
            risk.durationNs("jump-hold", "10ms", "10m", "5s"),
            risk.durationNs("max-disconnect", "100ms", "1h", "10s"),
            risk.durationNs("max-clock-offset", "1ms", "1m", "1s"),
            risk.durationNs("equity-every", "10ms", "1h", "1s"),
            dayStart(),
            risk.count("halt-percent", 100, 1_000, 150),
            risk.count("unknown-fee-bps", 0, 1_000, 20),
            risk.choice("trigger", Trigger.class, Trigger.LAST),
            risk.durationNs("release-retry", "1ms", "1m", "1s"));
    }

    private long dayStart() {
        final String[] parts = risk.text("day-start", "00:00").split(":");
        try {
            final int hours = Integer.parseInt(parts[0]);
            final int minutes = Integer.parseInt(parts.length == 2 ? parts[1] : "-");
            if (hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60) {
                return (hours * 60L + minutes) * 60_000_000_000L;
            }
        } catch (final NumberFormatException e) {
            // said below
        }
        risk.problem("day-start", "is '" + risk.text("day-start", "") + "'; expected " + DAY);
        return 0;
    }

    private static ProfileRule profiles(Section profiles, boolean enabled) {
        if (!enabled) {
            return ProfileRule.OFF;
        }
        return new ProfileRule(true, hundredths(profiles, "volatile-volatility-bps", null),
            hundredths(profiles, "halted-volatility-bps", null), hundredths(profiles, "volatile-spread-bps", null),
            hundredths(profiles, "halted-spread-bps", null), profiles.durationNs("calm-after", "1s", "1h", "60s"),
            profiles.count("volatile-percent", 1, 100, 50));
    }

    private static long hundredths(Section section, String key, String otherwise) {
        return section.decimal(key, "0.01", "10000", otherwise).movePointRight(2).longValue();
    }

    private List<StrategyLimits> strategies() {
        final List<StrategyLimits> strategies = new ArrayList<>();
        for (final Section each : risk.sections("strategies")) {
            strategies.add(new StrategyLimits(each.count("id", 1, Integer.MAX_VALUE, null),
                bounds(each, EnumSet.allOf(Bound.class), EnumSet.noneOf(Bound.class), null),
                venuesOf(each)));
        }
        if (strategies.isEmpty()) {
            strategies.add(new StrategyLimits(BASELINE_STRATEGY, Bounds.OPEN, List.of()));
        }
        return strategies;
    }

    private static List<String> venuesOf(Section strategy) {
        final Example example = new Example("names of venues", "[binance]");
        final List<String> venues = strategy.texts("venues", example, List.of());
        for (final String venue : venues) {
            if (Arrays.stream(Venue.values()).noneMatch(known -> known.name().equals(spelt(venue)))) {
                strategy.problem("venues", "holds '" + venue + "'; expected " + example);
            }
        }
        return venues.stream().map(RiskSettingsReader::spelt).toList();
    }

    private static String spelt(String venue) {
        return venue.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Limits of venues that say some, have instruments that are traded, or have an account. */
    private List<VenueLimits> venues() {
        final List<VenueLimits> venues = new ArrayList<>();
        for (final Section each : risk.sections("venues")) {
            final Venue venue = each.choice("venue", Venue.class, null);
            if (venues.stream().anyMatch(other -> other.venue().equals(venue.name()))) {
                each.problem("venue", "is here twice; expected each venue once");
            }
            venues.add(new VenueLimits(venue.name(),
                bounds(each, EnumSet.allOf(Bound.class), EnumSet.noneOf(Bound.class), null),
                each.yes("native-stops", NATIVE_STOPS.contains(venue)), hasAccount(venue),
                (int) hundredths(each, "max-leverage", "1")));
        }
        final Set<Venue> others = EnumSet.noneOf(Venue.class);
        traded.forEach(each -> others.add(each.venue()));
        venues.forEach(each -> others.remove(Venue.valueOf(each.venue())));
        others.forEach(venue -> venues.add(new VenueLimits(venue.name(), Bounds.OPEN, NATIVE_STOPS.contains(venue),
            hasAccount(venue), 100)));
        return venues;
    }

    private boolean hasAccount(Venue venue) {
        return root.sections("accounts").stream().anyMatch(each -> spelt(each.text("venue", "")).equals(venue.name()));
    }

    private InstrumentLimits instrument(Traded each) {
        final Section instrument = each.limits();
        final Bounds bounds = bounds(instrument, EnumSet.allOf(Bound.class), INSTRUMENT_REQUIRED, null);
        return new InstrumentLimits(each.venue().name(), each.symbol(),
            instrument.decimal("max-order-quantity", LEAST_MONEY, "1000000000", null),
            instrument.decimal("max-position", LEAST_MONEY, "1000000000", null),
            bounds.has(Bound.REFERENCE_AGE) ? bounds : bounds.with(Bound.REFERENCE_AGE, 2_000_000_000L),
            instrument.choice("permission", InstrumentLimits.Permission.class, InstrumentLimits.Permission.BOTH),
            stopLoss(instrument));
    }

    private static StopLossRule stopLoss(Section instrument) {
        if (!instrument.has("stop-loss")) {
            return StopLossRule.NONE;
        }
        final Section stop = instrument.section("stop-loss");
        return new StopLossRule(stop.choice("kind", StopLossRule.Kind.class, null),
            stop.count("distance-bps", 1, 5_000, null),
            (int) stop.decimal("atr-multiple", "0.01", "100", "2.5").movePointRight(2).longValue(),
            stop.count("atr-bars", 2, 1_000, 14),
            stop.durationNs("atr-bar", "1s", "1d", "1m"),
            stop.choice("trigger", Trigger.class, Trigger.MARK),
            stop.durationNs("retry", "10ms", "1m", "2s"));
    }

    /** @param orders null where open orders need no bound of their own */
    private static Bounds bounds(Section section, Set<Bound> known, Set<Bound> required, OrdersConfig orders) {
        Bounds bounds = Bounds.OPEN;
        for (final Bound bound : known) {
            if (!section.has(bound.key()) && !required.contains(bound)) {
                section.whole(bound.key(), 0, 0, 0L);
                continue;
            }
            bounds = switch (bound.unit()) {
                case MONEY -> bounds.with(bound,
                    section.decimal(bound.key(), LEAST_MONEY, BigDecimal.valueOf(bound.most()).toPlainString(), null));
                case TIME -> bounds.with(bound, section.durationNs(bound.key(), "1ms", bound.most() + "s", null));
                default -> bounds.with(bound, section.whole(bound.key(), 1,
                    orders != null && bound == Bound.OPEN_ORDERS ? orders.maxOrders() / 2 : bound.most(), null));
            };
        }
        return bounds;
    }
}
