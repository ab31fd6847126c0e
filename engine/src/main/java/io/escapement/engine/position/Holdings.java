package io.escapement.engine.position;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.market.Hashing;

import java.util.Arrays;

/** The positions in one instrument, one per strategy that ever filled, in the order of their first fills. */
final class Holdings {
    private Position[] positions = new Position[4];
    private int count;

    int count() {
        return count;
    }

    Position get(int index) {
        return positions[index];
    }

    Position of(int strategyId, Instrument instrument) {
        for (int i = 0; i < count; i++) {
            if (positions[i].strategyId() == strategyId) {
                return positions[i];
            }
        }
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, count * 2);
        }
        positions[count] = new Position(strategyId, instrument);
        return positions[count++];
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, count);
        for (int i = 0; i < count; i++) {
            hash = positions[i].hash(hash);
        }
        return hash;
    }
}
