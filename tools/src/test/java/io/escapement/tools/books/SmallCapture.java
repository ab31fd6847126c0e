package io.escapement.tools.books;

import io.escapement.engine.venue.capture.CaptureMeta;
import io.escapement.engine.venue.capture.CaptureWriter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** A capture made by hand, a line each millisecond. */
final class SmallCapture implements AutoCloseable {
    private static final long START_NS = 1_767_225_600_000_000_000L;
    private static final long STEP_NS = 1_000_000L;

    /** CRC32 of 600002100000000 60000150000000. */
    static final long KRAKEN_SNAPSHOT = crc("600002100000000" + "60000150000000");
    /** CRC32 of 600002100000000 60000150000000600000200000000. */
    static final long KRAKEN_UPDATE = crc("600002100000000" + "60000150000000" + "600000200000000");

    /** A whole book of one level a side. */
    static final String KRAKEN_BOOK = "{'channel':'book','type':'snapshot','data':[{'symbol':'BTC/USD','bids':[{"
        + "'price':60000.1,'qty':0.50000000}],'asks':[{'price':60000.2,'qty':1.00000000}],'checksum':"
        + KRAKEN_SNAPSHOT + "}]}";

    private final CaptureWriter writer;
    private final Path file;
    private long nowNs = START_NS;

    SmallCapture(Path file, String venue) {
        this.file = file;
        try {
            writer = new CaptureWriter(file, new CaptureMeta(venue, "made by hand", START_NS, 0));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Line {
        void write(long timeNs) throws IOException;
    }

    private SmallCapture line(Line line) {
        nowNs += STEP_NS;
        try {
            line.write(nowNs);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    SmallCapture opened(String url) {
        return line(timeNs -> writer.open(timeNs, 1, url));
    }

    SmallCapture sent(String text) {
        return line(timeNs -> writer.sent(timeNs, 1, text));
    }

    /** @param frames with single quotes for double ones */
    SmallCapture received(String... frames) {
        for (final String frame : frames) {
            line(timeNs -> writer.received(timeNs, 1, frame.replace('\'', '"')));
        }
        return this;
    }

    SmallCapture replied(String url, String body) {
        return line(timeNs -> writer.http(timeNs, url, body.replace('\'', '"')));
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path done() {
        close();
        return file;
    }

    /** Binance spot: two deltas before the snapshot, one of them older than it, and so many numbered ones behind. */
    static Path binance(Path file, long... later) {
        final SmallCapture capture = new SmallCapture(file, "binance-spot")
            .opened("wss://x/stream?streams=btcusdt@depth@100ms")
            .received(depth(98, 99, "['9.9','1']"), depth(100, 103, "['10.0','2.5'],['9.8','1']"))
            .replied("https://x/api/v3/depth?symbol=BTCUSDT&limit=1000",
                "{'lastUpdateId':101,'bids':[['9.9','7'],['9.8','3']],'asks':[['10.1','1.25']]}");
        for (final long id : later) {
            capture.received(depth(id, id, "['9.8','0']"));
        }
        return capture.done();
    }

    private static String depth(long first, long last, String bids) {
        return "{'e':'depthUpdate','E':1767225600000,'s':'BTCUSDT','U':" + first + ",'u':" + last + ",'b':[" + bids
            + "],'a':[]}";
    }

    /** Kraken v2: a book of one level a side and a change of it. @param checksum of the change */
    static Path kraken(Path file, long checksum) {
        return new SmallCapture(file, "kraken").opened("wss://x/v2").received(
            KRAKEN_BOOK,
            "{'channel':'heartbeat'}",
            "{'channel':'book','type':'update','data':[{'symbol':'BTC/USD','bids':[{'price':60000.0,"
                + "'qty':2.00000000}],'asks':[],'checksum':" + checksum
                + ",'timestamp':'2026-01-01T00:00:00.000001Z'}]}").done();
    }

    private static long crc(String text) {
        final CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }
}
