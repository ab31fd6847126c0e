package io.escapement.engine.market;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Venue;

import java.util.Locale;

/**
 * How a config names an instrument before it is defined: the venue, and the venue's own symbol or what is traded,
 * {@code binance ETHUSDT} or {@code binance ETH/USDT}.
 *
 * @param name a symbol, a canonical name, or base and quote asset with a slash between; case does not matter
 */
public record InstrumentName(Venue venue, String name) {
    /** @throws IllegalArgumentException if it is not a venue and a name with a blank between; the message says how */
    public static InstrumentName parse(String text) {
        final String[] words = text.trim().split("\\s+");
        if (words.length == 2) {
            for (final Venue venue : Venue.values()) {
                if (venue != Venue.NULL_VAL && word(venue).equals(words[0])) {
                    return new InstrumentName(venue, words[1]);
                }
            }
        }
        throw new IllegalArgumentException("'" + text
            + "'; expected a venue and a symbol or pair, for example binance ETH/USDT");
    }

    /** Whether it means this instrument. */
    public boolean names(Instrument instrument) {
        return instrument.venue() == venue && (name.equalsIgnoreCase(instrument.symbol())
            || name.equalsIgnoreCase(instrument.canonical())
            || name.equalsIgnoreCase(instrument.baseAsset() + "/" + instrument.quoteAsset()));
    }

    private static String word(Venue venue) {
        return venue.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return word(venue) + " " + name;
    }
}
