package io.escapement.engine.venue.session;

import java.util.List;

/**
 * Whose past is wanted.
 *
 * @param symbols      as the venue spells them; empty: all
 * @param timeframesNs durations, ascending
 * @param bars         of each, the newest
 */
public record KlineWish(List<String> symbols, List<Long> timeframesNs, int bars) {
    boolean covers(String symbol) {
        return symbols.isEmpty() || symbols.contains(symbol);
    }
}
