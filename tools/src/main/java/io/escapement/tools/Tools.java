package io.escapement.tools;

import io.escapement.tools.books.CheckBooksCommand;
import io.escapement.tools.control.KillCommand;
import io.escapement.tools.control.ResumeCommand;
import io.escapement.tools.control.StatusCommand;
import io.escapement.tools.control.WatchdogCommand;
import io.escapement.tools.journal.BookCommand;
import io.escapement.tools.journal.ReplayCommand;
import io.escapement.tools.journal.StatCommand;
import io.escapement.tools.journal.TailCommand;
import io.escapement.tools.journal.VenuesCommand;
import io.escapement.tools.journal.VerifyCommand;
import io.escapement.tools.latency.LatencyCommand;
import io.escapement.tools.orders.ExplainCommand;
import io.escapement.tools.orders.OrdersCommand;
import io.escapement.tools.orders.PositionsCommand;
import io.escapement.tools.orders.ReconcileCommand;
import io.escapement.tools.orders.RiskWhatIfCommand;
import io.escapement.tools.terminal.Interruption;
import io.escapement.tools.terminal.ToolCommand;
import io.escapement.tools.venue.RecordCommand;
import io.escapement.tools.venue.ServeCommand;
import io.escapement.tools.view.BarsCommand;
import io.escapement.tools.view.BucketsCommand;
import io.escapement.tools.view.FeaturesCommand;
import io.escapement.tools.view.InputCommand;
import io.escapement.tools.view.PairsCommand;
import io.escapement.tools.view.PivotsCommand;
import io.escapement.tools.view.QualityCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All commands: one for each question that a person asks. */
@Command(name = "tools", mixinStandardHelpOptions = true, versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Looks into what the Escapement engine wrote, and plays a venue to it.",
    subcommands = {
        TailCommand.class, StatCommand.class, VerifyCommand.class, ReplayCommand.class, BookCommand.class,
        LatencyCommand.class, VenuesCommand.class, CheckBooksCommand.class, ServeCommand.class,
        RecordCommand.class, StatusCommand.class, KillCommand.class, ResumeCommand.class, WatchdogCommand.class,
        OrdersCommand.class, PositionsCommand.class, ReconcileCommand.class, ExplainCommand.class,
        RiskWhatIfCommand.class, PairsCommand.class, InputCommand.class, FeaturesCommand.class, BucketsCommand.class,
        QualityCommand.class, BarsCommand.class, PivotsCommand.class},
    footer = {"", "tools COMMAND --help tells of one command, with an example."})
final class Tools implements Runnable, ToolCommand.Host {
    private final Interruption interruption;

    @Spec
    private CommandSpec spec;

    Tools(Interruption interruption) {
        this.interruption = interruption;
    }

    @Override
    public Interruption interruption() {
        return interruption;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a command, one of "
            + String.join(", ", spec.subcommands().keySet()));
    }
}
