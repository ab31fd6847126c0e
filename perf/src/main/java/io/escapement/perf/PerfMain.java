package io.escapement.perf;

import io.escapement.perf.columns.ColumnsCommand;
import io.escapement.perf.faults.FaultsCommand;
import io.escapement.perf.paced.TickToOrderCommand;
import io.escapement.perf.proof.Proof;
import io.escapement.perf.report.ReportCommand;
import io.escapement.perf.soak.SoakCommand;
import io.escapement.perf.ten.TenCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of {@code perf.jar}: one command per measurement. */
@Command(name = "perf", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Measures Escapement beside what others do.",
    subcommands = {ReportCommand.class, TickToOrderCommand.class, SoakCommand.class, TenCommand.class, Proof.class,
        FaultsCommand.class, ColumnsCommand.class,
        CommandLine.HelpCommand.class})
public final class PerfMain {
    private PerfMain() {
    }

    /** Runs a command and exits: 0 it worked, 1 it failed, 2 it was called wrongly. */
    public static void main(String[] args) {
        setDefault("agrona.disable.bounds.checks", "true");
        setDefault("chronicle.analytics.disable", "true");
        setDefault("chronicle.announcer.disable", "true");
        setDefault("io.netty.leakDetection.level", "disabled");
        setDefault("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        final int code = new CommandLine(new PerfMain()).execute(args);
        System.exit(code);
    }

    /** Before any class that reads these is loaded, as the engine does; what the command line says counts more. */
    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
