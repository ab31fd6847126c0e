package io.escapement.engine.inputs;

import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.engine.columns.ColumnsReader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Blocks of columns, each as it was told last, in the order of block, subject and duration. */
final class ColumnBoard {
    private static final Comparator<ColumnValues> ORDER = Comparator.comparing(ColumnValues::block)
        .thenComparingInt(ColumnValues::subjectId).thenComparingLong(ColumnValues::durationNs);

    private final List<ColumnValues> blocks = new ArrayList<>();

    /** Takes an update; allocates for the first of its kind alone. @return what it went into */
    ColumnValues take(ColumnsReader update) {
        ColumnValues values = find(update.block(), update.subjectId(), update.durationNs());
        if (values == null) {
            values = new ColumnValues(update.block(), update.subjectId(), update.durationNs());
            add(values);
        }
        values.take(update);
        return values;
    }

    /** Shows what another board keeps. */
    void add(ColumnValues values) {
        if (!blocks.contains(values)) {
            blocks.add(values);
            blocks.sort(ORDER);
        }
    }

    int size() {
        return blocks.size();
    }

    ColumnValues get(int index) {
        return blocks.get(index);
    }

    /** Null where it was never told. */
    ColumnValues find(ColumnBlock block, int subjectId, long durationNs) {
        for (int i = 0; i < blocks.size(); i++) {
            final ColumnValues values = blocks.get(i);
            if (values.block() == block && values.subjectId() == subjectId && values.durationNs() == durationNs) {
                return values;
            }
        }
        return null;
    }

    long hash(long seed) {
        long hash = seed;
        for (int i = 0; i < blocks.size(); i++) {
            hash = blocks.get(i).hash(hash);
        }
        return hash;
    }
}
