package io.escapement.engine.columns;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** All columns that there are: the documentation page and the schema's hash are made of it. Immutable. */
public final class ColumnRegistry {
    private final List<ColumnSet> sets;

    /** @throws IllegalArgumentException if two columns have one name, or two sets one block */
    public ColumnRegistry(List<ColumnSet> sets) {
        this.sets = List.copyOf(sets);
        final Set<String> known = new HashSet<>();
        for (final ColumnSet set : sets) {
            if (!known.add(set.block().name())) {
                throw new IllegalArgumentException("two sets of columns in block " + set.block());
            }
            for (final Column column : set.columns()) {
                if (!known.add(column.name())) {
                    throw new IllegalArgumentException("two columns " + column.name());
                }
            }
        }
    }

    public List<ColumnSet> sets() {
        return sets;
    }

    /** SHA-256 over all columns, in hexadecimal digits: what a model says that it was made for. */
    public String sha256() {
        final StringBuilder all = new StringBuilder();
        for (final ColumnSet set : sets) {
            all.append(HexFormat.of().formatHex(set.sha256())).append('\n');
        }
        return HexFormat.of().formatHex(ColumnSet.sha256(all.toString()));
    }

    /** The documentation page, in Markdown: a table a block. */
    public String page() {
        final StringBuilder page = new StringBuilder("# Columns\n\nMade by `tools features --list markdown`; a test"
            + " holds that page and code agree. A value that is missing is NaN and never anything else.\n\nSchema: `")
            .append(sha256()).append("`\n");
        for (final ColumnSet set : sets) {
            page.append("\n## ").append(set.block()).append("\n| column | v | unit | window | warm-up | reset | meaning"
                + " | proven against |\n|---|---|---|---|---|---|---|---|\n");
            for (final Column column : set.columns()) {
                page.append("| ").append(column.line().replace("|", " | ")).append(" | ").append(column.oracle())
                    .append(" |\n");
            }
        }
        return page.toString();
    }
}
