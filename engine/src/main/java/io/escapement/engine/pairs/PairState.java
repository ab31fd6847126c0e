package io.escapement.engine.pairs;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.market.Hashing;

/** One pair: which instruments it is of, its windows, and whether it is beyond its threshold. */
final class PairState {
    final PairsConfig.Pair pair;
    final PairWindow window;
    /** Instrument ids; 0 until one is defined that the name means: of several the first. */
    int y;
    int x;
    /** 1: beyond the threshold above, -1: below, 0: neither. */
    int side;

    PairState(PairsConfig.Pair pair, PairWindow window) {
        this.pair = pair;
        this.window = window;
    }

    void onInstrument(Instrument defined) {
        if (y == 0 && pair.y().names(defined)) {
            y = defined.id();
        }
        if (x == 0 && pair.x().names(defined)) {
            x = defined.id();
        }
    }

    long hash(long seed) {
        return window.hash(Hashing.fold(Hashing.fold(Hashing.fold(seed, y), x), side));
    }
}
