package io.escapement.perf.venues;

import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.capture.CaptureReader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Frames of recordings.
 *
 * @param folder of the recordings
 */
record Captured(Path folder) {
    /** The frames of a recording in their order, at most so many. */
    List<byte[]> frames(String name, int limit, Predicate<CaptureLine> wanted) {
        final Path file = folder.resolve(name + ".jsonl.gz");
        final List<byte[]> frames = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file, CaptureLine.Kind.IN)) {
            for (CaptureLine line = reader.next(); line != null && frames.size() < limit; line = reader.next()) {
                if (wanted.test(line)) {
                    frames.add(line.bytes() != null ? line.bytes() : line.text().getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the recording " + file
                + "; --captures names the folder of the recordings", e);
        }
        return frames;
    }

    List<byte[]> frames(String name) {
        return frames(name, Integer.MAX_VALUE, line -> true);
    }

    /** What a pattern's first group finds, in the order in which it first comes. */
    static List<String> found(List<byte[]> frames, String pattern) {
        final Pattern compiled = Pattern.compile(pattern);
        final Set<String> found = new LinkedHashSet<>();
        for (final byte[] frame : frames) {
            final Matcher matcher = compiled.matcher(text(frame));
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
        }
        return List.copyOf(found);
    }

    static String text(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8);
    }
}
