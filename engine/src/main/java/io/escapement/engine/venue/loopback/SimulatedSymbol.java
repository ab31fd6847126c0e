package io.escapement.engine.venue.loopback;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An instrument of the generator. Price, tick and lot are mantissas at exponent -8.
 *
 * @param base  base asset
 * @param quote quote asset
 * @param price where the market begins
 * @param tick  smallest price step
 * @param lot   smallest quantity step
 */
public record SimulatedSymbol(String base, String quote, long price, long tick, long lot) {
    private static final Map<String, SimulatedSymbol> KNOWN = Map.of(
        "BTCUSDT", of("BTC", "USDT", "65000", "0.01", "0.00001"),
        "ETHUSDT", of("ETH", "USDT", "3400", "0.01", "0.0001"),
        "SOLUSDT", of("SOL", "USDT", "150", "0.01", "0.001"),
        "BNBUSDT", of("BNB", "USDT", "580", "0.01", "0.001"),
        "XRPUSDT", of("XRP", "USDT", "0.58", "0.0001", "0.1"),
        "DOGEUSDT", of("DOGE", "USDT", "0.105", "0.00001", "1"),
        "ETHBTC", of("ETH", "BTC", "0.0523", "0.00001", "0.0001"));
    private static final Pattern FORM =
        Pattern.compile("([A-Z0-9]+)/([A-Z0-9]+):([0-9.]+):([0-9.]+):([0-9.]+)");

    /** Checks the values. */
    public SimulatedSymbol {
        if (tick <= 0 || lot <= 0 || price < 1_000 * tick || price % tick != 0) {
            throw new IllegalArgumentException("simulated " + base + quote
                + ": expected tick and lot above 0, a price that is a multiple of the tick and at least 1000 ticks");
        }
    }

    private static SimulatedSymbol of(final String base, final String quote, final String price, final String tick,
        final String lot) {
        return new SimulatedSymbol(base, quote, DecimalText.parse(price), DecimalText.parse(tick),
            DecimalText.parse(lot));
    }

    /** Of a well-known symbol such as {@code BTCUSDT}, or of {@code BASE/QUOTE:PRICE:TICK:LOT}. */
    public static SimulatedSymbol parse(final String text) {
        final SimulatedSymbol known = KNOWN.get(text);
        if (known != null) {
            return known;
        }
        final Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("simulated symbol \"" + text + "\": expected one of "
                + new TreeSet<>(KNOWN.keySet())
                + " or BASE/QUOTE:PRICE:TICK:LOT such as ABC/USDT:12.5:0.01:0.1");
        }
        return of(form.group(1), form.group(2), form.group(3), form.group(4), form.group(5));
    }

    /** The venue's own text. */
    public String symbol() {
        return base + quote;
    }
}
