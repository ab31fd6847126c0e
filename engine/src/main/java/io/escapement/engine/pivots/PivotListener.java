package io.escapement.engine.pivots;

import io.escapement.codecs.sbe.PivotKind;

/** Hears of confirmed pivots: of highs before lows, of lower levels before higher ones. */
interface PivotListener {
    /**
     * A pivot has been confirmed.
     *
     * @param level       from 1
     * @param barTimeNs   open time of the bar that is the pivot
     * @param confirmBars bars from there to the one that confirmed it
     * @param trend       of the level, with this pivot: 1, 0, -1
     */
    void onPivot(PivotKind kind, int level, long price, long barTimeNs, int confirmBars, int trend);
}
