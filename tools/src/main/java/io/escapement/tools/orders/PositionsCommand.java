package io.escapement.tools.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.AssetNamedDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.PositionUpdateDecoder;
import io.escapement.codecs.sbe.RunStartedDecoder;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.position.PnlLine;
import io.escapement.engine.position.PnlReport;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.ProgressLine;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Shows positions and what they earned. */
@Command(name = "positions",
    description = {"Shows the positions of a journal's last run, with what it took over from the run before, and what "
        + "they earned: by strategy and instrument, and summed by strategy, venue and quote asset. The journal may be "
        + "one that is being written."},
    footer = {"", "Example: tools positions journals/demo"})
public final class PositionsCommand extends ToolCommand {
    private static final int CHECK_EVERY = 16 * 1024;
    private static final String ROW = "%-14s %-16s %8s %18s %18s %18s %18s %18s %18s%n";
    private static final int ROOM = 1 << 20;

    @Parameters(paramLabel = "JOURNAL", description = "The journal's directory.")
    private Path journal;

    @Option(names = "--open", description = "Only what is not flat.")
    private boolean open;

    private final Slot slot = new SlotSizes(ROOM, 4096).newSlot();
    private PnlReport report = new PnlReport();
    private long sequence;

    @Override
    public Integer call() {
        final ProgressLine progress = ProgressLine.onTerminal(err(), "records", 0);
        try (JournalReader reader = JournalReader.open(journal)) {
            for (long seen = 0; reader.next(); seen++) {
                take(reader);
                if (seen % CHECK_EVERY == 0) {
                    interruption().check();
                    progress.update(seen);
                }
            }
        } finally {
            progress.clear();
        }
        if (sequence == 0) {
            throw new CommandException(journal + ": no run has begun in it");
        }
        if (json) {
            final JsonLines lines = new JsonLines(out());
            report.lines().stream().filter(this::isShown).forEach(line -> print(lines, line));
        } else {
            print();
        }
        return Exit.FINE;
    }

    private void take(JournalReader reader) {
        final int event = RecordLayout.event(reader.offset());
        final int template = RecordLayout.templateId(reader.buffer(), event);
        sequence = reader.sequence();
        if (template == RunStartedDecoder.TEMPLATE_ID) {
            report = new PnlReport();
        } else if (template == InstrumentDefinitionDecoder.TEMPLATE_ID || hasPosition(reader, event)) {
            slot.load(reader.buffer(), reader.offset(), Integer.MAX_VALUE);
            report.onRecord(slot);
        }
    }

    private static boolean hasPosition(JournalReader reader, int event) {
        int message = event;
        for (int left = RecordLayout.keptCount(reader.buffer(), reader.offset()); left > 0; left--) {
            message = RecordLayout.next(reader.buffer(), message);
            final int template = RecordLayout.templateId(reader.buffer(), message);
            if (template == PositionUpdateDecoder.TEMPLATE_ID
                || template == AssetNamedDecoder.TEMPLATE_ID) {
                return true;
            }
        }
        return false;
    }

    private boolean isShown(PnlLine line) {
        return !open || line.quantity().signum() != 0;
    }

    private static void print(JsonLines lines, PnlLine line) {
        lines.line(json -> {
            json.writeStringField("venue", line.instrument().venue().name());
            json.writeStringField("symbol", line.instrument().symbol());
            json.writeNumberField("strategyId", line.strategyId());
            json.writeStringField("quantity", plain(line.quantity()));
            json.writeStringField("realised", plain(line.realised()));
            json.writeStringField("unrealised", plain(line.unrealised()));
            json.writeStringField("gross", plain(line.gross()));
            json.writeStringField("fees", plain(line.fees()));
            json.writeStringField("net", plain(line.net()));
            json.writeStringField("asset", line.instrument().quoteAsset());
        });
    }

    private void print() {
        out().println("as of record " + sequence);
        out().printf(Locale.ROOT, ROW, "venue", "instrument", "strategy", "position", "realised", "unrealised",
            "gross", "fees", "net");
        report.lines().stream().filter(this::isShown).forEach(line -> out().printf(Locale.ROOT, ROW,
            line.instrument().venue(), line.instrument().symbol(), line.strategyId(), plain(line.quantity()),
            plain(line.realised()), plain(line.unrealised()), plain(line.gross()), plain(line.fees()),
            plain(line.net()) + " " + line.instrument().quoteAsset()));
        sums("by strategy", line -> "strategy " + line.strategyId());
        sums("by venue", line -> line.instrument().venue().name());
        sums("in all", line -> "all");
    }

    /** Amounts in different assets never mix. */
    private void sums(String title, Function<PnlLine, String> key) {
        final Map<String, BigDecimal> sums = new TreeMap<>();
        report.lines().forEach(line -> {
            final Instrument instrument = line.instrument();
            sums.merge(key.apply(line) + ", " + instrument.quoteAsset(), line.net(), BigDecimal::add);
        });
        sums.forEach((name, net) -> out().println(title + ": " + name + ": net " + plain(net)));
    }

    private static String plain(BigDecimal amount) {
        return amount == null ? "-" : amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
