package io.escapement.perf.rig;

import io.escapement.codecs.Provenance;
import io.escapement.engine.monitor.Counters;
import io.escapement.engine.monitor.LatencyRecorder;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Pipeline;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.pipeline.PipelineParts;
import io.escapement.engine.pipeline.RecordSink;
import io.escapement.engine.time.EventClock;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.binance.BinanceFrameDecoder;
import io.escapement.perf.path.NoControl;
import io.escapement.perf.path.Opening;
import io.escapement.perf.recording.Loop;
import org.agrona.DirectBuffer;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The engine on the calling thread: frames of a loop through decoder, inline ring, all stages, the sink (a journal or
 * nothing), order encoding and latency recording, as {@code config/*.yaml} lays it out. Latency stamps are real;
 * event times are the recording's. Not thread-safe.
 */
public final class InlineEngine implements AutoCloseable {
    private final Loop loop;
    private final Cores cores;
    private final LatencyRecorder latency = new LatencyRecorder();
    private final OrderDesk desk;
    private final Pipeline pipeline;
    private final Inlet inlet;
    private final BinanceFrameDecoder decoder;
    private long timeNs;
    private long passStartNs;

    /**
     * Starts it and brings the books to life.
     *
     * @param sink   takes each record
     * @param outlet takes each order's bytes
     */
    public InlineEngine(Loop loop, Cores cores, long lastSequence, RecordSink sink, OrderOutlet outlet) {
        this.loop = loop;
        this.cores = cores;
        timeNs = loop.receiveTimeNs(0);
        desk = new OrderDesk(loop.instruments(), latency, outlet);
        pipeline = new Pipeline(PipelineConfig.of("inline"), new PipelineParts(cores.core(lastSequence, 0), sink,
            List.of(desk, latency), fault -> { }, new RecordedTime(), new Counters().manager(), notice -> { }));
        inlet = pipeline.inlet();
        decoder = new BinanceFrameDecoder(inlet, new InstrumentLookup(loop.instruments()), new NoControl(),
            loop.instruments().get(0).venue(), 1, Provenance.CAPTURE, TimeUnit.MILLISECONDS);
        pipeline.start();
        new Opening(inlet).publish(loop, timeNs);
    }

    /** Reads the real clock for stamps and the recording's for events. */
    private final class RecordedTime implements EventClock {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long epochNs(long nanoTime) {
            return timeNs;
        }
    }

    /** Takes a frame of the loop; {@code receivedNanos} as by {@code System.nanoTime}. */
    public void onFrame(int frame, long receivedNanos) {
        onFrame(loop.memory(), loop.offset(frame), loop.length(frame),
            passStartNs + loop.receiveTimeNs(frame), receivedNanos);
    }

    /** Takes a frame that came otherwise. */
    public void onFrame(DirectBuffer bytes, int offset, int length, long receiveTimeNs, long receivedNanos) {
        timeNs = Math.max(timeNs, receiveTimeNs);
        decoder.onFrame(bytes, offset, length, timeNs, receivedNanos);
        desk.poll(inlet, timeNs);
    }

    /** All recorded frames of a pass. */
    public long pass() {
        for (int i = 0; i < loop.recorded(); i++) {
            onFrame(i, System.nanoTime());
        }
        check();
        return desk.sent();
    }

    /** Leads the books back and moves the loop on: what comes between two passes. */
    public void leadBack() {
        for (int i = loop.recorded(); i < loop.total(); i++) {
            onFrame(i, 0);
        }
        loop.moveOn();
        passStartNs += loop.passNs();
    }

    /** Plays a frame's turn in the coming pass: moves it on; the last one moves the pass on. */
    public void moveOn(int frame) {
        loop.moveOn(frame);
        if (frame == loop.total() - 1) {
            passStartNs += loop.passNs();
        }
    }

    /** @throws IllegalStateException if the pipeline has stopped by itself, or a book is not live */
    public void check() {
        if (pipeline.fault() != null) {
            throw new IllegalStateException("the engine stopped: " + pipeline.fault().message(),
                pipeline.fault().cause());
        }
        cores.requireLive();
    }

    public LatencyRecorder latency() {
        return latency;
    }

    /** Orders handed over. */
    public long ordersSent() {
        return desk.sent();
    }

    @Override
    public void close() {
        pipeline.stop();
    }
}
