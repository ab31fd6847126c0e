package io.escapement.tools.view;

import io.escapement.engine.RecordedView;
import io.escapement.engine.columns.ToldColumns;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.pipeline.Stage;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Times;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** Writes chosen columns of a journal's runs into one file: all of them must have the same ones. */
final class ColumnExport implements ReplayedView.Readers {
    private final ConfigFile config;
    private final List<String> names;
    private final String instrument;
    private final RowFile out;
    private final Consumer<String> note;
    private Choices first;
    private ColumnRows rows;
    private long recordsBefore;
    private long countBefore;

    /**
     * @param config     sections of the view; null: as the runs had them
     * @param names      of columns; null: all
     * @param instrument the one wanted; null: all
     * @param note       hears what a person should know
     */
    ColumnExport(ConfigFile config, List<String> names, String instrument, RowFile out, Consumer<String> note) {
        this.config = config;
        this.names = names;
        this.instrument = instrument;
        this.out = out;
        this.note = note;
    }

    @Override
    public Stage reader(String manifest, long startNs) {
        final List<ToldColumns> told = new RecordedView(config, null).told(manifest);
        final Choices choices = names != null ? Choices.named(names, told)
            : Choices.all(told, first == null ? note : text -> { });
        if (first == null) {
            first = choices;
            try {
                out.begin(choices);
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        } else if (!choices.titles().equals(first.titles())) {
            throw new CommandException("the run that began at " + Times.format(startNs)
                + " has other columns than the one before it; with --config all runs get the same");
        }
        recordsBefore = records();
        countBefore = count();
        rows = new ColumnRows(choices, instrument, out);
        return rows;
    }

    /** Records read. */
    long records() {
        return recordsBefore + (rows == null ? 0 : rows.records());
    }

    /** Rows written. */
    long count() {
        return countBefore + (rows == null ? 0 : rows.count());
    }

    /** @throws CommandException if there is no run, or rows of one instrument were wanted and there are none */
    void end() {
        if (rows == null) {
            throw new CommandException("the journal has no run");
        }
        if (count() > 0) {
            return;
        }
        if (instrument != null) {
            throw new CommandException("no row of an instrument \"" + instrument + "\"; there are "
                + rows.choicesOfInstruments());
        }
        note.accept("no row, since \"" + first.leading().title() + "\" was never told: the run may have been too short,"
            + " or without bars of that duration");
    }
}
