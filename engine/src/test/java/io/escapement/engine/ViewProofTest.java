package io.escapement.engine;

import io.escapement.codecs.sbe.BucketSnapshotDecoder;
import io.escapement.codecs.sbe.ColumnsUpdateDecoder;
import io.escapement.codecs.sbe.DataGapDecoder;
import io.escapement.codecs.sbe.PairAlertDecoder;
import io.escapement.codecs.sbe.PivotDecoder;
import io.escapement.codecs.sbe.QualityAlertDecoder;
import io.escapement.engine.columns.ColumnsReader;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.replay.JournalReplay;
import io.escapement.engine.replay.ReplayProgress;
import io.escapement.engine.replay.ReplayResult;
import io.escapement.engine.testkit.Captures;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the market view tells is the same live, replayed in any layout, and made anew of the events alone. */
class ViewProofTest {
    private static final Set<Integer> TOLD = Set.of(ColumnsUpdateDecoder.TEMPLATE_ID,
        BucketSnapshotDecoder.TEMPLATE_ID, PivotDecoder.TEMPLATE_ID, PairAlertDecoder.TEMPLATE_ID,
        DataGapDecoder.TEMPLATE_ID, QualityAlertDecoder.TEMPLATE_ID);
    private static final String PAIRS =
        "[{y: binance ETH/USDT, x: binance BTC/USDT}]";

    @TempDir
    private Path folder;

    /** What was told, one line a message, and of which blocks. */
    private static final class Told {
        final List<String> lines = new ArrayList<>();
        final Set<String> blocks = new TreeSet<>();
        private final ColumnsReader columns = new ColumnsReader();

        void take(DirectBuffer buffer, int message, long sequence) {
            final int template = RecordLayout.templateId(buffer, message);
            if (!TOLD.contains(template)) {
                return;
            }
            final byte[] bytes = new byte[RecordLayout.messageLength(buffer, message)];
            buffer.getBytes(message, bytes);
            lines.add(sequence + " " + template + " " + Arrays.hashCode(bytes));
            if (ColumnsReader.reads(template)) {
                blocks.add(columns.wrap(buffer, message).block().name());
            }
        }
    }

    /** Stands behind all stages. */
    private static final class Listening implements Stage {
        private final Told told = new Told();
        private final long last;

        Listening(long last) {
            this.last = last;
        }

        @Override
        public String name() {
            return "listening";
        }

        @Override
        public void onEvent(Slot slot) {
            if (slot.sequence() > last) {
                return;
            }
            for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
                told.take(slot.buffer(), effect, slot.sequence());
            }
            for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
                told.take(slot.buffer(), effect, slot.sequence());
            }
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }

    private static Told recorded(Path journal) {
        final Told told = new Told();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                final DirectBuffer buffer = reader.buffer();
                final int record = reader.offset();
                int message = RecordLayout.event(record);
                for (int left = RecordLayout.keptCount(buffer, record); left > 0; left--) {
                    message = RecordLayout.next(buffer, message);
                    told.take(buffer, message, reader.sequence());
                }
                final int end = record + RecordLayout.length(buffer, record);
                message = end - RecordLayout.checkedLength(buffer, record) + RecordLayout.FRAME_HEADER_LENGTH;
                while (message < end) {
                    told.take(buffer, message, reader.sequence());
                    message = RecordLayout.next(buffer, message);
                }
            }
        }
        return told;
    }

    private static Told madeAnew(Path journal) {
        final Listening listening = new Listening(Long.MAX_VALUE);
        new JournalReplay(journal, new RecordedView(null, listening), false, null, 0, ReplayProgress.NONE).run();
        return listening.told;
    }

    private ProofConfig config(LoopbackVenue venue, List<String> pairs) {
        final ProofConfig config = ProofConfig.of(folder, venue, pairs).with("pairs.window", "30")
            .with("bars.timeframes", "[1s, 5s, 1m]").with("indicators.timeframes", "[1s, 5s]")
            .with("pivots.timeframes", "[1s]");
        if (pairs.size() > 1) {
            config.with("pairs.list", PAIRS);
        }
        return config.with("journal.survives", "process").with("buckets.inner", "11").with("features.cadence", "100ms")
            .with("quality.stale", "1s");
    }

    /** @param layouts null: on the caller's thread, without a ring */
    private void prove(LoopbackVenue venue, List<String> pairs, Set<String> blocks, String... layouts)
        throws Exception {
        try (ProofRun run = new ProofRun(config(venue, pairs)).untilItEnds()) {
            assertNull(run.engine.failure(), run::said);
            for (final String layout : layouts) {
                final ReplayResult replayed = Replays.replay(run.journal, layout == null ? null
                    : PipelineConfig.of(layout));
                assertNull(replayed.difference(), layout + " differs");
                assertEquals(run.engine.journalHash(), replayed.hash(), layout);
            }
            final Told live = recorded(run.journal);
            assertEquals(live.lines, madeAnew(run.journal).lines);
            assertEquals(blocks, live.blocks);
            assertTrue(live.lines.size() > 100, () -> live.lines.size() + " messages");
        }
    }

    @Test
    void everyColumnOfAMadeUpMarketIsTheSame() throws Exception {
        final Simulation market = Simulation.of(5, "BTCUSDT", "ETHUSDT").lasting(60_000_000_000L)
            .withActionsPerSecond(200);
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.simulation(market).at(Pace.times(20)))) {
            prove(venue, List.of("BTC/USDT", "ETH/USDT"), Set.of("DEPTH", "FLOW", "INDICATORS", "PAIR", "PIVOTS",
                "QUALITY"), null, "inline", "fused", "split-2", "split-3");
        }
    }

    @Test
    void everyColumnOfARecordingIsTheSame() throws Exception {
        final Path file = Captures.find(Captures.SPOT_BTCUSDT);
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.capture(file).at(Pace.MAX))) {
            // The whole of it, of which each replay takes over a second: the one without a ring, and the deepest cut.
            prove(venue, List.of("BTC/USDT"), Set.of("DEPTH", "FLOW", "INDICATORS", "PIVOTS", "QUALITY"), null,
                "split-3");
        }
    }
}
