package io.escapement.engine.venue.capture;

import java.io.IOException;
import java.nio.file.Path;

/** A capture file that cannot be read as one; the message begins with the file and the line, counted from 1. */
public final class CaptureException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long line;

    CaptureException(final Path file, final long line, final String message, final Throwable cause) {
        super(file + ":" + line + ": " + message, cause);
        this.line = line;
    }

    /** Counted from 1. */
    public long line() {
        return line;
    }
}
