package io.escapement.engine.quality;

import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.QualityAlertEncoder;
import io.escapement.codecs.sbe.QualityFinding;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.pipeline.Slot;

/**
 * What has been found of one instrument. A finding begins when it is found first, which is told once, and ends when it
 * was not found for some time. Told with the instrument's own events only, at most once a kind in a record, so that
 * what one record holds is bounded even where it ends the books of all instruments.
 */
final class Findings {
    /** One more than the greatest value of a finding. */
    static final int END = 14;
    private static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + QualityAlertEncoder.BLOCK_LENGTH;

    private final long quietNs;
    private final long[] counts = new long[END];
    private final long[] lastNs = new long[END];
    private final double[] observed = new double[END];
    private final double[] allowed = new double[END];
    private int begun;
    private int untold;

    Findings(long quietNs) {
        this.quietNs = quietNs;
    }

    /** Something was found at a time; of what cannot be measured, observed is how many and allowed is 0. */
    void found(QualityFinding finding, double seen, double limit, long nowNs) {
        final int kind = finding.value();
        final int bit = 1 << kind;
        counts[kind]++;
        lastNs[kind] = nowNs;
        if ((begun & bit) == 0) {
            begun |= bit;
            untold |= bit;
            observed[kind] = seen;
            allowed[kind] = limit;
        }
    }

    void found(QualityFinding finding, long nowNs) {
        found(finding, 1, 0, nowNs);
    }

    /** Ends those that have been quiet for long enough. */
    void expire(long nowNs) {
        for (int kind = 1; kind < END; kind++) {
            if ((begun & 1 << kind) != 0 && nowNs - lastNs[kind] >= quietNs) {
                begun &= ~(1 << kind);
            }
        }
    }

    /** How often it was found since {@link #clearCounts}. */
    long count(int kind) {
        return counts[kind];
    }

    void clearCounts() {
        for (int kind = 1; kind < END; kind++) {
            counts[kind] = 0;
        }
    }

    /** Appends an alert for each that has begun since the last call. */
    void tell(Slot slot, int instrumentId, MessageHeaderEncoder header, QualityAlertEncoder encoder) {
        if (untold == 0) {
            return;
        }
        for (int kind = 1; kind < END; kind++) {
            if ((untold & 1 << kind) != 0) {
                encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(LENGTH), header)
                    .observed(observed[kind])
                    .allowed(allowed[kind])
                    .instrumentId(instrumentId)
                    .finding(QualityFinding.get((short) kind));
                slot.commitEffect(LENGTH);
            }
        }
        untold = 0;
    }

    long hash(long seed) {
        long hash = Hashing.fold(Hashing.fold(seed, begun), untold);
        for (int kind = 1; kind < END; kind++) {
            hash = Hashing.fold(Hashing.fold(hash, counts[kind]), lastNs[kind]);
        }
        return hash;
    }
}
