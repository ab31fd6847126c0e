package io.escapement.engine.venue.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Reads a capture, plain or gzipped (told by its first bytes, not by its name), line by line in bounded memory: one
 * line is held at a time, and a text may have at most {@link #MAX_TEXT_LENGTH} characters.
 *
 * <p>A recording whose writer was killed ends in the middle: its whole lines are read and {@link #truncated()} then
 * says so. Everything else that is wrong is a {@link CaptureException} naming file and line. For one thread.
 */
public final class CaptureReader implements Closeable {
    /** Four times the largest frame seen at any venue (a Coinbase snapshot of 5 million characters). */
    public static final int MAX_TEXT_LENGTH = 20_000_000;

    private static final int BUFFER_LENGTH = 64 * 1024;
    private static final JsonFactory JSON = JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(MAX_TEXT_LENGTH).build())
        .build();

    private final Path file;
    private final Set<CaptureLine.Kind> wanted;
    private final JsonParser parser;
    private final CaptureMeta meta;
    private long lineNumber = 1;
    private boolean truncated;

    private CaptureReader(final Path file, final Set<CaptureLine.Kind> wanted) throws IOException {
        this.file = file;
        this.wanted = wanted;
        this.parser = JSON.createParser(open(file));
        try {
            this.meta = readMeta();
        } catch (final IOException ex) {
            parser.close();
            throw ex;
        }
    }

    /** Opens a capture and reads its first line. */
    public static CaptureReader open(final Path file, final CaptureLine.Kind... wanted) throws IOException {
        final Set<CaptureLine.Kind> kinds = EnumSet.noneOf(CaptureLine.Kind.class);
        kinds.addAll(Set.of(wanted));
        return new CaptureReader(file, kinds.isEmpty() ? EnumSet.allOf(CaptureLine.Kind.class) : kinds);
    }

    /** What the first line says. */
    public CaptureMeta meta() {
        return meta;
    }

    /** Number of the line that {@link #next()} returned last, counted from 1; the first line is the meta line. */
    public long lineNumber() {
        return lineNumber;
    }

    /** Whether the file ended inside a line or inside a gzip member: its recorder was killed. Known after the end. */
    public boolean truncated() {
        return truncated;
    }

    /** The next line of a wanted kind, or null at the end. */
    public CaptureLine next() throws IOException {
        while (true) {
            try {
                final JsonToken token = parser.nextToken();
                if (token == null) {
                    return null;
                }
                lineNumber = parser.currentTokenLocation().getLineNr();
                expect(token == JsonToken.START_OBJECT, "expected a JSON object, found " + parser.getText());
                final CaptureLine line = readLine();
                if (line != null) {
                    return line;
                }
            } catch (final EOFException | JsonEOFException ex) {
                truncated = true;
                return null;
            } catch (final CaptureException ex) {
                throw ex;
            } catch (final IOException ex) {
                throw failure(ex);
            }
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private static InputStream open(final Path file) throws IOException {
        final InputStream raw;
        try {
            raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_LENGTH);
        } catch (final NoSuchFileException ex) {
            throw new CaptureException(file, 0, "there is no such capture file", ex);
        }
        raw.mark(2);
        final boolean zipped = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return zipped ? new GZIPInputStream(raw, BUFFER_LENGTH) : raw;
    }

    private CaptureMeta readMeta() throws IOException {
        try {
            expect(parser.nextToken() == JsonToken.START_OBJECT,
                "expected the meta line {\"k\":\"meta\",\"format\":1,…}");
            return readMetaFields();
        } catch (final CaptureException ex) {
            throw ex;
        } catch (final IOException ex) {
            throw failure(ex);
        }
    }

    private CaptureMeta readMetaFields() throws IOException {
        String kind = null;
        String venue = null;
        String source = "";
        long format = 0;
        long beginNs = 0;
        long endNs = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "k" -> kind = text(name);
                case "format" -> format = number(name);
                case "venue" -> venue = text(name);
                case "source" -> source = text(name);
                case "begin" -> beginNs = number(name);
                case "end" -> endNs = number(name);
                default -> parser.skipChildren();
            }
        }
        expect("meta".equals(kind), "the first line has k = " + kind + ", expected \"meta\"");
        expect(format == CaptureMeta.FORMAT, "format " + format + " is not known, expected " + CaptureMeta.FORMAT);
        expect(venue != null, "the meta line lacks the field venue");
        return new CaptureMeta(venue, source, beginNs, endNs);
    }

    private CaptureLine readLine() throws IOException {
        CaptureLine.Kind kind = null;
        long timeNs = 0;
        int connection = 0;
        String url = null;
        String text = null;
        byte[] bytes = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (kind != null && !wanted.contains(kind)) {
                parser.skipChildren();
                continue;
            }
            switch (name) {
                case "t" -> timeNs = number(name);
                case "k" -> kind = kind();
                case "c" -> connection = (int) Math.min(number(name), Integer.MAX_VALUE);
                case "url" -> url = text(name);
                case "text", "body" -> text = text(name);
                case "b64" -> bytes = parser.getBinaryValue();
                default -> parser.skipChildren();
            }
        }
        expect(kind != null, "the line lacks the field k");
        if (!wanted.contains(kind)) {
            return null;
        }
        return checked(new CaptureLine(kind, timeNs, connection, url, text, bytes));
    }

    private CaptureLine checked(final CaptureLine line) throws CaptureException {
        expect(line.timeNs() > 0, "t = " + line.timeNs() + ", expected epoch nanoseconds");
        switch (line.kind()) {
            case HTTP -> expect(line.url() != null && line.text() != null, "an http line needs url and body");
            case OPEN -> expect(line.url() != null && line.connection() > 0, "an open line needs c and url");
            default -> expect((line.text() != null ^ line.bytes() != null) && line.connection() > 0,
                "a frame needs c and one of text and b64");
        }
        return line;
    }

    private CaptureLine.Kind kind() throws IOException {
        final String key = text("k");
        final CaptureLine.Kind kind = CaptureLine.Kind.of(key);
        expect(kind != null, "k = \"" + key + "\", expected http, open, out or in");
        return kind;
    }

    private String text(final String name) throws IOException {
        expect(parser.currentToken() == JsonToken.VALUE_STRING, name + " must be a text, is " + parser.getText());
        return parser.getText();
    }

    private long number(final String name) throws IOException {
        expect(parser.currentToken() == JsonToken.VALUE_NUMBER_INT,
            name + " must be a whole number, is " + parser.getText());
        return parser.getLongValue();
    }

    private void expect(final boolean condition, final String otherwise) throws CaptureException {
        if (!condition) {
            throw new CaptureException(file, lineNumber, otherwise, null);
        }
    }

    private CaptureException failure(final IOException ex) {
        final String what = ex instanceof StreamReadException json ? json.getOriginalMessage() : ex.getMessage();
        return new CaptureException(file, Math.max(lineNumber, parser.currentLocation().getLineNr()), what, ex);
    }
}
