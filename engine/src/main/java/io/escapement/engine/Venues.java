package io.escapement.engine;

import io.escapement.engine.config.Example;
import io.escapement.engine.config.Section;
import io.escapement.engine.venue.binance.BinanceProtocol;
import io.escapement.engine.venue.session.VenueProtocol;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The venues that this version can read, by the names that configs use. */
final class Venues {
    private static final Map<String, Function<Section, VenueProtocol>> KNOWN = new TreeMap<>(Map.of(
        "binance", Venues::binance));

    private Venues() {
    }

    /** The protocol of the venue that a section names, with the section's switches; null where nobody knows it. */
    static VenueProtocol open(Section venue) {
        final Example example = new Example("one of " + String.join(" ", KNOWN.keySet()), "binance");
        final String name = venue.text("name", example);
        final Function<Section, VenueProtocol> known = KNOWN.get(name);
        if (known == null && venue.has("name")) {
            venue.problem("name", "is '" + name + "'; expected " + example);
        }
        return known == null ? null : known.apply(venue);
    }

    private static VenueProtocol binance(Section venue) {
        return new BinanceProtocol(BinanceProtocol.USUAL_STREAMS,
            venue.count("snapshot-limit", 5, BinanceProtocol.MOST_LEVELS, BinanceProtocol.MOST_LEVELS),
            venue.count("weight-per-minute", 250, 6_000, BinanceProtocol.WEIGHT_PER_MINUTE));
    }
}
