package io.escapement.tools;

import io.escapement.tools.terminal.Failures;
import io.escapement.tools.terminal.Interruption;
import picocli.CommandLine;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Starts one of the {@link Tools}. */
public final class ToolsMain {
    private static final int OUT_BUFFER_LENGTH = 64 * 1024;

    private ToolsMain() {
    }

    public static void main(String[] args) {
        // Before any class of Chronicle's or of the logger's is loaded.
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        final Interruption interruption = new Interruption();
        final PrintWriter out = new PrintWriter(new BufferedWriter(
            new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
            OUT_BUFFER_LENGTH));
        final PrintWriter err = new PrintWriter(
            new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8), true);
        interruption.onSignal();
        final int exitCode = commandLine(interruption, out, err).execute(args);
        out.flush();
        err.flush();
        interruption.finished();
        System.exit(exitCode);
    }

    /** The commands, writing to these. */
    static CommandLine commandLine(Interruption interruption, PrintWriter out, PrintWriter err) {
        return new CommandLine(new Tools(interruption))
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpLongOptionsMaxWidth(28)
            .setParameterExceptionHandler(Failures::onParameters)
            .setExecutionExceptionHandler(Failures::onExecution);
    }
}
