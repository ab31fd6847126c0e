package io.escapement.engine.risk;

/**
 * A limit that can be set for everything, for a venue, for an instrument and for a strategy. An order has to keep all
 * that concern it: the tightest wins. Keys are those of the config; {@code least} and {@code most} are what a person
 * may write there, in the unit of the key.
 */
public enum Bound {
    /** Row 4: price times quantity of one order. */
    ORDER_NOTIONAL("max-order-notional", Unit.MONEY, 1_000_000_000L),
    /** Row 1: distance of a price from the mid of the live book. */
    COLLAR("price-collar-bps", Unit.COUNT, 5_000),
    /** Row 2: distance of a price from the best mid of the last {@code collar-window}. */
    WINDOW_COLLAR("window-collar-bps", Unit.COUNT, 5_000),
    /** Row 3: a quote older than this is no reference. */
    REFERENCE_AGE("max-reference-age", Unit.TIME, 3_600),
    /** Row 15: orders open at one time. */
    OPEN_ORDERS("max-open-orders", Unit.COUNT, 65_536),
    /** Row 15: what open orders are worth together. */
    OPEN_NOTIONAL("max-open-notional", Unit.MONEY, 10_000_000_000L),
    /** Row 11: what positions are worth together if everything open fills, long and short added. */
    CAPITAL("max-capital", Unit.MONEY, 10_000_000_000L),
    /** Row 6: messages in any {@code message-window}. */
    MESSAGES("max-messages", Unit.COUNT, 100_000),
    /** Row 8: fills in any {@code execution-window}. */
    EXECUTIONS("max-executions", Unit.COUNT, 100_000),
    /** Row 17: loss since the day began. */
    DAILY_LOSS("max-daily-loss", Unit.MONEY, 10_000_000_000L),
    /** Row 17: loss since the highest equity. */
    DRAWDOWN("max-drawdown", Unit.MONEY, 10_000_000_000L),
    /** Row 18: a mid that moves so far within {@code jump-window} is not believed. */
    JUMP("max-jump-bps", Unit.COUNT, 5_000),
    /** Row 18: a mid so far from those of other venues is not believed. */
    DEVIATION("max-deviation-bps", Unit.COUNT, 5_000);

    /** What a bound counts. */
    public enum Unit {
        /** Quote asset; held as {@link io.escapement.codecs.decimal.Money}. */
        MONEY,
        /** Pieces, or hundredths of a percent. */
        COUNT,
        /** A length of time; held in nanoseconds, {@link Bound#most} in seconds. */
        TIME
    }

    private final String key;
    private final Unit unit;
    private final long most;

    Bound(String key, Unit unit, long most) {
        this.key = key;
        this.unit = unit;
        this.most = most;
    }

    /** As the config spells it. */
    public String key() {
        return key;
    }

    public Unit unit() {
        return unit;
    }

    /** The greatest value that is not absurd. */
    public long most() {
        return most;
    }
}
