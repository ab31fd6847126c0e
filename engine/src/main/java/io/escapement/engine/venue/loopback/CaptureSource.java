package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.capture.CaptureReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Plays a recording of Binance: its received frames to the letter, its REST depth replies as snapshots. */
final class CaptureSource implements VenueSource {
    private static final String STREAM = "{\"stream\":\"";
    private static final String DATA = "\",\"data\":";

    private final Path file;
    private final CaptureIndex index;
    private final Map<String, Integer> ownerByStream = new HashMap<>();
    private final Map<String, String[]> names = new HashMap<>();
    private final FrameShift shift = new FrameShift();
    private CaptureReader reader;
    private long skippedCount;

    CaptureSource(final Path file) throws IOException {
        this.file = file;
        this.index = CaptureIndex.of(file);
        this.reader = open();
    }

    private CaptureReader open() throws IOException {
        return CaptureReader.open(file, CaptureLine.Kind.HTTP, CaptureLine.Kind.IN);
    }

    @Override
    public SourceItem next() throws IOException {
        for (CaptureLine line = reader.next(); line != null; line = reader.next()) {
            final SourceItem item = line.kind() == CaptureLine.Kind.IN ? frame(line) : snapshot(line);
            if (item != null) {
                return item;
            }
        }
        return null;
    }

    private SourceItem snapshot(final CaptureLine line) {
        final String symbol = CaptureIndex.snapshotSymbol(line.url());
        return symbol == null ? null
            : new SourceItem.Snapshot(shift.timeNs(line.timeNs()), symbol, shift.snapshot(line.text()));
    }

    /** Null for what is no stream's frame (replies to subscriptions) or is on another connection already. */
    private SourceItem frame(final CaptureLine line) {
        final String text = line.text();
        if (text == null) {
            skippedCount++;
            return null;
        }
        String stream;
        String wrapped = text;
        int dataOffset;
        final int nameEnd = text.startsWith(STREAM) ? text.indexOf('"', STREAM.length()) : -1;
        if (nameEnd > 0 && text.startsWith(DATA, nameEnd) && text.endsWith("}")) {
            stream = text.substring(STREAM.length(), nameEnd);
            dataOffset = nameEnd + DATA.length();
        } else {
            stream = RawFrames.stream(text);
            if (stream == null) {
                skippedCount++;
                return null;
            }
            wrapped = STREAM + stream + DATA + text + '}';
            dataOffset = STREAM.length() + stream.length() + DATA.length();
        }
        if (ownerByStream.computeIfAbsent(stream, name -> line.connection()) != line.connection()) {
            return null;
        }
        return frame(line, stream, wrapped, dataOffset);
    }

    private SourceItem.Frame frame(final CaptureLine line, final String stream, final String wrapped,
        final int dataOffset) {
        final String[] named = names.computeIfAbsent(stream, name -> new String[] {
            name, StreamName.key(name), StreamName.isDepth(name) ? StreamName.symbol(name) : null});
        final String data = shift.isIdle() ? wrapped : shift.frame(wrapped, dataOffset);
        final byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        // Names of streams may be non-ASCII: count bytes, not characters.
        final int byteOffset = bytes.length == data.length() ? dataOffset
            : data.substring(0, dataOffset).getBytes(StandardCharsets.UTF_8).length;
        return new SourceItem.Frame(shift.timeNs(line.timeNs()), named[0], named[1], named[2], bytes, byteOffset,
            bytes.length - byteOffset - 1);
    }

    @Override
    public boolean rewind() throws IOException {
        reader.close();
        if (shift.isIdle()) {
            shift.measure(file);
        }
        shift.advance();
        reader = open();
        return true;
    }

    /** Lines that are no frame of a stream: binary ones, and replies to subscriptions. */
    long skippedCount() {
        return skippedCount;
    }

    @Override
    public String provenance() {
        return "CAPTURE";
    }

    @Override
    public String describe() {
        final double seconds = (index.meta().endNs() - index.meta().beginNs()) / 1e9;
        return "CAPTURE " + file.getFileName() + " of " + index.meta().venue() + ", "
            + (seconds > 0 ? String.format("%.0f s, ", seconds) : "") + "recorded by " + index.meta().source();
    }

    @Override
    public Set<String> symbols() {
        return index.symbols();
    }

    @Override
    public boolean hasSnapshot(final String symbol) {
        return index.hasSnapshot(symbol);
    }

    @Override
    public String exchangeInfo() {
        return index.exchangeInfo();
    }

    @Override
    public boolean isFutures() {
        return index.isFutures();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
