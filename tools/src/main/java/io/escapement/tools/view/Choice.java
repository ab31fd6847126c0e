package io.escapement.tools.view;

import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.engine.ViewColumns;
import io.escapement.engine.columns.ColumnSet;
import io.escapement.engine.config.Durations;

/**
 * A column that was asked for.
 *
 * @param title      as it was asked for
 * @param index      of the column in its block
 * @param schemaHash of the block
 * @param durationNs only what was told of this duration; 0: of any
 */
record Choice(String title, ColumnBlock block, int index, long schemaHash, long durationNs) {
    /** @throws IllegalArgumentException where there is no such column */
    static Choice of(String text) {
        final int at = text.indexOf('@');
        final String name = at < 0 ? text : text.substring(0, at);
        final long durationNs = at < 0 ? 0 : Durations.parseNs(text.substring(at + 1));
        for (final ColumnSet set : ViewColumns.REGISTRY.sets()) {
            final int index = set.index(name);
            if (index >= 0) {
                return new Choice(text, set.block(), index, set.hash(), durationNs);
            }
        }
        throw new IllegalArgumentException("no column \"" + name + "\"; tools features --list tells what there is");
    }

    boolean takes(ColumnBlock ofBlock, long ofDurationNs) {
        return block == ofBlock && (durationNs == 0 || durationNs == ofDurationNs);
    }
}
