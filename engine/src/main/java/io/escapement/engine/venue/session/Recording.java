package io.escapement.engine.venue.session;

import java.nio.file.Path;

/**
 * What to record, and until when.
 *
 * @param venue      as captures name it, e.g. {@code binance-spot}
 * @param config     instruments and streams
 * @param file       where the finished capture is put
 * @param durationMs how long; 0 = no such limit
 * @param frames     how many frames; 0 = no such limit
 * @param snapshotMs from a finished subscription to the snapshots of books, so that deltas around them are in the
 *                   capture
 */
public record Recording(String venue, VenueProtocol protocol, VenueConfig config, Path file, long durationMs,
                        long frames, int snapshotMs) {
    /** @throws IllegalArgumentException if the config is wrong or a limit is negative */
    public Recording {
        if (!config.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), config.problems()));
        }
        if (durationMs < 0 || frames < 0 || snapshotMs < 0) {
            throw new IllegalArgumentException("a recording of " + durationMs + " ms and " + frames
                + " frames with snapshots after " + snapshotMs + " ms; none may be negative");
        }
    }

    /** @param frames recorded; @param lines of the capture; @param connections opened; @param end why it is over */
    public record Summary(long frames, long lines, int connections, String end) {
    }
}
