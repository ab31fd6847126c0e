package io.escapement.tools.view;

import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.engine.columns.ToldColumns;

/**
 * A column that was asked for.
 *
 * @param title      as it was asked for
 * @param index      of the column in its block
 * @param schemaHash of the block
 * @param durationNs only what is told of this duration
 */
record Choice(String title, ColumnBlock block, int index, long schemaHash, long durationNs) {
    static Choice of(String title, ToldColumns told, String column, long durationNs) {
        return new Choice(title, told.set().block(), told.set().index(column), told.set().hash(), durationNs);
    }

    boolean takes(ColumnBlock ofBlock, long ofDurationNs) {
        return block == ofBlock && durationNs == ofDurationNs;
    }

    /** Of pairs, or else of instruments: these are numbered each for themselves. */
    boolean isOfPairs() {
        return block == ColumnBlock.PAIR;
    }
}
