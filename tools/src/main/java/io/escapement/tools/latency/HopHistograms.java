package io.escapement.tools.latency;

import io.escapement.engine.monitor.Hop;
import org.HdrHistogram.Histogram;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;

/** All intervals of HdrHistogram logs, added up by tag: one histogram a hop, values in nanoseconds. */
final class HopHistograms {
    private static final Pattern INTERVAL =
        Pattern.compile("(?:Tag=([^,\\s]*),)?\\d+(?:\\.\\d+)?,\\d+(?:\\.\\d+)?,[-+0-9.eE]+,([A-Za-z0-9+/=]+)");
    private static final String NO_TAG = "untagged";
    private static final int DIGITS = 3;

    private final Map<String, Histogram> byTag = new LinkedHashMap<>();
    private long intervals;

    HopHistograms() {
        for (final Hop hop : Hop.values()) {
            byTag.put(hop.tag(), new Histogram(DIGITS));
        }
    }

    /**
     * Adds all intervals of a file.
     *
     * @return a note where the last line is cut off, since the engine was killed while it wrote; else null
     * @throws IOException naming file and line, where it is no histogram log
     */
    String add(Path file) throws IOException {
        final long before = intervals;
        int number = 0;
        String note = null;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null;) {
                number++;
                final String next = reader.readLine();
                if (!add(line)) {
                    if (next != null || intervals == before) {
                        throw new IOException(file + ", line " + number + ": not an interval of an HdrHistogram log");
                    }
                    note = file + ": the last line is cut off and has been left out";
                }
                line = next;
            }
        } catch (final CharacterCodingException e) {
            throw new IOException(file + ": not an HdrHistogram log: it holds bytes that are no text", e);
        }
        if (intervals == before) {
            throw new IOException(file + ": holds no interval histogram");
        }
        return note;
    }

    private boolean add(String line) {
        if (line.isBlank() || line.startsWith("#") || line.startsWith("\"")) {
            return true;
        }
        final Matcher matcher = INTERVAL.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        try {
            final Histogram interval = Histogram.decodeFromCompressedByteBuffer(
                ByteBuffer.wrap(Base64.getDecoder().decode(matcher.group(2))), 0);
            final String tag = matcher.group(1) == null ? NO_TAG : matcher.group(1);
            byTag.computeIfAbsent(tag, name -> new Histogram(DIGITS)).add(interval);
            intervals++;
            return true;
        } catch (final DataFormatException | RuntimeException e) {
            // Bytes that are no histogram make the decoder fail in many ways.
            return false;
        }
    }

    /** Those with values, in the order in which an event passes the hops. */
    Map<String, Histogram> hops() {
        final Map<String, Histogram> taken = new LinkedHashMap<>();
        byTag.forEach((tag, histogram) -> {
            if (histogram.getTotalCount() > 0) {
                taken.put(tag, histogram);
            }
        });
        return taken;
    }
}
