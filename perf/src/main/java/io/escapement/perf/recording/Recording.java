package io.escapement.perf.recording;

import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.capture.CaptureReader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one or several recordings of one market hold of the instruments that have a snapshot: their snapshots and, in
 * order, the frames after them. A further recording goes on a second after the one before.
 */
final class Recording {
    private static final long PAUSE_NS = 1_000_000_000L;

    /** Snapshot bodies by symbol. */
    final Map<String, String> snapshots = new LinkedHashMap<>();
    final Map<String, String> exchangeInfos = new HashMap<>();
    final List<RecordedFrame> frames = new ArrayList<>();
    /** What has to be added to the venue's times of each frame, milliseconds. */
    final List<Long> movedMs = new ArrayList<>();

    private Recording() {
    }

    /**
     * @param files     recordings; a symbol that several have is taken of the first
     * @param depthOnly whether to leave out trades and best bids and offers
     * @param limit     frames to keep of each recording
     */
    static Recording read(List<Path> files, boolean depthOnly, int limit) {
        final Recording recording = new Recording();
        for (final Path file : files) {
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException("no recording " + file
                    + " here; --captures names the folder of the recordings");
            }
            try {
                recording.add(file, depthOnly, limit);
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot read the recording " + file, e);
            }
        }
        return recording;
    }

    private void add(Path file, boolean depthOnly, int limit) throws IOException {
        final Set<String> fresh = snapshotsOf(file);
        long moveNs = Long.MIN_VALUE;
        int kept = 0;
        try (CaptureReader reader = CaptureReader.open(file, CaptureLine.Kind.IN)) {
            for (CaptureLine line = reader.next(); line != null && kept < limit; line = reader.next()) {
                final RecordedFrame frame = frame(line, depthOnly, fresh);
                if (frame == null) {
                    continue;
                }
                if (moveNs == Long.MIN_VALUE) {
                    moveNs = frames.isEmpty() ? 0 : lastTimeNs() + PAUSE_NS - frame.receiveTimeNs();
                    moveNs -= moveNs % 1_000_000;
                }
                frames.add(new RecordedFrame(frame.kind(), frame.symbol(), frame.receiveTimeNs() + moveNs,
                    frame.text()));
                movedMs.add(moveNs / 1_000_000);
                kept++;
            }
        }
    }

    private long lastTimeNs() {
        return frames.get(frames.size() - 1).receiveTimeNs();
    }

    private Set<String> snapshotsOf(Path file) throws IOException {
        final Set<String> fresh = new TreeSet<>();
        String exchangeInfo = null;
        try (CaptureReader reader = CaptureReader.open(file, CaptureLine.Kind.HTTP)) {
            for (CaptureLine line = reader.next(); line != null; line = reader.next()) {
                if (line.url().contains("/depth?")) {
                    final String symbol = line.url().replaceAll(".*symbol=([^&]*).*", "$1");
                    if (snapshots.putIfAbsent(symbol, line.text()) == null) {
                        fresh.add(symbol);
                    }
                } else if (line.url().contains("exchangeInfo")) {
                    exchangeInfo = line.text();
                }
            }
        }
        for (final String symbol : fresh) {
            exchangeInfos.put(symbol, exchangeInfo);
        }
        return fresh;
    }

    private RecordedFrame frame(CaptureLine line, boolean depthOnly, Set<String> symbols) {
        final RecordedFrame.Kind kind = line.text() == null ? null : RecordedFrame.Kind.of(line.text());
        if (kind == null || depthOnly && kind != RecordedFrame.Kind.DEPTH) {
            return null;
        }
        final String symbol = RecordedFrame.symbolOf(line.text());
        if (!symbols.contains(symbol)) {
            return null;
        }
        final RecordedFrame frame = new RecordedFrame(kind, symbol, line.timeNs(), line.text());
        final boolean old = kind != RecordedFrame.Kind.TRADE && frame.number("u") <= snapshotId(symbol);
        return old ? null : frame;
    }

    private long snapshotId(String symbol) {
        final String body = snapshots.get(symbol);
        final int at = RecordedFrame.numberAt(body, "lastUpdateId");
        return Long.parseLong(body, at, RecordedFrame.endOfDigits(body, at), 10);
    }
}
