package io.escapement.tools.orders;

import io.escapement.engine.RemoteEngine;
import io.escapement.engine.control.OpenOrder;
import io.escapement.engine.control.OrderCanceller;
import io.escapement.journal.JournalReader;
import io.escapement.journal.MessageCatalog;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what the journal thinks is open with what the venues say; changes nothing. */
@Command(name = "reconcile",
    description = {"Compares, without changing anything, the orders that a journal thinks are open with those that the "
        + "accounts' venues say are: what only one of the two knows, and what is filled otherwise. Engines do this by "
        + "themselves when they start and whenever they connect again, and then go by the venue."},
    footer = {"", "Example: tools reconcile config/live.yaml"})
public final class ReconcileCommand extends ToolCommand {
    @Parameters(paramLabel = "CONFIG", description = "The engine's config: its journal and its accounts.")
    private Path config;

    /** A difference between the two. */
    record Finding(String account, String order, String what) {
    }

    @Override
    public Integer call() throws IOException {
        final RemoteEngine engine = RemoteEngine.of(config);
        if (!engine.knowsAccounts()) {
            throw new CommandException(config + ": reconciling needs the engine's config, not its journal");
        }
        final Map<String, OrderLife> ours = ours(engine.journal());
        final List<OrderCanceller> accounts = engine.cancellers();
        final List<Finding> findings = new ArrayList<>();
        int venues = 0;
        try {
            for (final OrderCanceller account : accounts) {
                final List<OpenOrder> theirs = account.openOrders();
                venues += theirs.size();
                compare(account.name(), ours, theirs, findings);
            }
        } finally {
            accounts.forEach(OrderCanceller::close);
        }
        if (!accounts.isEmpty()) {
            ours.values().forEach(life -> findings.add(new Finding("-", OrderName.of(life.clientOrderId),
                "is " + life.status + " here, and no venue has it open")));
        }
        show(findings, accounts.size(), venues, ours.size());
        return findings.isEmpty() ? Exit.FINE : Exit.FOUND;
    }

    /** What the journal thinks is open at a venue, by the id that the venue was told. */
    private static Map<String, OrderLife> ours(Path journal) {
        final OrderLives lives = new OrderLives(MessageCatalog.NO_ORDER);
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                lives.take(reader);
            }
        }
        final Map<String, OrderLife> open = new HashMap<>();
        lives.all().stream().filter(life -> life.isOpen() && !life.isHeld())
            .forEach(life -> open.put(Long.toString(life.clientOrderId), life));
        return open;
    }

    /** Takes what both know out of ours. */
    static void compare(String account, Map<String, OrderLife> ours, List<OpenOrder> theirs, List<Finding> findings) {
        for (final OpenOrder order : theirs) {
            final OrderLife life = ours.remove(order.clientOrderId());
            if (life == null) {
                findings.add(new Finding(account, order.clientOrderId(),
                    "is open at the venue and not here: " + order));
            } else if (new BigDecimal(life.filled).compareTo(new BigDecimal(order.filled())) != 0) {
                findings.add(new Finding(account, OrderName.of(life.clientOrderId), "is filled " + life.filled
                    + " here, and " + order.filled() + " at the venue"));
            }
        }
    }

    private void show(List<Finding> findings, int accounts, int theirs, int left) {
        if (json) {
            final JsonLines lines = new JsonLines(out());
            findings.forEach(finding -> lines.line(line -> {
                line.writeStringField("account", finding.account());
                line.writeStringField("order", finding.order());
                line.writeStringField("what", finding.what());
            }));
            return;
        }
        findings.forEach(finding -> out().println(finding.account() + ": " + finding.order() + " " + finding.what()));
        out().println(accounts == 0 ? "the config has no account: orders are on paper, " + left + " are open there"
            : accounts + " accounts, " + theirs + " orders open at the venues, " + findings.size() + " differences");
    }
}
