package io.escapement.engine.venue.binance;

import com.sun.management.ThreadMXBean;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.InstrumentLookup;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertTrue;

class BinanceAllocationTest implements ControlListener {
    private static final int FRAMES = 100_000;
    private static final List<Instrument> INSTRUMENTS = List.of(DecoderBench.instrument(1, "BTCUSDT", -2, -8));
    private static final List<String> TEXTS = List.of(
        "{\"e\":\"depthUpdate\",\"E\":1723161255208,\"s\":\"BTCUSDT\",\"U\":1,\"u\":2,\"b\":[[\"61737.63\",\"0.5\"]],"
            + "\"a\":[[\"61737.64\",\"123456789.5\"]]}",
        "{ \"e\":\"depthUpdate\",\"E\":1723161255208,\"s\":\"BTCUSDT\",\"U\":1,"
            + "\"u\":2,\"b\":[[\"1e3\",\"0.5\"]],\"a\":[]}",
        "{\"e\":\"depthUpdate\",\"E\":1723161255208,\"s\":\"BTCUSDT\",\"U\":1,\"u\":2,\"b\":[[\"garbage\",\"0.5\"]]}",
        "{\"u\":36090299876,\"s\":\"BTCUSDT\",\"b\":\"28165.47000000\",\"B\":\"7.98680000\",\"a\":\"28165.48000000\","
            + "\"A\":\"3.26888000\"}", "{\"e\":\"kline\",\"s\":\"BTCUSDT\"}",
        "{\"e\":\"trade\",\"E\":1680652800000,\"s\":\"BTCUSDT\",\"t\":3071245454,\"p\":\"28165.47000000\","
            + "\"q\":\"0.00056000\",\"T\":1680652799999,\"m\":true,\"M\":true}");

    @Test
    void allocatesNothingOnceWarm() {
        final Slot slot = new Slot(ByteBuffer.allocateDirect(16 * 1024), 8 * 1024);
        final BinanceFrameDecoder decoder = new BinanceFrameDecoder(new Inlet() {
            @Override
            public Slot claim() {
                slot.clear();
                return slot;
            }

            @Override
            public void publish(Slot published) {
            }

            @Override
            public void abandon(Slot abandoned) {
            }
        }, new InstrumentLookup(INSTRUMENTS), this, Venue.BINANCE, 1, Provenance.CAPTURE, TimeUnit.MILLISECONDS);
        final UnsafeBuffer[] frames = new UnsafeBuffer[TEXTS.size()];
        for (int i = 0; i < frames.length; i++) {
            final byte[] bytes = TEXTS.get(i).getBytes(StandardCharsets.UTF_8);
            frames[i] = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
            frames[i].putBytes(0, bytes);
        }
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        decode(decoder, frames);
        final long before = threads.getThreadAllocatedBytes(thread);
        decode(decoder, frames);
        final long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertTrue(allocated < FRAMES, () -> allocated + " bytes for " + FRAMES + " frames");
    }

    private static void decode(BinanceFrameDecoder decoder, UnsafeBuffer[] frames) {
        for (int i = 0; i < FRAMES; i++) {
            final UnsafeBuffer frame = frames[i % frames.length];
            decoder.onFrame(frame, 0, frame.capacity(), i, i);
        }
    }

    @Override
    public void onAccepted(long requestId) {
    }

    @Override
    public void onRefused(long requestId, int code, String message) {
    }

    @Override
    public void onShutdownNotice(long venueTimeNs) {
    }
}
