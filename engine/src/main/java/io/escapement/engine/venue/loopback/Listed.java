package io.escapement.engine.venue.loopback;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A generated instrument in the words that lists of instruments have for it.
 *
 * @param tick smallest price step, plain
 * @param lot  smallest quantity step, plain
 */
record Listed(String base, String quote, String tick, String lot) {
    private static final int EXPONENT = DecimalText.EXPONENT_DIGITS;

    static Listed of(final SimulatedSymbol symbol) {
        return new Listed(symbol.base(), symbol.quote(), step(symbol.tick()), step(symbol.lot()));
    }

    /** Of a mantissa at exponent -8. */
    static String step(final long mantissa) {
        return BigDecimal.valueOf(mantissa, EXPONENT).stripTrailingZeros().toPlainString();
    }

    /** The steps' digits after the point. */
    static int decimals(final long mantissa) {
        return Math.max(0, BigDecimal.valueOf(mantissa, EXPONENT).stripTrailingZeros().scale());
    }

    int tickDecimals() {
        return Math.max(0, new BigDecimal(tick).scale());
    }

    int lotDecimals() {
        return Math.max(0, new BigDecimal(lot).scale());
    }

    /** One row each, with commas between. */
    static String rows(final List<SimulatedSymbol> symbols, final Function<Listed, String> row) {
        return symbols.stream().map(symbol -> row.apply(of(symbol))).collect(Collectors.joining(","));
    }

    /** {@code "name":"value"}. */
    static String field(final String name, final String value) {
        return '"' + name + "\":\"" + value + '"';
    }

    /** {@code {"name":"value",...}}. @param namesAndValues in turns */
    static String object(final String... namesAndValues) {
        final StringBuilder out = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            out.append(i == 0 ? '{' : ',').append(field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return out.append('}').toString();
    }
}
