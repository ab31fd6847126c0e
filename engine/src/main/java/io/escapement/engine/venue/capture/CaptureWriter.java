package io.escapement.engine.venue.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a gzipped capture. Lines go to {@code NAME.part}, of which {@link CaptureReader} reads everything up to the
 * last {@link #flush()} even if this process is killed; {@link #close()} puts the finished file in its place in one
 * step, with the end of the recording in its first line. For one thread.
 */
public final class CaptureWriter implements Closeable {
    /** A flush costs some compression: one a second keeps a kill's loss small and the file within a few percent. */
    private static final long FLUSH_EVERY_NS = 1_000_000_000L;
    private static final int BUFFER_LENGTH = 64 * 1024;
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private final Path part;
    private final CaptureMeta meta;
    private final long headLength;
    private final OutputStream out;
    private long lastTimeNs;
    private long flushedNs;
    private long lineCount;
    private boolean closed;

    /**
     * Begins a recording.
     *
     * @param file where the finished recording will be; a file of that name is replaced at the end
     * @param meta the end in it is not used
     */
    public CaptureWriter(final Path file, final CaptureMeta meta) throws IOException {
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + ".part");
        this.meta = meta;
        this.lastTimeNs = meta.beginNs();
        this.flushedNs = meta.beginNs();
        final byte[] head = head(meta);
        this.headLength = head.length;
        final OutputStream raw = Files.newOutputStream(part);
        raw.write(head);
        this.out = new GZIPOutputStream(raw, BUFFER_LENGTH, true);
    }

    /** Where the lines are until {@link #close()}. */
    public Path partFile() {
        return part;
    }

    /** Lines written, without the meta line. */
    public long lineCount() {
        return lineCount;
    }

    /** Appends a REST reply. */
    public void http(final long timeNs, final String url, final String body) throws IOException {
        write(new CaptureLine(CaptureLine.Kind.HTTP, timeNs, 0, url, body, null));
    }

    /** Appends that a connection opened. */
    public void open(final long timeNs, final int connection, final String url) throws IOException {
        write(new CaptureLine(CaptureLine.Kind.OPEN, timeNs, connection, url, null, null));
    }

    /** Appends a text frame that was sent. */
    public void sent(final long timeNs, final int connection, final String text) throws IOException {
        write(new CaptureLine(CaptureLine.Kind.OUT, timeNs, connection, null, text, null));
    }

    /** Appends a text frame that was received. */
    public void received(final long timeNs, final int connection, final String text) throws IOException {
        write(new CaptureLine(CaptureLine.Kind.IN, timeNs, connection, null, text, null));
    }

    /** Appends a binary frame that was received, as on the wire. */
    public void received(final long timeNs, final int connection, final byte[] bytes) throws IOException {
        write(new CaptureLine(CaptureLine.Kind.IN, timeNs, connection, null, null, bytes));
    }

    /** Appends one line, and flushes where the last flush is a second of recording ago. */
    public void write(final CaptureLine line) throws IOException {
        try (JsonGenerator json = generator(out)) {
            json.writeStartObject();
            json.writeNumberField("t", line.timeNs());
            json.writeStringField("k", line.kind().key());
            if (line.connection() > 0) {
                json.writeNumberField("c", line.connection());
            }
            if (line.url() != null) {
                json.writeStringField("url", line.url());
            }
            if (line.text() != null) {
                json.writeStringField(line.kind() == CaptureLine.Kind.HTTP ? "body" : "text", line.text());
            }
            if (line.bytes() != null) {
                json.writeBinaryField("b64", line.bytes());
            }
            json.writeEndObject();
        }
        out.write('\n');
        lineCount++;
        lastTimeNs = Math.max(lastTimeNs, line.timeNs());
        if (line.timeNs() - flushedNs >= FLUSH_EVERY_NS) {
            flushedNs = line.timeNs();
            flush();
        }
    }

    /** Hands all lines so far to the operating system in a form that can be read: they survive this process. */
    public void flush() throws IOException {
        out.flush();
    }

    /** Finishes the recording: nothing under the final name before this, all of it after. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        out.close();
        final Path whole = file.resolveSibling(file.getFileName() + ".whole");
        final CaptureMeta ended = new CaptureMeta(meta.venue(), meta.source(), meta.beginNs(), lastTimeNs);
        try (FileChannel from = FileChannel.open(part, StandardOpenOption.READ);
             FileChannel to = FileChannel.open(whole, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                 StandardOpenOption.TRUNCATE_EXISTING)) {
            to.write(ByteBuffer.wrap(head(ended)));
            long position = headLength;
            while (position < from.size()) {
                position += from.transferTo(position, from.size() - position, to);
            }
            to.force(true);
        }
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(part);
    }

    /** The meta line as a gzip member of its own, so that it can be exchanged without compressing the rest again. */
    private static byte[] head(final CaptureMeta meta) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zipped = new GZIPOutputStream(bytes)) {
            try (JsonGenerator json = generator(zipped)) {
                json.writeStartObject();
                json.writeStringField("k", "meta");
                json.writeNumberField("format", CaptureMeta.FORMAT);
                json.writeStringField("venue", meta.venue());
                json.writeStringField("source", meta.source());
                json.writeNumberField("begin", meta.beginNs());
                if (meta.endNs() > 0) {
                    json.writeNumberField("end", meta.endNs());
                }
                json.writeEndObject();
            }
            zipped.write('\n');
        }
        return bytes.toByteArray();
    }

    private static JsonGenerator generator(final OutputStream out) throws IOException {
        return JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    }
}
