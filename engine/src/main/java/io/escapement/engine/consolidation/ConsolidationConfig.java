package io.escapement.engine.consolidation;

import java.util.ArrayList;
import java.util.List;

/**
 * Settings of the consolidation stage.
 *
 * @param venues           weights and fees
 * @param depth            levels a side of each book that the view is made of: at most what a {@code BookChange}
 *                         holds is there to be read
 * @param rows             levels a side that a {@code ConsolidatedChange} tells: one price of one book is a row
 * @param leastInstruments that a name must have before it has a view: what one book says needs no saying again
 * @param joinKinds        whether spot and derivatives of one name are one view; else they are two
 * @param arbitrage        when there is something to be earned
 */
public record ConsolidationConfig(VenueTerms venues, int depth, int rows, int leastInstruments, boolean joinKinds,
                                  ArbitrageConfig arbitrage) {
    /** The most books in a view. */
    public static final int MAX_BOOKS = 16;
    /** The most views; what one record may cause is bounded by it. */
    public static final int MAX_VIEWS = 32;
    /** The most levels a side of one book. */
    public static final int MAX_DEPTH = 20;
    /** The most rows a side that are told. */
    public static final int MAX_ROWS = 64;

    /** The usual weights, no fees: views of all names that two instruments have, 20 rows a side. */
    public static ConsolidationConfig usual() {
        return new ConsolidationConfig(VenueTerms.usual(), MAX_DEPTH, 20, 2, false, ArbitrageConfig.USUAL);
    }

    public ConsolidationConfig withVenues(VenueTerms terms) {
        return new ConsolidationConfig(terms, depth, rows, leastInstruments, joinKinds, arbitrage);
    }

    public ConsolidationConfig withArbitrage(ArbitrageConfig other) {
        return new ConsolidationConfig(venues, depth, rows, leastInstruments, joinKinds, other);
    }

    public ConsolidationConfig withJoinedKinds() {
        return new ConsolidationConfig(venues, depth, rows, leastInstruments, true, arbitrage);
    }

    public ConsolidationConfig withSizes(int newDepth, int newRows, int newLeastInstruments) {
        return new ConsolidationConfig(venues, newDepth, newRows, newLeastInstruments, joinKinds, arbitrage);
    }

    /** What is wrong, one line each; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>(venues.problems());
        range("depth", depth, 1, MAX_DEPTH, problems);
        range("rows", rows, 1, MAX_ROWS, problems);
        range("leastInstruments", leastInstruments, 1, MAX_BOOKS, problems);
        problems.addAll(arbitrage.problems());
        return problems;
    }

    private static void range(String key, int value, int least, int most, List<String> problems) {
        if (value < least || value > most) {
            problems.add(key + ": " + value + "; expected " + least + " to " + most);
        }
    }
}
