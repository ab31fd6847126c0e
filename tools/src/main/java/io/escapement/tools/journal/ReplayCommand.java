package io.escapement.tools.journal;

import io.escapement.engine.RecordedCores;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.replay.JournalReplay;
import io.escapement.engine.replay.ReplayResult;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.ProgressLine;
import io.escapement.tools.terminal.Times;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Feeds a journal through the core again. */
@Command(name = "replay",
    description = "Feeds the events of a journal to a fresh core, built from the config in the journal. With --verify "
        + "every record is compared byte for byte with what the journal holds, and the first difference is shown. "
        + "Prints the hash of the chain over the replayed records: equal to the journal's own where nothing differs.",
    footer = {"", "Example: tools replay journals/demo --verify --layout split-3"})
public final class ReplayCommand extends ToolCommand {
    private static final List<String> LAYOUTS = List.of("inline", "fused", "split-2", "split-3");

    @Parameters(paramLabel = "JOURNAL", description = "The journal's directory.")
    private Path journal;

    @Option(names = "--verify", description = "Compare every record; stop at the first difference.")
    private boolean verify;

    @Option(names = "--layout", paramLabel = "inline|fused|split-2|split-3",
        description = "Run the core in the engine's pipeline with this layout, instead of alone on one thread.")
    private String layout;

    @Option(names = "--speed", defaultValue = "max", paramLabel = "xN|max",
        description = "Times the recorded pace, or as fast as it goes. Default ${DEFAULT-VALUE}.")
    private String speed;

    @Override
    public Integer call() {
        if (layout != null && !LAYOUTS.contains(layout)) {
            throw new ParameterException(spec.commandLine(), "--layout " + layout + ": expected one of "
                + String.join(", ", LAYOUTS));
        }
        final double times = speed();
        final ProgressLine progress = ProgressLine.onTerminal(err(), "records", JournalSize.records(journal));
        final ReplayResult result;
        try {
            result = new JournalReplay(journal, new RecordedCores(), verify,
                layout == null ? null : PipelineConfig.of(layout), times, (records, sequence, eventTimeNs) -> {
                    interruption().check();
                    progress.update(records);
                }).run();
        } finally {
            progress.clear();
        }
        report(result);
        return result.difference() == null ? Exit.FINE : Exit.FOUND;
    }

    /** 0 is as fast as it goes. */
    private double speed() {
        final String text = speed.toLowerCase(Locale.ROOT);
        if (text.equals("max")) {
            return 0;
        }
        try {
            final double times = Double.parseDouble(text.replaceFirst("^x|x$", ""));
            if (times > 0 && !Double.isInfinite(times)) {
                return times;
            }
        } catch (final NumberFormatException e) {
            // Told below.
        }
        throw new ParameterException(spec.commandLine(), "--speed " + speed
            + ": expected max, or a factor above 0 such as x10 or x0.5");
    }

    private void report(ReplayResult result) {
        final DifferenceReport difference = result.difference() == null ? null
            : DifferenceReport.of(journal, result.difference());
        if (json) {
            final JsonLines lines = new JsonLines(out());
            if (difference != null) {
                lines.line(difference::write);
            }
            lines.line(object -> {
                object.writeStringField("kind", "result");
                object.writeBooleanField("verified", verify);
                object.writeBooleanField("identical", verify && difference == null);
                object.writeStringField("layout", layout == null ? "direct" : layout);
                object.writeNumberField("runs", result.runs());
                object.writeNumberField("records", result.records());
                object.writeNumberField("lastSequence", result.lastSequence());
                object.writeStringField("hash", Hashes.hex(result.hash()));
                object.writeNumberField("elapsedNs", result.elapsedNs());
                object.writeNumberField("recordsPerSecond", result.rate());
            });
            return;
        }
        if (difference != null) {
            difference.print(out());
        }
        out().printf(Locale.ROOT, "%,d records of %d %s, up to sequence %d, in %s: %,.0f records/s%n",
            result.records(), result.runs(), result.runs() == 1 ? "run" : "runs", result.lastSequence(),
            Times.duration(result.elapsedNs()), result.rate());
        out().println("final hash " + Hashes.hex(result.hash()));
        if (verify) {
            out().println(difference == null ? "identical" : "DIFFERENT from sequence "
                + result.difference().sequence());
        }
    }
}
