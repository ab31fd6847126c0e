package io.escapement.engine.features;

import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.ColumnSet;

import java.util.ArrayList;
import java.util.List;

/** All columns of block FLOW: the same ones whatever the config asks for, so that they have one schema hash. */
public final class FeatureColumns {
    /** The set. */
    public static final ColumnSet SET = new ColumnSet(ColumnBlock.FLOW, all());

    private FeatureColumns() {
    }

    private static List<Column> all() {
        final List<Column> columns = new ArrayList<>();
        for (final FeatureGroup group : FeatureGroup.values()) {
            columns.addAll(group.columns());
        }
        return columns;
    }

    /** Where a group's columns begin in the set. */
    static int first(FeatureGroup group) {
        int first = 0;
        for (int i = 0; i < group.ordinal(); i++) {
            first += FeatureGroup.values()[i].columns().size();
        }
        return first;
    }
}
