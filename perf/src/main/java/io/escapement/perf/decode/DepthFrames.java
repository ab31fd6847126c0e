package io.escapement.perf.decode;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.binance.ExchangeInfo;
import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.capture.CaptureReader;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The depth frames of Binance recordings as they were received: in Java arrays for the libraries, off-heap for us. */
public final class DepthFrames {
    private static final int EIGHT_DECIMALS = -8;

    private final List<byte[]> arrays = new ArrayList<>();
    private final List<UnsafeBuffer> buffers = new ArrayList<>();
    private final List<Instrument> instruments = new ArrayList<>();
    private long bytes;

    private DepthFrames() {
    }

    /**
     * @param files recordings of one market, whose symbols do not overlap
     * @param limit frames to keep of each recording
     */
    public static DepthFrames load(List<Path> files, int limit) {
        final DepthFrames frames = new DepthFrames();
        for (final Path file : files) {
            try {
                frames.read(file, limit);
            } catch (final IOException e) {
                throw new UncheckedIOException(new IOException("cannot use the recording " + file, e));
            }
        }
        return frames;
    }

    private void read(Path file, int limit) throws IOException {
        final TreeSet<String> symbols = new TreeSet<>();
        String info = null;
        int kept = 0;
        try (CaptureReader reader = CaptureReader.open(file, CaptureLine.Kind.IN, CaptureLine.Kind.HTTP)) {
            for (CaptureLine line = reader.next(); line != null && kept < limit; line = reader.next()) {
                if (line.kind() == CaptureLine.Kind.HTTP) {
                    info = line.url().contains("exchangeInfo") ? line.text() : info;
                } else if (line.text().contains("\"e\":\"depthUpdate\"")) {
                    add(line.text().getBytes(StandardCharsets.UTF_8));
                    symbols.add(symbolOf(line.text()));
                    kept++;
                }
            }
        }
        final int firstId = instruments.size() + 1;
        if (info != null) {
            instruments.addAll(ExchangeInfo.readAll(info.getBytes(StandardCharsets.UTF_8), List.copyOf(symbols),
                firstId, Venue.BINANCE));
        } else {
            symbols.forEach(symbol -> instruments.add(withoutInfo(instruments.size() + 1, symbol)));
        }
    }

    private void add(byte[] frame) {
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(frame.length));
        buffer.putBytes(0, frame);
        arrays.add(frame);
        buffers.add(buffer);
        bytes += frame.length;
    }

    private static String symbolOf(String frame) {
        final int from = frame.indexOf("\"s\":\"") + 5;
        return frame.substring(from, frame.indexOf('"', from));
    }

    private static Instrument withoutInfo(int id, String symbol) {
        return new Instrument(id, Venue.BINANCE, symbol, symbol, symbol, EIGHT_DECIMALS, EIGHT_DECIMALS, 1, 1, 1,
            Long.MAX_VALUE, 1, InstrumentStatus.TRADING);
    }

    public int count() {
        return arrays.size();
    }

    public double meanLength() {
        return (double) bytes / count();
    }

    public byte[] array(int frame) {
        return arrays.get(frame);
    }

    public UnsafeBuffer buffer(int frame) {
        return buffers.get(frame);
    }

    public InstrumentLookup lookup() {
        return new InstrumentLookup(instruments);
    }
}
