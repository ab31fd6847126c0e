package io.escapement.perf.proof;

import io.escapement.perf.paper.PaperCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The long proofs, one command each. Each ends with 0 where nothing was found. */
@Command(name = "proof", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Proves, on real processes and files, what a short test can only sample.",
    subcommands = {KillCommand.class, OrdersCommand.class, RestartCommand.class, StartCommand.class, StallCommand.class,
        DamageCommand.class, RiskCommand.class, PaperCommand.class,
        CommandLine.HelpCommand.class})
public final class Proof {
    /** Runs a proof and exits. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a proof: 0 it holds, 1 it does not, 2 it was called wrongly. */
    public static int run(String... args) {
        return new CommandLine(new Proof()).execute(args);
    }
}
