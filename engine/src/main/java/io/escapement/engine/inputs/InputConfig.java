package io.escapement.engine.inputs;

import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.engine.columns.ColumnSet;
import io.escapement.engine.pairs.PairsConfig;

import java.util.List;

/**
 * What standard inputs are made of. What is told and not expected is kept all the same, without names.
 *
 * @param reference     canonical name, pair or symbol of the instrument whose frames go with those of all others of the
 *                      same venue and kind
 * @param buckets       whether snapshots of buckets are expected
 * @param blocks        the columns that are expected
 * @param pairs         as the pairs stage numbers them; an input has those that its instrument is a leg of
 * @param qualityColumn the column of block QUALITY that is the score of the data itself; where that block is not
 *                      expected it is not asked for
 * @param qualityFull   what that column says where nothing is wrong
 */
public record InputConfig(String reference, boolean buckets, List<Block> blocks, List<PairsConfig.Pair> pairs,
                          String qualityColumn, double qualityFull) {
    /** Frames, buckets and positions alone. */
    public static final InputConfig USUAL =
        new InputConfig("BTC/USDT", true, List.of(), List.of(), "dq_score", 1);

    /**
     * Columns that are expected.
     *
     * @param durationNs cadence, or duration of the bars that they are made of
     */
    public record Block(ColumnSet set, long durationNs) {
        String name() {
            return set.block() + " " + Parts.duration(durationNs);
        }
    }

    /** The expected columns of the pairs; null where none are. */
    Block pairBlock() {
        return blocks.stream().filter(block -> block.set().block() == ColumnBlock.PAIR).findFirst().orElse(null);
    }
}
