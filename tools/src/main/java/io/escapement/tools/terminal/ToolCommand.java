package io.escapement.tools.terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** What all commands have in common. */
@Command(mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
        " 0:fine",
        " 1:found a difference or damage",
        " 2:the command line or an input is not right",
        "130:interrupted"})
public abstract class ToolCommand implements Callable<Integer> {
    /** Where the commands live. */
    public interface Host {
        Interruption interruption();
    }

    @Option(names = "--json", description = "Print JSON, one object a line.")
    protected boolean json;

    @Spec
    protected CommandSpec spec;

    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    protected final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    protected final Interruption interruption() {
        return ((Host) spec.root().userObject()).interruption();
    }
}
