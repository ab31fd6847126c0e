package io.escapement.engine.venue.json;

import io.escapement.codecs.instrument.Instrument;

import java.util.List;

/**
 * What a venue's list of instruments gave for the symbols that were asked for. One that is listed and not trading is an
 * instrument whose status says so; one that is missing or cannot be read is a problem, and the others are still good.
 *
 * @param instruments in the order in which they were asked for, with the ids that they were asked for with
 * @param problems    one line for each symbol without an instrument
 */
public record ListedInstruments(List<Instrument> instruments, List<String> problems) {
    public ListedInstruments {
        instruments = List.copyOf(instruments);
        problems = List.copyOf(problems);
    }
}
