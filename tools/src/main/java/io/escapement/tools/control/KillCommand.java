package io.escapement.tools.control;

import io.escapement.engine.RemoteEngine;
import io.escapement.engine.control.CancelEverything;
import io.escapement.engine.control.CancelOutcome;
import io.escapement.engine.control.ControlClient;
import io.escapement.engine.control.ControlRequest;
import io.escapement.engine.control.ControlRequest.Verb;
import io.escapement.engine.control.HeartbeatFile;
import io.escapement.engine.control.OrderCanceller;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.JsonLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Cancels everything, by the engine or, where it does not answer, without it. */
@Command(name = "kill",
    description = {"Cancels everything that is open at every venue, verifies it, and halts trading until a person "
        + "resumes it.",
        "The running engine does it. Where none runs or it does not answer, this program does it itself, by the "
            + "venues' REST interfaces, with the accounts of the config, and leaves word for the next run."},
    footer = {"", "Example: tools kill config/live.yaml --person anna --reason \"it loses\""})
public final class KillCommand extends EngineCommand {
    private static final int ATTEMPTS = 10;
    private static final long PAUSE_MS = 500;

    @Option(names = "--person", paramLabel = "NAME", description = "Who commands it. Default: the user.")
    private String person = System.getProperty("user.name", "unknown");

    @Option(names = "--reason", defaultValue = "tools kill", paramLabel = "TEXT",
        description = "Why. Default ${DEFAULT-VALUE}.")
    private String reason;

    @Option(names = "--keep-trading",
        description = "Only cancel what is open: trading is not halted. Only by a running engine.")
    private boolean keepTrading;

    @Option(names = "--without-engine", description = "Do not ask the engine: cancel at the venues directly.")
    private boolean withoutEngine;

    @Override
    public Integer call() throws IOException, InterruptedException {
        final RemoteEngine engine = engine();
        final ControlRequest request = request(keepTrading ? Verb.CANCEL_ALL : Verb.KILL, person, reason);
        if (!withoutEngine) {
            try {
                return exit(ask(engine.journal(), request));
            } catch (final ControlClient.NoEngineException e) {
                if (keepTrading || !engine.knowsAccounts()) {
                    throw new CommandException(e.getMessage() + (keepTrading ? ""
                        : "; give the config in place of the journal, and the accounts in it are cancelled directly"));
                }
                err().println(e.getMessage() + "; cancelling at the venues directly");
            }
        }
        final boolean verified = cancel(engine);
        if (!keepTrading) {
            leaveWord(engine.journal());
        }
        return exit(verified);
    }

    /** So that the next run does not trade before a person has resumed it, nor this one if it goes on after all. */
    private void leaveWord(Path journal) throws IOException {
        if (HeartbeatFile.isThere(journal)) {
            try (HeartbeatFile heartbeat = HeartbeatFile.forWatchdog(journal)) {
                heartbeat.say(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()), HeartbeatFile.Kind.KILLED,
                    person + ": " + reason);
            }
        }
    }

    private boolean cancel(RemoteEngine engine) throws IOException, InterruptedException {
        final List<OrderCanceller> accounts = engine.cancellers();
        try {
            final List<CancelOutcome> outcomes = new CancelEverything(accounts, ATTEMPTS, PAUSE_MS).run();
            if (outcomes.isEmpty() && !json) {
                out().println("the config has no account: orders are on paper, and have died with the engine");
            }
            outcomes.forEach(this::show);
            return outcomes.stream().allMatch(CancelOutcome::verified);
        } finally {
            accounts.forEach(OrderCanceller::close);
        }
    }

    private void show(CancelOutcome outcome) {
        if (!json) {
            out().println(outcome.line());
            return;
        }
        new JsonLines(out()).line(line -> {
            line.writeStringField("account", outcome.account());
            line.writeBooleanField("verified", outcome.verified());
            line.writeNumberField("cancelled", outcome.verified() ? outcome.found().size() : 0);
            line.writeNumberField("left", outcome.left().size());
            line.writeStringField("problem", outcome.problem());
        });
    }
}
