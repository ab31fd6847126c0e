package io.escapement.engine.recovery;

import io.escapement.codecs.sbe.Venue;

/** What a config calls instruments by number. */
@FunctionalInterface
public interface ConfiguredInstruments {
    /** The instrument's number; 0 where the config does not have it. */
    int id(Venue venue, String symbol);
}
