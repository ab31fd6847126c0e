package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.replay.JournalReplay;
import io.escapement.engine.replay.ReplayProgress;
import io.escapement.engine.replay.RunCores;
import io.escapement.journal.JournalConfig;
import io.escapement.journal.JournalWriter;
import io.escapement.journal.Manifest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a record may cause depends on the room in its slot: a replay gives every run slots of the run's own sizes. */
class ReplaySlotSizesTest {
    private static final SlotSizes ODD = new SlotSizes(12 * 1024, 11 * 1024);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"direct", "inline", "split-2"})
    void aRunIsReplayedInSlotsOfItsOwnSizes(String layout) throws Exception {
        final Path journal = folder.resolve("journal");
        final ProofConfig config = ProofConfig.of(folder, "ws://127.0.0.1:1", "http://127.0.0.1:1", List.of("BTC/USDT"))
            .with("pipeline.record-capacity", "" + ODD.recordCapacity())
            .with("pipeline.checked-capacity", "" + ODD.checkedCapacity());
        try (JournalWriter writer = JournalWriter.open(JournalConfig.in(journal))) {
            final JournalSink sink = new JournalSink(writer);
            sink.startRun(Manifest.of("test", "test", 1, Provenance.SIMULATED, 1, config.text()));
            final Core core = new Core(List.of(new RoomStage()), 0, writer.lastSequence(), 1);
            final Slot slot = ODD.newSlot();
            final MessageHeaderEncoder header = new MessageHeaderEncoder();
            slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH
                + TestEvents.timer(1).write(slot.buffer(), slot.event(), header), Provenance.ENGINE);
            core.onEvent(slot, 2);
            sink.append(slot);
        }
        final RoomStage room = new RoomStage();
        final RunCores cores = new RunCores() {
            @Override
            public Core core(String manifest, long lastSequence, long lastEventTimeNs) {
                return new Core(List.of(room), 0, lastSequence, lastEventTimeNs);
            }

            @Override
            public SlotSizes slotSizes(String manifest) {
                return new RecordedCores().slotSizes(manifest);
            }
        };
        new JournalReplay(journal, cores, true, layout.equals("direct") ? null : PipelineConfig.of(layout), 0,
            ReplayProgress.NONE).run();
        assertEquals(List.of(ODD), room.seen);
    }

    /** Takes down the sizes of the slots that it sees. */
    private static final class RoomStage implements Stage {
        private final List<SlotSizes> seen = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "room";
        }

        @Override
        public void onEvent(Slot slot) {
            seen.add(new SlotSizes(slot.checkedStart(), slot.buffer().capacity() - slot.checkedStart()));
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }
}
