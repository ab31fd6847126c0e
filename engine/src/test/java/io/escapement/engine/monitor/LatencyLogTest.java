package io.escapement.engine.monitor;

import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Pipeline;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.pipeline.PipelineParts;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.time.EngineClock;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.TimerEncoder;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LatencyLogTest {
    @TempDir
    Path folder;

    private final LatencyRecorder recorder = new LatencyRecorder();

    /** Stamps with round figures what a pipeline has sampled, in place of the machine's times. */
    private final RecordListener roundFigures = slot -> {
        if (slot.isSampled()) {
            slot.receivedNanos = 1_000;
            slot.decodedNanos = 1_100;
            slot.sequencedNanos = 1_300;
            slot.coreDoneNanos = 1_700;
            slot.journaledNanos = 2_500;
            recorder.onOrderSent(slot.receivedNanos, 4_000);
        }
    };

    private void run(int events, int sampleEvery) {
        final Pipeline pipeline = new Pipeline(PipelineConfig.of("inline").withSampleEvery(sampleEvery),
            new PipelineParts(new Core(List.of()), slot -> { }, List.of(roundFigures, recorder), fault -> { },
                new EngineClock(), new Counters().manager(), line -> { }));
        final Inlet inlet = pipeline.inlet();
        pipeline.start();
        for (int i = 0; i < events; i++) {
            final Slot slot = inlet.claim();
            final TimerEncoder timer = new TimerEncoder();
            timer.wrapAndApplyHeader(slot.buffer(), slot.event(), new MessageHeaderEncoder());
            slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength(), Provenance.ENGINE);
            inlet.publish(slot);
        }
        pipeline.stop();
    }

    @Test
    void everyHopOfEverySampledEventIsInTheLogUnderItsTagIntervalByInterval() throws IOException {
        final Path file = folder.resolve("deep/latency.hlog");
        final LatencyLog log = new LatencyLog(recorder, file, System.currentTimeMillis(), "test");
        run(100, 1);
        log.write();
        run(100, 10);
        log.close();
        log.close();
        final Map<String, Long> counts = new TreeMap<>();
        int intervals = 0;
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            for (EncodableHistogram h = reader.nextIntervalHistogram(); h != null;
                 h = reader.nextIntervalHistogram()) {
                intervals++;
                counts.merge(h.getTag(), ((AbstractHistogram) h).getTotalCount(), Long::sum);
            }
        }
        assertEquals(2 * Hop.values().length, intervals);
        assertEquals(Hop.values().length, counts.size());
        counts.forEach((tag, count) -> assertEquals(110, count, tag));
        assertEquals(List.of(100L, 200L, 400L, 800L, 1_500L, 3_000L), percentiles(log));
        assertTrue(log.summary().lines().anyMatch(line -> line.startsWith("sequenced-coreDone")
            && line.contains("0.40") && line.endsWith("110")), log.summary());
    }

    private static List<Long> percentiles(LatencyLog log) {
        return List.of(Hop.values()).stream().map(hop -> {
            final long ns = log.percentileNs(hop, 50);
            return ns - ns % 10;
        }).toList();
    }

    @Test
    void aHopThatWasNeverTakenIsNotInTheSummary() throws IOException {
        try (LatencyLog log = new LatencyLog(recorder, folder.resolve("l.hlog"), 0, "test")) {
            assertEquals(-1, log.percentileNs(Hop.ORDER, 50));
            assertEquals(1, log.summary().lines().count());
        }
    }
}
