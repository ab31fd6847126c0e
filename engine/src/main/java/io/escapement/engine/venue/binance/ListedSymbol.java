package io.escapement.engine.venue.binance;

import io.escapement.codecs.decimal.DecimalFormatException;
import io.escapement.codecs.decimal.DecimalParser;
import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One symbol as exchangeInfo lists it: texts by name, a filter's as {@code FILTER.name}. */
final class ListedSymbol {
    private static final int MOST_DECIMALS = 18;

    private final Map<String, String> texts = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    void put(String name, String text) {
        texts.put(name, text);
    }

    String symbol() {
        return texts.get("symbol");
    }

    /** The instrument, which may be one that does not trade, or null with reasons added to {@code reasons}. */
    Instrument toInstrument(int id, Venue venue, List<String> reasons) {
        final String status = need("status");
        final InstrumentStatus state = "TRADING".equals(status) ? InstrumentStatus.TRADING
            : "CANCEL_ONLY".equals(status) ? InstrumentStatus.CANCEL_ONLY : InstrumentStatus.HALTED;
        final int quantityExponent = -precision("baseAssetPrecision");
        final int priceExponent = priceExponent();
        final long tick = decimal("PRICE_FILTER.tickSize", priceExponent);
        final Instrument instrument = new Instrument(id, venue, symbol(), need("baseAsset"), need("quoteAsset"),
            priceExponent, quantityExponent, Math.max(tick, 1),
            decimal("LOT_SIZE.stepSize", quantityExponent), decimal("LOT_SIZE.minQty", quantityExponent),
            decimal("LOT_SIZE.maxQty", quantityExponent), minNotional(), state);
        problems.forEach(problem -> reasons.add(symbol() + " " + problem));
        return problems.isEmpty() ? instrument : null;
    }

    /** From the tick; where that filter is off (tick 0), from the quote asset's precision. */
    private int priceExponent() {
        final String tick = need("PRICE_FILTER.tickSize");
        try {
            final BigDecimal step = new BigDecimal(tick).stripTrailingZeros();
            if (step.signum() == 0) {
                return -precision(texts.containsKey("quoteAssetPrecision") ? "quoteAssetPrecision" : "quotePrecision");
            }
            if (step.signum() > 0 && step.scale() <= MOST_DECIMALS) {
                return -Math.max(0, step.scale());
            }
        } catch (NumberFormatException e) {
            // said below, as for every other tick that is none
        }
        if (!tick.isEmpty()) {
            problems.add("has the PRICE_FILTER.tickSize " + tick + ", expected a decimal above zero");
        }
        return 0;
    }

    private int precision(String name) {
        final String text = need(name);
        if (text.matches("1?[0-9]") && Integer.parseInt(text) <= MOST_DECIMALS) {
            return Integer.parseInt(text);
        }
        if (!text.isEmpty()) {
            problems.add("has the " + name + " " + text + ", expected 0 to " + MOST_DECIMALS);
        }
        return 0;
    }

    private long minNotional() {
        for (final String name : List.of("NOTIONAL.minNotional", "MIN_NOTIONAL.minNotional", "MIN_NOTIONAL.notional")) {
            if (texts.containsKey(name)) {
                return decimal(name, Money.EXPONENT);
            }
        }
        problems.add("has no NOTIONAL or MIN_NOTIONAL filter");
        return 0;
    }

    /** A limit that 64 bits do not hold is none: the greatest mantissa. */
    private long decimal(String name, int exponent) {
        final String text = need(name);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            final boolean huge = new BigDecimal(text).scaleByPowerOfTen(-exponent)
                .compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0;
            return huge ? Long.MAX_VALUE : DecimalParser.parse(text, exponent);
        } catch (DecimalFormatException e) {
            problems.add("has the " + name + " " + e.getMessage());
        } catch (NumberFormatException e) {
            problems.add("has the " + name + " " + text + ", expected a decimal");
        }
        return 0;
    }

    private String need(String name) {
        final String text = texts.getOrDefault(name, "");
        if (text.isEmpty() && !problems.contains("has no " + name)) {
            problems.add("has no " + name);
        }
        return text;
    }
}
