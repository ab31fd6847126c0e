package io.escapement.tools.view;

import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.tools.journal.Listing;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What commands have in common that give a journal's trades to the bars and pivots stages again. */
abstract class TradesCommand extends ToolCommand {
    @Parameters(index = "0", paramLabel = "JOURNAL", description = "The journal's directory.")
    protected Path journal;

    @Parameters(index = "1", arity = "0..1", paramLabel = "INSTRUMENT",
        description = "Only of this one: its id, its symbol, or VENUE:SYMBOL. Else of all.")
    private String instrument;

    @Option(names = "--timeframes", split = ",", paramLabel = "T",
        description = "Durations of the bars, such as 1s,5m,1h; else as the config has them.")
    protected List<String> timeframes;

    @Option(names = "--config", paramLabel = "FILE",
        description = "Sections bars, consolidation and pivots of this file; else as the recorded run had them.")
    private Path config;

    @Option(names = "--out", paramLabel = "FILE", description = "Write there and not to standard output.")
    private Path file;

    @Mixin
    private Follow follow;

    protected final Listing listing = new Listing();
    private Listing.Listed wanted;
    private boolean sawWanted;

    /** Begins the rows. */
    protected abstract Rows begin(PrintWriter out);

    /** Reads what a record's stages have told, and writes it. */
    protected abstract void read(Slot slot, Rows rows);

    /** A config for the durations that were asked for. */
    protected abstract String configFor(String listOfTimeframes);

    @Override
    public Integer call() throws IOException {
        if (timeframes != null && config != null) {
            throw new ParameterException(spec.commandLine(), "--timeframes and --config: expected one of them at most");
        }
        if (file == null) {
            run(out());
            return Exit.FINE;
        }
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            run(out);
            if (out.checkError()) {
                throw new CommandException(file + ": could not be written to its end");
            }
        }
        return Exit.FINE;
    }

    /** Writes all rows. */
    protected void run(PrintWriter out) throws IOException {
        final Rows rows = begin(out);
        final ConfigFile asked = timeframes != null
            ? ConfigFile.of("--timeframes", configFor("[" + String.join(", ", timeframes) + "]"))
            : config == null ? null : ConfigFile.read(config);
        final Stage reader = reader(rows);
        ReplayedView.bars(asked, (manifest, startNs) -> reader)
            .run(journal, interruption(), err(), follow, out::checkError);
        if (instrument != null && !sawWanted) {
            throw new CommandException("the journal has defined no instrument \"" + instrument + "\"; it has "
                + listing.choices());
        }
        finish(out, rows);
    }

    /** What comes behind the rows. */
    protected void finish(PrintWriter out, Rows rows) {
    }

    /** A last stage, which writes. */
    protected final Stage reader(Rows rows) {
        return new Stage() {
            @Override
            public String name() {
                return "reader";
            }

            @Override
            public void onEvent(Slot slot) {
                if (slot.eventTemplateId() == InstrumentDefinitionDecoder.TEMPLATE_ID) {
                    listing.learn(slot.buffer(), 0);
                    wanted = instrument == null ? null : listing.find(instrument);
                    sawWanted |= wanted != null;
                }
                read(slot, rows);
            }

            @Override
            public long stateHash() {
                return 0;
            }
        };
    }

    /** Whether what is told of an instrument is to be written. */
    protected final boolean isWanted(int instrumentId) {
        return instrument == null || wanted != null && wanted.id() == instrumentId;
    }
}
