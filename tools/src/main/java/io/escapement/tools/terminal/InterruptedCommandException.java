package io.escapement.tools.terminal;

/** Ends a command in the middle: it exits with {@link Exit#INTERRUPTED}. */
public final class InterruptedCommandException extends RuntimeException {
    InterruptedCommandException() {
        super("interrupted");
    }
}
