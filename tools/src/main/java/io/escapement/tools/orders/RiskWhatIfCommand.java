package io.escapement.tools.orders;

import io.escapement.engine.OtherLimits;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.position.PnlReport;
import io.escapement.engine.position.PnlTotal;
import io.escapement.journal.JournalReader;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.ProgressLine;
import io.escapement.tools.terminal.Times;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Tries other limits on recorded orders. */
@Command(name = "risk-what-if",
    description = {"Tells which orders of a journal's runs other limits would have denied, and what that would have "
        + "been worth on paper.",
        "The market and what the strategies wanted are as recorded; an order that the other limits deny has no fills. "
            + "What the strategies would have wanted then, and what would have become of orders that only the other "
            + "limits let through, is not known: such orders are counted."},
    footer = {"", "Example: tools risk-what-if journals/demo config/tighter.yaml"})
public final class RiskWhatIfCommand extends ToolCommand {
    private static final int CHECK_EVERY = 4096;
    private static final int ROOM = 1 << 20;

    @Parameters(index = "0", paramLabel = "JOURNAL", description = "The journal's directory.")
    private Path journal;

    @Parameters(index = "1", paramLabel = "LIMITS", description = "A config; its risk and instruments sections count.")
    private Path limits;

    private final Slot recorded = new SlotSizes(ROOM, 4096).newSlot();
    private final PnlReport pnlThen = new PnlReport();
    private final PnlReport pnlNow = new PnlReport();
    private final JudgedOrders orders = new JudgedOrders();

    @Override
    public Integer call() throws IOException {
        final OtherLimits other = new OtherLimits(limits);
        final ProgressLine progress = ProgressLine.onTerminal(err(), "records", 0);
        try (JournalReader reader = JournalReader.open(journal)) {
            for (long seen = 0; reader.next(); seen++) {
                final Slot now = other.take(reader.buffer(), reader.offset());
                if (now != null) {
                    recorded.load(reader.buffer(), reader.offset(), Integer.MAX_VALUE);
                    pnlThen.onRecord(recorded);
                    pnlNow.onRecord(now);
                    orders.take(recorded, now);
                }
                if (seen % CHECK_EVERY == 0) {
                    interruption().check();
                    progress.update(seen);
                }
            }
        } finally {
            progress.clear();
        }
        if (json) {
            printJson();
        } else {
            print();
        }
        return Exit.FINE;
    }

    private Map<String, BigDecimal[]> net() {
        final Map<String, BigDecimal[]> net = new TreeMap<>();
        pnlThen.totals().forEach((asset, total) -> put(net, asset, 0, total));
        pnlNow.totals().forEach((asset, total) -> put(net, asset, 1, total));
        return net;
    }

    private static void put(Map<String, BigDecimal[]> net, String asset, int index, PnlTotal total) {
        net.computeIfAbsent(asset, key -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO})[index] = total.net();
    }

    private void print() {
        orders.newlyDenied().forEach(each -> out().println(OrderName.of(each.clientOrderId()) + " "
            + Times.format(each.eventTimeNs()) + " " + each.what() + " would have been DENIED by " + each.why()));
        out().println(orders.sentThen() + " orders went then; " + orders.newlyDenied().size()
            + " of them these limits deny, " + orders.newlyAllowed() + " others they let through");
        orders.byRule().forEach((rule, count) -> out().println("  " + rule + ": " + count));
        net().forEach((asset, net) -> out().println("net " + asset + ": " + plain(net[0]) + " then, " + plain(net[1])
            + " with these limits, difference " + plain(net[1].subtract(net[0]))));
    }

    private void printJson() {
        final JsonLines lines = new JsonLines(out());
        orders.newlyDenied().forEach(each -> lines.line(json -> {
            json.writeStringField("order", OrderName.of(each.clientOrderId()));
            json.writeNumberField("sequence", each.sequence());
            json.writeNumberField("eventTimeNs", each.eventTimeNs());
            json.writeStringField("rule", each.rule());
            json.writeNumberField("limit", each.limit());
            json.writeNumberField("observed", each.observed());
        }));
        lines.line(json -> {
            json.writeNumberField("ordersThen", orders.sentThen());
            json.writeNumberField("denied", orders.newlyDenied().size());
            json.writeNumberField("letThrough", orders.newlyAllowed());
            json.writeObjectFieldStart("net");
            for (final Map.Entry<String, BigDecimal[]> each : net().entrySet()) {
                json.writeObjectFieldStart(each.getKey());
                json.writeStringField("then", plain(each.getValue()[0]));
                json.writeStringField("now", plain(each.getValue()[1]));
                json.writeStringField("difference", plain(each.getValue()[1].subtract(each.getValue()[0])));
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
