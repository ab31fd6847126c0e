package io.escapement.engine.pipeline;

import io.escapement.codecs.Provenance;
import io.escapement.journal.RecordLayout;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PipelineLayoutTest {
    private static final int EVENTS = 5_000;

    static List<PipelineConfig> layouts() {
        return Layouts.all().toList();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void everyLayoutWritesTheBytesThatTheBareCoreWrites(PipelineConfig config) {
        final long seed = System.nanoTime();
        System.out.println("seed " + seed + " " + config.layout());
        try (PipelineRig expected = new PipelineRig(Layouts.small("inline"), ToyStages.all());
             PipelineRig actual = new PipelineRig(config, ToyStages.all())) {
            expected.pipeline.start();
            expected.publish(EVENTS, new SplittableRandom(seed));
            actual.pipeline.start();
            assertEquals(EVENTS, actual.publish(EVENTS, new SplittableRandom(seed)));
            assertTrue(actual.pipeline.stop());
            assertEquals(EVENTS, actual.journal.size());
            for (int i = 0; i < EVENTS; i++) {
                assertArrayEquals(expected.journal.get(i), actual.journal.get(i), "record " + (i + 1));
            }
            assertEquals(expected.chain.hash(), actual.chain.hash());
            assertEquals(LongStream.rangeClosed(1, EVENTS).boxed().toList(), actual.heard);
            assertEquals(EVENTS, actual.counter("pipeline.processed"));
            assertEquals(EVENTS, actual.counter("pipeline.inlet0.published"));
            assertTrue(actual.counter("pipeline.inlet0.abandoned") > 0);
            assertEquals(List.of(), actual.faults);
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void replayOfTheJournalThroughABareCoreGivesTheSameRecords(PipelineConfig config) {
        final long seed = System.nanoTime();
        System.out.println("seed " + seed + " " + config.layout());
        try (PipelineRig live = new PipelineRig(config, ToyStages.all())) {
            live.pipeline.start();
            live.publish(500, new SplittableRandom(seed));
            live.pipeline.stop();
            final Core core = new Core(ToyStages.all(), 16, 0, 0);
            final Slot slot = new SlotMemory(1, 4096, 1024).nextSlot();
            for (final byte[] bytes : List.copyOf(live.journal)) {
                final byte[] again = replay(core, slot, bytes);
                assertArrayEquals(bytes, again);
            }
        }
    }

    private static byte[] replay(Core core, Slot slot, byte[] bytes) {
        final UnsafeBuffer recorded = new UnsafeBuffer(bytes);
        slot.clear();
        final int length = RecordLayout.messageLength(recorded, RecordLayout.event(0));
        slot.buffer().putBytes(slot.event(), recorded, RecordLayout.event(0), length);
        slot.commitEvent(length, Provenance.of(RecordLayout.provenance(recorded, 0)));
        core.onEvent(slot, RecordLayout.sequence(recorded, 0), RecordLayout.eventTimeNs(recorded, 0));
        slot.buffer().putLong(RecordLayout.PREVIOUS_HASH_OFFSET, RecordLayout.previousHash(recorded, 0));
        slot.buffer().putInt(RecordLayout.CRC_OFFSET, RecordLayout.crc(recorded, 0));
        final byte[] again = new byte[slot.recordLength()];
        slot.buffer().getBytes(0, again);
        return again;
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void stateHashesStandBehindTheirStageAtTheCadenceAndNowhereElse(PipelineConfig config) {
        try (PipelineRig rig = new PipelineRig(config, ToyStages.all())) {
            rig.pipeline.start();
            rig.publish(64, new SplittableRandom(5));
            rig.pipeline.stop();
            final List<Long> withHashes = new ArrayList<>();
            for (final byte[] bytes : List.copyOf(rig.journal)) {
                final UnsafeBuffer record = new UnsafeBuffer(bytes);
                if (RecordLayout.keptCount(record, 0) >= 4) {
                    withHashes.add(RecordLayout.sequence(record, 0));
                }
            }
            assertEquals(List.of(16L, 32L, 48L, 64L), withHashes);
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aFullRingMakesTheProducerWaitAndLosesNothing(PipelineConfig config) {
        final RecordListener slow = slot -> {
            if (slot.sequence() % 64 == 0) {
                LockSupport.parkNanos(2_000_000);
            }
        };
        try (PipelineRig rig = new PipelineRig(config, ToyStages.all(), slow)) {
            rig.pipeline.start();
            assertEquals(1_000, rig.publish(1_000, new SplittableRandom(3)));
            assertTrue(rig.pipeline.stop());
            assertEquals(1_000, rig.journal.size());
            assertEquals(1_000, rig.heard.size());
            if (!config.isInline()) {
                assertTrue(rig.counter("pipeline.inlet0.waits") > 0);
                assertTrue(rig.counter("pipeline.inlet0.waitedNs") > 0);
                assertTrue(rig.counter("pipeline.ringLowWater") < 16);
            }
        }
    }
}
