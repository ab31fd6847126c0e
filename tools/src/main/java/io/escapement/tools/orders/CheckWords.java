package io.escapement.tools.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.risk.Bound;
import io.escapement.engine.risk.Bounds;
import io.escapement.engine.risk.InstrumentLimits;
import io.escapement.engine.risk.RiskConfig;
import io.escapement.engine.risk.StrategyLimits;
import io.escapement.engine.risk.VenueLimits;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a control that compares no numbers, or none this time, went by and what it saw: from the run's config and the
 * records before the order.
 */
final class CheckWords {
    private static final long NS_PER_MS = 1_000_000;

    /** Both for people; never empty. */
    record Words(String limit, String observed) {
    }

    private final RiskConfig config;
    private final GateFacts facts;
    private final Map<String, Object> order;
    private final Instrument instrument;
    private final Venue venue;

    /** @param order what was wanted, as a dump gives it */
    CheckWords(RiskConfig config, GateFacts facts, Map<String, Object> order) {
        this.config = config;
        this.facts = facts;
        this.order = order;
        this.instrument = facts.instrument(number("instrumentId"));
        this.venue = instrument == null ? Venue.NULL_VAL : instrument.venue();
    }

    private int number(String field) {
        return order.get(field) instanceof Long value ? value.intValue() : 0;
    }

    private String text(String field) {
        final Object value = order.get(field);
        return value == null ? "none" : value.toString();
    }

    /** @param control its simple name */
    Words of(String control) {
        return switch (control) {
            case "NumericSanity" -> new Words("numbers above 0, of at most 10^18 mantissa", wanted());
            case "OrderValidity" -> new Words("a side, a type and a time in force that go together", text("side") + " "
                + text("orderType") + " " + text("timeInForce") + ", trigger " + text("triggerPrice") + ", expires "
                + text("expireTimeNs"));
            case "Attribution" -> new Words("one of the config's strategies " + config.strategies().stream()
                .map(StrategyLimits::id).toList(), "strategy " + text("strategyId"));
            case "RestrictedInstrument" -> new Words("TRADING, not inverse, no maintenance, permission "
                + limits(each -> each.permission().name()), instrument == null ? "not defined" : instrument.status()
                + ", " + instrument.kind() + (facts.said(venue, GatewayCondition.MAINTENANCE) ? ", maintenance" : ""));
            case "LimitsPresent" -> new Words("limits for the instrument", limits(each -> "version "
                + config.version() + " of the limits has them"));
            case "Access" -> new Words("our key is used by us alone", facts.said(venue, GatewayCondition.KEY_IN_USE)
                ? "another session has used it" : "nothing else was told");
            case "RepeatedExecution" -> new Words("not throttled; max-executions " + bound(Bound.EXECUTIONS),
                "strategy " + text("strategyId") + " is " + facts.strategy(number("strategyId")));
            case "KillSwitch" -> new Words("ACTIVE, or an order that reduces", "all " + facts.trading()
                + ", strategy " + text("strategyId") + " " + facts.strategy(number("strategyId")));
            case "DisconnectProtection" -> disconnect();
            case "Reconciliation" -> new Words("RECONCILED", paperOr(
                facts.said(venue, GatewayCondition.RECONCILED) ? "RECONCILED" : "not reconciled"));
            case "ReduceOnly" -> new Words("a reduce-only order reduces", text("reduceOnly").equals("1")
                ? "reduce-only" : "not reduce-only");
            default -> ofMarket(control);
        };
    }

    private Words ofMarket(String control) {
        return switch (control) {
            case "MarketReasonability" -> new Words("a book that is not crossed, max-jump-bps " + bound(Bound.JUMP)
                + ", max-deviation-bps " + bound(Bound.DEVIATION), book());
            case "Grid" -> new Words(instrument == null ? "not defined" : "tick " + price(instrument.tickSize())
                + ", lot " + quantity(instrument.lotSize()) + ", quantity " + quantity(instrument.minQuantity())
                + " to " + (instrument.maxQuantity() == 0 ? "any" : quantity(instrument.maxQuantity()))
                + ", worth at least "
                + BigDecimal.valueOf(instrument.minNotional(), 8).stripTrailingZeros().toPlainString(), wanted());
            case "Placement" -> new Words(text("timeInForce").equals("POST_ONLY") ? "post-only does not take"
                : "a trigger that is not reached yet, where there is one", "trigger " + text("triggerPrice") + ", "
                + book());
            case "SelfMatch" -> ours();
            case "DuplicateOrder" -> new Words("an id of its own" + (config.guards().duplicateWindowNs() == 0
                ? "; duplicate-window is off" : ", no like order within "
                + config.guards().duplicateWindowNs() / NS_PER_MS + " ms"), "id " + text("clientOrderId"));
            case "WindowCollar" -> new Words("window-collar-bps " + bound(Bound.WINDOW_COLLAR), wanted());
            case "LossLimit" -> new Words("max-daily-loss " + bound(Bound.DAILY_LOSS) + ", max-drawdown "
                + bound(Bound.DRAWDOWN), "an order that reduces, or no limit");
            case "Capital" -> new Words("max-capital " + bound(Bound.CAPITAL) + ", of an order that does not reduce;"
                + " with an account also its balance", "an order that reduces, or " + paperOr("an account"));
            case "PriceCollar" -> new Words("price-collar-bps " + bound(Bound.COLLAR), text("price") + ", " + book());
            case "MessageRate" -> new Words("max-messages " + bound(Bound.MESSAGES), "an order that closes for a"
                + " stop-loss, or no limit");
            case "OpenOrders" -> new Words("max-open-orders " + bound(Bound.OPEN_ORDERS), wanted());
            default -> new Words("nothing to compare this time", wanted());
        };
    }

    private Words ours() {
        final Side other = text("side").equals("BUY") ? Side.SELL : Side.BUY;
        final long best = instrument == null ? 0 : facts.ours(instrument.id(), other);
        return new Words("no meeting of our own orders", best == 0 ? "nothing of ours is open on the other side"
            : "our best " + other + " is " + price(best) + ", this is " + text("price"));
    }

    private Words disconnect() {
        final Long offset = facts.value(venue, GatewayCondition.CLOCK_OFFSET);
        return new Words("connected, clock within " + config.guards().clockOffsetNs() / NS_PER_MS + " ms",
            paperOr((facts.said(venue, GatewayCondition.DISCONNECTED) ? "disconnected" : "connected") + ", clock "
                + (offset == null ? "not measured" : offset / NS_PER_MS + " ms ahead")));
    }

    private String paperOr(String said) {
        return facts.hasGateway(venue) ? said : "on paper: there is no account";
    }

    private String book() {
        final GateFacts.Best best = facts.best(number("instrumentId"));
        return "book " + (best.bid() == 0 ? "-" : price(best.bid())) + " / " + (best.ask() == 0 ? "-"
            : price(best.ask()));
    }

    private String wanted() {
        return text("quantity") + " at " + text("price");
    }

    private String price(long mantissa) {
        return decimal(mantissa, instrument == null ? 0 : instrument.priceExponent());
    }

    private String quantity(long mantissa) {
        return decimal(mantissa, instrument == null ? 0 : instrument.quantityExponent());
    }

    private static String decimal(long mantissa, int exponent) {
        return mantissa == NewOrderDecoder.priceNullValue() ? "none"
            : BigDecimal.valueOf(mantissa, -exponent).stripTrailingZeros().toPlainString();
    }

    private String limits(Function<InstrumentLimits, String> what) {
        return config.instruments().stream().filter(each -> instrument != null
            && each.venue().equals(venue.name()) && each.symbol().equals(instrument.symbol())).findFirst().map(what)
            .orElse("none");
    }

    /** The tightest that the config sets for this order. */
    private String bound(Bound bound) {
        long least = config.global().get(bound);
        for (final Bounds each : List.of(
            config.venues().stream().filter(one -> one.venue().equals(venue.name())).findFirst()
                .map(VenueLimits::bounds).orElse(Bounds.OPEN),
            config.instruments().stream().filter(one -> instrument != null && one.venue().equals(venue.name())
                && one.symbol().equals(instrument.symbol())).findFirst().map(InstrumentLimits::bounds)
                .orElse(Bounds.OPEN),
            config.strategies().stream().filter(one -> one.id() == number("strategyId")).findFirst()
                .map(StrategyLimits::bounds).orElse(Bounds.OPEN))) {
            least = Math.min(least, each.get(bound));
        }
        return least == Bounds.NONE ? "not set" : Long.toString(least);
    }
}
