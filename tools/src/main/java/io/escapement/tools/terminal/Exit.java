package io.escapement.tools.terminal;

/** What commands exit with. */
public final class Exit {
    public static final int FINE = 0;
    /** A difference, or damage. */
    public static final int FOUND = 1;
    /** The command line or an input is not right. */
    public static final int BAD_INPUT = 2;
    /** Ctrl-C: 128 and the signal's number. */
    public static final int INTERRUPTED = 130;

    private Exit() {
    }
}
