package io.escapement.tools.terminal;

/** A command cannot go on; the message says why, and what to do. It exits with {@link Exit#BAD_INPUT}. */
public final class CommandException extends RuntimeException {
    public CommandException(String message) {
        super(message);
    }
}
