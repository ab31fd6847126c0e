package io.escapement.engine.bars;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.sbe.BarKind;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Which bars are closed by trades instead of by time.
 *
 * @param kind  what closes them; see {@link TradeBars}
 * @param size  TICK and IMBALANCE: trades; VOLUME: quantity, as the instrument's trades tell it, in a view of the base
 *              asset; DOLLAR: quote asset
 * @param names symbols, and names of views, that have them; empty: all
 */
public record TradeBarsConfig(BarKind kind, BigDecimal size, List<String> names) {
    private static final BigDecimal MOST_TRADES = BigDecimal.valueOf(1_000_000_000L);
    private static final BigDecimal LEAST_IMBALANCE = BigDecimal.valueOf(4);

    /** Adds what is wrong. */
    void problems(List<String> problems) {
        final boolean trades = kind == BarKind.TICK || kind == BarKind.IMBALANCE;
        final BigDecimal least = kind == BarKind.IMBALANCE ? LEAST_IMBALANCE : BigDecimal.ONE;
        if (kind == BarKind.TIME || kind == BarKind.NULL_VAL) {
            problems.add("trade-bars: " + kind + "; expected TICK, VOLUME, DOLLAR or IMBALANCE");
        } else if (size.signum() <= 0) {
            problems.add("trade-bars: size " + size + "; expected more than 0");
        } else if (trades && (size.compareTo(least) < 0 || size.compareTo(MOST_TRADES) > 0
            || size.stripTrailingZeros().scale() > 0)) {
            problems.add("trade-bars: size " + size + " of " + kind + "; expected a whole number of trades, from "
                + least + " to " + MOST_TRADES + ", for example 100");
        }
    }

    /** The bars of an instrument or view, one of a kind. */
    static TradeBars[] make(List<TradeBarsConfig> configs, String name, int quantityExponent) {
        final List<TradeBars> made = new ArrayList<>();
        for (final TradeBarsConfig config : configs) {
            final TradeBars bars = config.isFor(name) ? config.make(quantityExponent) : null;
            if (bars != null && made.stream().noneMatch(each -> each.kind() == bars.kind())) {
                made.add(bars);
            }
        }
        return made.toArray(new TradeBars[0]);
    }

    private boolean isFor(String name) {
        return names.isEmpty() || names.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** The bars of an instrument or view; null if a size so large could never be reached. */
    private TradeBars make(int quantityExponent) {
        final int exponent = switch (kind) {
            case VOLUME -> quantityExponent;
            case DOLLAR -> Money.EXPONENT;
            default -> 0;
        };
        final BigDecimal mantissa = size.scaleByPowerOfTen(-exponent).setScale(0, RoundingMode.CEILING);
        return mantissa.unscaledValue().bitLength() < Long.SIZE ? new TradeBars(kind, mantissa.longValueExact()) : null;
    }
}
