package io.escapement.tools.view;

import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.engine.ViewColumns;
import io.escapement.engine.columns.ToldColumns;
import io.escapement.engine.config.Durations;
import io.escapement.tools.terminal.CommandException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The columns of an export, all of them told by the stages that are there.
 *
 * @param columns at least one, all of instruments or all of pairs
 * @param leading whose block, when it is told for its duration, makes a row
 */
record Choices(List<Choice> columns, Choice leading) {
    private static final char AT = '@';

    /** @throws IllegalArgumentException if there is no such column, whatever a config says */
    static void check(List<String> names) {
        for (final String name : names) {
            if (ViewColumns.REGISTRY.sets().stream().noneMatch(set -> set.index(column(name)) >= 0)) {
                throw new IllegalArgumentException("no column \"" + column(name)
                    + "\"; tools features --list tells what there is");
            }
            if (name.indexOf(AT) >= 0) {
                durationNs(name);
            }
        }
    }

    /**
     * Those that were named, in their order: NAME, or NAME@1m where they are told for several durations. The first one
     * leads.
     *
     * @throws CommandException if one is not told, or not by this name
     */
    static Choices named(List<String> names, List<ToldColumns> told) {
        final List<Choice> columns = names.stream().map(name -> find(name, told)).toList();
        for (final Choice column : columns) {
            if (column.isOfPairs() != columns.get(0).isOfPairs()) {
                throw new CommandException("column \"" + columns.get(0).title() + "\" and column \"" + column.title()
                    + "\": one is of pairs and the other of instruments, so no row has both");
            }
        }
        return new Choices(columns, columns.get(0));
    }

    private static Choice find(String name, List<ToldColumns> told) {
        for (final ToldColumns stage : told) {
            if (stage.makes(column(name))) {
                return find(name, stage);
            }
        }
        final String stage = told.stream().filter(each -> isOf(column(name), each)).findFirst().orElseThrow().stage();
        throw new CommandException("column \"" + name + "\": by this config stage " + stage + " does not make it"
            + " (section " + stage + " is missing, or asks for others)");
    }

    private static boolean isOf(String column, ToldColumns stage) {
        return ViewColumns.REGISTRY.sets().stream()
            .anyMatch(set -> set.block() == stage.set().block() && set.index(column) >= 0);
    }

    private static Choice find(String name, ToldColumns stage) {
        final boolean isAt = name.indexOf(AT) >= 0;
        final List<Long> durations = stage.durationsNs();
        if (!isAt && durations.size() > 1) {
            throw new CommandException("column \"" + name + "\": stage " + stage.stage() + " tells it for "
                + spell(durations) + "; say which, for example " + name + AT + Durations.text(durations.get(0)));
        }
        final long durationNs = isAt ? durationNs(name) : durations.get(0);
        if (!durations.contains(durationNs)) {
            throw new CommandException("column \"" + name + "\": by this config stage " + stage.stage()
                + " tells it for " + spell(durations));
        }
        return Choice.of(name, stage, column(name), durationNs);
    }

    /**
     * All that are told of instruments, in the stages' order, and where there are several durations each by its own.
     * What has the shortest duration leads; among equals, the last stage.
     *
     * @param note hears once what is left out, and why
     * @throws CommandException if nothing is left
     */
    static Choices all(List<ToldColumns> told, Consumer<String> note) {
        final List<Choice> columns = new ArrayList<>();
        final List<String> silent = new ArrayList<>();
        for (final ToldColumns stage : told) {
            if (stage.made().isEmpty()) {
                silent.add(stage.stage());
            } else if (stage.set().block() == ColumnBlock.PAIR) {
                note.accept("columns of pairs are left out, since rows are of instruments; tools pairs has them");
            } else {
                for (final long durationNs : stage.durationsNs()) {
                    final String at = stage.durationsNs().size() > 1 ? AT + Durations.text(durationNs) : "";
                    stage.made().forEach(name -> columns.add(Choice.of(name + at, stage, name, durationNs)));
                }
            }
        }
        if (columns.isEmpty()) {
            throw new CommandException("by this config no stage tells columns of instruments");
        }
        if (!silent.isEmpty()) {
            note.accept("by this config there are no columns of " + String.join(", ", silent));
        }
        Choice leading = columns.get(0);
        for (final Choice column : columns) {
            leading = column.durationNs() <= leading.durationNs() ? column : leading;
        }
        return new Choices(columns, leading);
    }

    private static String column(String name) {
        final int at = name.indexOf(AT);
        return at < 0 ? name : name.substring(0, at);
    }

    private static long durationNs(String name) {
        return Durations.parseNs(name.substring(name.indexOf(AT) + 1));
    }

    private static String spell(List<Long> durationsNs) {
        return String.join(", ", durationsNs.stream().map(Durations::text).toList());
    }

    List<String> titles() {
        return columns.stream().map(Choice::title).toList();
    }
}
