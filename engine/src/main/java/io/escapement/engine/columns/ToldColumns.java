package io.escapement.engine.columns;

import java.util.List;

/**
 * What a stage tells by its config. Immutable.
 *
 * @param stage       its name, which is that of its section in a config
 * @param set         all columns of its block, in the order in which they are told
 * @param made        names of those that it makes; the others are always missing. Empty: it tells nothing
 * @param durationsNs the different ones that it tells them for: its cadence, or those of the bars that they are made of
 */
public record ToldColumns(String stage, ColumnSet set, List<String> made, List<Long> durationsNs) {
    public ToldColumns {
        made = List.copyOf(made);
        durationsNs = List.copyOf(durationsNs);
    }

    /** Of a stage that makes its whole set. */
    public static ToldColumns all(String stage, ColumnSet set, List<Long> durationsNs) {
        return new ToldColumns(stage, set, names(set.columns()), durationsNs);
    }

    /** The same of a stage that is not there. */
    public ToldColumns leftOut() {
        return new ToldColumns(stage, set, List.of(), durationsNs);
    }

    /** Whether values of this column are told. */
    public boolean makes(String column) {
        return made.contains(column);
    }

    /** Names, in the order given. */
    public static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }
}
