package io.escapement.tools.control;

import io.escapement.engine.RemoteEngine;
import io.escapement.engine.control.CancelEverything;
import io.escapement.engine.control.OrderCanceller;
import io.escapement.engine.control.PulseWatch.Pulse;
import io.escapement.engine.control.Watchdog;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.Times;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Watches an engine and cancels its orders when it dies or stalls. */
@Command(name = "watchdog",
    description = {"Watches a running engine from a process of its own. When the engine dies, or no record has gone "
        + "through it for longer than the limit, cancels everything at every account of its config by REST, asks the "
        + "venues whether nothing is open, tells so, and leaves word in the engine's heartbeat file: an engine that "
        + "goes on finds it, and stays halted until a person resumes it.",
        "Runs until Ctrl-C, over any number of the engine's runs."},
    footer = {"", "Example: tools watchdog config/live.yaml --limit 5"})
public final class WatchdogCommand extends ToolCommand {
    private static final double LEAST_SECONDS = 1.5;
    private static final double MOST_SECONDS = 3_600;
    private static final double NS_PER_SECOND = 1e9;
    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MS = 250;
    private static final long LOOK_MS = 100;

    @Parameters(paramLabel = "CONFIG", description = "The engine's config: its journal and its accounts.")
    private Path config;

    @Option(names = "--limit", defaultValue = "5", paramLabel = "SECONDS",
        description = "Without a record, after which the engine is taken to have stalled. A live engine makes one a "
            + "second at least. Default ${DEFAULT-VALUE}.")
    private double limitS;

    @Option(names = "--once", description = "End after having acted once, or when the run has ended in order.")
    private boolean once;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(limitS >= LEAST_SECONDS && limitS <= MOST_SECONDS)) {
            throw new ParameterException(spec.commandLine(), "--limit " + limitS + ": expected " + LEAST_SECONDS
                + " to " + (int) MOST_SECONDS + " seconds");
        }
        final RemoteEngine engine = RemoteEngine.of(config);
        if (!engine.knowsAccounts()) {
            throw new CommandException(config + ": a watchdog needs the engine's config, not its journal");
        }
        final List<OrderCanceller> accounts = engine.cancellers();
        try (Watchdog watchdog = new Watchdog(engine.journal(), Math.round(limitS * NS_PER_SECOND),
            new CancelEverything(accounts, ATTEMPTS, PAUSE_MS), this::tell)) {
            tell(accounts.isEmpty() ? "the config has no account: there is nothing to cancel but on paper"
                : "accounts: " + accounts.stream().map(OrderCanceller::name).toList());
            return watch(watchdog);
        } finally {
            accounts.forEach(OrderCanceller::close);
        }
    }

    private int watch(Watchdog watchdog) throws IOException, InterruptedException {
        boolean hasBeaten = false;
        while (!interruption().await(LOOK_MS)) {
            final Pulse pulse = watchdog.look();
            hasBeaten |= pulse == Pulse.BEATING;
            final boolean acted = watchdog.actions() > 0 && watchdog.isVerified();
            if (once && (acted || pulse == Pulse.ENDED && hasBeaten)) {
                return acted ? Exit.FOUND : Exit.FINE;
            }
        }
        return Exit.INTERRUPTED;
    }

    private void tell(String text) {
        final long nowNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        if (json) {
            new JsonLines(out()).line(line -> {
                line.writeNumberField("timeNs", nowNs);
                line.writeStringField("text", text);
            });
        } else {
            out().println(Times.format(nowNs) + " " + text);
        }
        out().flush();
    }
}
