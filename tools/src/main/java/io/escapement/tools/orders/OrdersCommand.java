package io.escapement.tools.orders;

import io.escapement.journal.JournalReader;
import io.escapement.journal.MessageCatalog;
import io.escapement.tools.journal.RecordLine;
import io.escapement.tools.orders.OrderLife.Step;
import io.escapement.tools.terminal.CommandException;
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

/** Shows what became of orders. */
@Command(name = "orders",
    description = {"Shows what became of the orders of a journal: one line each; or, of one order, every word that was "
        + "said of it, in its order. The journal may be one that is being written.",
        "An order is called ENGINE-SEQUENCE-INDEX: which engine made it, in which record, as which of that record's."},
    footer = {"", "Example: tools orders journals/demo --open", "         tools orders journals/demo 1-20731-0"})
public final class OrdersCommand extends ToolCommand {
    private static final int CHECK_EVERY = 16 * 1024;
    private static final String ROW = "%-18s %-14s %4s %-4s %-12s %-9s %14s %14s %14s %-16s %-14s %s%n";

    @Parameters(index = "0", paramLabel = "JOURNAL", description = "The journal's directory.")
    private Path journal;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ORDER", description = "Such as 1-20731-0.")
    private String order;

    @Option(names = "--open", description = "Only orders that may be filled still.")
    private boolean open;

    @Option(names = "--instrument", paramLabel = "ID|SYMBOL", description = "Only orders in this instrument.")
    private String instrument;

    @Option(names = "--status", paramLabel = "NAME", description = "Only orders of this status, such as DENIED.")
    private String status;

    @Override
    public Integer call() {
        final long only;
        try {
            only = order == null ? MessageCatalog.NO_ORDER : OrderName.parse(order);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        final OrderLives lives = new OrderLives(only);
        final ProgressLine progress = ProgressLine.onTerminal(err(), "records", 0);
        try (JournalReader reader = JournalReader.open(journal)) {
            for (long seen = 0; reader.next(); seen++) {
                lives.take(reader);
                if (seen % CHECK_EVERY == 0) {
                    interruption().check();
                    progress.update(seen);
                }
            }
        } finally {
            progress.clear();
        }
        if (order == null) {
            showAll(lives);
        } else {
            showOne(lives, only);
        }
        return Exit.FINE;
    }

    private void showAll(OrderLives lives) {
        final List<OrderLife> shown = lives.all().stream()
            .filter(life -> !open || life.isOpen())
            .filter(life -> status == null || life.status.equalsIgnoreCase(status))
            .filter(life -> instrument == null || instrument.equalsIgnoreCase(life.symbol)
                || instrument.equals(Integer.toString(life.instrumentId)))
            .toList();
        if (json) {
            final JsonLines lines = new JsonLines(out());
            shown.forEach(life -> print(lines, life));
            return;
        }
        out().printf(Locale.ROOT, ROW, "order", "instrument", "by", "side", "type", "for", "price", "quantity",
            "filled", "status", "why", "from, to");
        shown.forEach(life -> out().printf(Locale.ROOT, ROW, OrderName.of(life.clientOrderId), life.symbol,
            life.strategyId, life.side, life.type, life.timeInForce, life.price, life.quantity, life.filled,
            life.status, life.why.isEmpty() ? "-" : life.why,
            Times.format(life.firstTimeNs) + " " + life.lastSequence));
        out().println(shown.size() + " orders, " + shown.stream().filter(OrderLife::isOpen).count() + " open");
    }

    private static void print(JsonLines lines, OrderLife life) {
        lines.line(json -> {
            json.writeStringField("order", OrderName.of(life.clientOrderId));
            json.writeNumberField("clientOrderId", life.clientOrderId);
            json.writeStringField("symbol", life.symbol);
            json.writeNumberField("instrumentId", life.instrumentId);
            json.writeNumberField("strategyId", life.strategyId);
            json.writeStringField("side", life.side);
            json.writeStringField("type", life.type);
            json.writeStringField("timeInForce", life.timeInForce);
            json.writeStringField("price", life.price);
            json.writeStringField("quantity", life.quantity);
            json.writeStringField("filled", life.filled);
            json.writeStringField("status", life.status);
            json.writeBooleanField("open", life.isOpen());
            json.writeBooleanField("held", life.held);
            json.writeStringField("why", life.why);
            json.writeNumberField("firstSequence", life.firstSequence);
            json.writeNumberField("lastSequence", life.lastSequence);
        });
    }

    private void showOne(OrderLives lives, long wanted) {
        final OrderLife life = lives.find(wanted);
        if (life == null) {
            throw new CommandException(journal + ": has no order " + OrderName.of(wanted));
        }
        final JsonLines lines = new JsonLines(out());
        for (final Step step : life.steps) {
            if (json) {
                lines.line(line -> {
                    line.writeNumberField("sequence", step.sequence());
                    line.writeNumberField("eventTimeNs", step.eventTimeNs());
                    line.writeBooleanField("event", step.event());
                    for (final var field : step.message().entrySet()) {
                        line.writeObjectField(field.getKey(), field.getValue() instanceof List<?> list
                            ? list.toString() : field.getValue());
                    }
                });
            } else {
                out().println(step.sequence() + " " + Times.format(step.eventTimeNs())
                    + (step.event() ? " <- " : " -> ") + RecordLine.message(step.message(), lives.listing()));
            }
        }
        if (!json) {
            out().println(OrderName.of(wanted) + " " + life.side + " " + life.quantity + " " + life.symbol + " is "
                + life.status + ", filled " + life.filled);
        }
    }
}
