package io.escapement.tools.terminal;

import io.escapement.engine.config.ConfigException;
import io.escapement.journal.JournalDamagedException;
import io.escapement.journal.JournalException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Says what went wrong, in one line, and with which code the command exits. */
public final class Failures {
    private Failures() {
    }

    /** The command line is not right. */
    public static int onParameters(ParameterException failure, String[] args) {
        final CommandLine command = failure.getCommandLine();
        command.getErr().println("error: " + oneLine(failure.getMessage())
            + (failure instanceof UnmatchedArgumentException unmatched ? suggestion(unmatched) : "")
            + "; see " + command.getCommandSpec().qualifiedName() + " --help");
        return Exit.BAD_INPUT;
    }

    private static String suggestion(UnmatchedArgumentException unmatched) {
        final var suggestions = unmatched.getSuggestions();
        return suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?";
    }

    /** The command could not do what it was told to. */
    public static int onExecution(Exception failure, CommandLine command, ParseResult parsed) {
        command.getOut().flush();
        if (failure instanceof InterruptedCommandException) {
            return Exit.INTERRUPTED;
        }
        command.getErr().println("error: " + message(failure));
        return failure instanceof JournalDamagedException ? Exit.FOUND : Exit.BAD_INPUT;
    }

    /** One line for a person. */
    static String message(Throwable failure) {
        if (failure instanceof UncheckedIOException unchecked) {
            return message(unchecked.getCause());
        }
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file or directory";
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        final boolean foreseen = failure instanceof IOException || failure instanceof JournalException
            || failure instanceof ConfigException || failure instanceof IllegalArgumentException
            || failure instanceof CommandException;
        if (foreseen && failure.getMessage() != null) {
            return oneLine(failure.getMessage());
        }
        final StackTraceElement[] trace = failure.getStackTrace();
        return "unforeseen " + oneLine(failure.toString())
            + (trace.length > 0 ? " at " + trace[0] : "") + "; this is a defect of the tool";
    }

    private static String oneLine(String text) {
        return text == null ? "" : text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
