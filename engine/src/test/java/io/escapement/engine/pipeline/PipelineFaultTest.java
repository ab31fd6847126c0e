package io.escapement.engine.pipeline;

import io.escapement.codecs.sbe.FaultDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.TimerEncoder;
import io.escapement.journal.RecordLayout;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PipelineFaultTest {
    private static final int FAULTY = 700;

    static Stream<PipelineConfig> layouts() {
        return Layouts.all();
    }

    static Stream<Arguments> layoutsAndStages() {
        return Layouts.all().flatMap(config -> IntStream.range(0, 3).mapToObj(i -> Arguments.of(config, i)));
    }

    @ParameterizedTest
    @MethodSource("layoutsAndStages")
    void aStageThatThrowsLeavesItsFaultAsTheLastRecord(PipelineConfig config, int failing) {
        final List<Stage> stages = new ArrayList<>(ToyStages.all());
        stages.set(failing, new ToyStages.Failing(stages.get(failing), FAULTY,
            new ArithmeticException("long overflow")));
        final PipelineRig rig = new PipelineRig(config, stages);
        rig.pipeline.start();
        final int published = rig.publish(5_000, new SplittableRandom(11));
        awaitFault(rig);
        assertStopped(rig, PipelineFault.Kind.STAGE, FAULTY, FAULTY);
        assertEquals(LongStream.rangeClosed(1, FAULTY).boxed().toList(), rig.heard, "listeners see the fault, no more");
        final UnsafeBuffer last = new UnsafeBuffer(rig.journal.get(FAULTY - 1));
        assertEquals(new Fault(failing, ToyStages.NAMES.get(failing)
            + ": java.lang.ArithmeticException: long overflow"), lastFault(last));
        assertTrue(rig.pipeline.unprocessed() >= published - FAULTY, "later events stay, counted");
        assertTrue(published >= FAULTY && published < 5_000);
    }

    /** A producer that waits for room must not get the faulty slot before the fault has been read out of it. */
    @ParameterizedTest
    @MethodSource("layouts")
    void aFaultIsToldTrulyWhileAProducerWaitsForThatVerySlot(PipelineConfig config) {
        for (int i = 0; i < 300; i++) {
            final List<Stage> stages = new ArrayList<>(ToyStages.all());
            final RuntimeException thrown = new IllegalStateException("no " + i);
            stages.set(i % 3, new ToyStages.Failing(stages.get(i % 3), 40, thrown));
            final PipelineRig rig = new PipelineRig(config, stages);
            rig.pipeline.start();
            rig.publish(200, new SplittableRandom(i));
            awaitFault(rig);
            final PipelineFault fault = rig.faults.get(0);
            assertEquals(new PipelineFault(PipelineFault.Kind.STAGE, 40, "stage " + i % 3 + " ("
                + ToyStages.NAMES.get(i % 3) + ") failed", thrown, fault.unprocessed()), fault);
            rig.pipeline.stop();
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aSlotThatOverflowsIsAFaultNotAHole(PipelineConfig config) {
        final Stage overflowing = new Stage() {
            @Override
            public String name() {
                return "spread";
            }

            @Override
            public void onEvent(Slot slot) {
                while (slot.sequence() == FAULTY) {
                    slot.buffer().setMemory(slot.claimEffect(100), 100, (byte) 0);
                    slot.commitEffect(100);
                }
            }

            @Override
            public long stateHash() {
                return 0;
            }
        };
        final PipelineRig rig = new PipelineRig(config, List.of(ToyStages.all().get(0), overflowing,
            ToyStages.all().get(2)));
        rig.pipeline.start();
        rig.publish(5_000, new SplittableRandom(12));
        awaitFault(rig);
        assertStopped(rig, PipelineFault.Kind.STAGE, FAULTY, FAULTY);
        assertInstanceOf(SlotOverflowException.class, rig.faults.get(0).cause());
        final Fault fault = lastFault(new UnsafeBuffer(rig.journal.get(FAULTY - 1)));
        assertEquals(1, fault.stage());
        assertTrue(fault.detail().contains("does not fit into the slot"), fault.detail());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aJournalThatCannotAppendStopsEverythingAndNobodyHearsTheRecord(PipelineConfig config) {
        final PipelineRig rig = new PipelineRig(config, ToyStages.all());
        rig.failAppendAt = FAULTY;
        rig.pipeline.start();
        rig.publish(5_000, new SplittableRandom(13));
        awaitFault(rig);
        assertStopped(rig, PipelineFault.Kind.JOURNAL, FAULTY, FAULTY - 1);
        assertEquals(LongStream.range(1, FAULTY).boxed().toList(), rig.heard);
        assertTrue(rig.faults.get(0).message().contains("No space left on device"), rig.faults.get(0).message());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aListenerThatThrowsStopsThePipelineAndLaterRecordsAreNotHeard(PipelineConfig config) {
        final List<Long> behind = new ArrayList<>();
        final PipelineRig rig = new PipelineRig(config, ToyStages.all(), slot -> {
            if (slot.sequence() == FAULTY) {
                throw new IllegalStateException("gateway closed");
            }
        }, slot -> behind.add(slot.sequence()));
        rig.pipeline.start();
        rig.publish(5_000, new SplittableRandom(14));
        awaitFault(rig);
        rig.pipeline.stop();
        assertEquals(PipelineFault.Kind.LISTENER, rig.faults.get(0).kind());
        assertEquals(FAULTY, rig.faults.get(0).sequence());
        assertEquals(LongStream.rangeClosed(1, FAULTY).boxed().toList(), rig.heard);
        assertEquals(LongStream.range(1, FAULTY).boxed().toList(), behind);
        assertTrue(rig.journal.size() >= FAULTY, "what was heard is journaled");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aLongFaultTextIsCut(PipelineConfig config) {
        final List<Stage> stages = new ArrayList<>(ToyStages.all());
        stages.set(2, new ToyStages.Failing(stages.get(2), 3, new IllegalStateException("x".repeat(2_000))));
        final PipelineRig rig = new PipelineRig(config, stages);
        rig.pipeline.start();
        rig.publish(10, new SplittableRandom(15));
        awaitFault(rig);
        rig.pipeline.stop();
        final Fault fault = lastFault(new UnsafeBuffer(rig.journal.get(2)));
        assertEquals(FaultWriter.MAX_TEXT_LENGTH, fault.detail().length());
    }

    @Test
    void aFaultTextIsNeverCutInsideACharacter() {
        final Slot slot = new SlotMemory(1, 4096, 1024).nextSlot();
        final Core core = new Core(List.of(new ToyStages.Failing(ToyStages.all().get(0), 1,
            new IllegalStateException("é".repeat(400)))));
        ToyStages.encode(slot, new SplittableRandom(1), new TimerEncoder(),
            new MessageHeaderEncoder());
        core.onEvent(slot, 1);
        final String detail = lastFault(slot.buffer()).detail();
        assertTrue(detail.endsWith("éé"), detail);
        assertFalse(detail.contains("\uFFFD"));
    }

    private static void assertStopped(PipelineRig rig, PipelineFault.Kind kind, long sequence, int journaled) {
        rig.pipeline.stop();
        assertEquals(1, rig.faults.size());
        assertEquals(kind, rig.faults.get(0).kind());
        assertEquals(sequence, rig.faults.get(0).sequence());
        assertEquals(journaled, rig.journal.size());
        assertEquals(1, rig.counter("pipeline.faults"));
        final PipelineStoppedException stopped = assertThrows(PipelineStoppedException.class, rig.inlet::claim);
        assertTrue(stopped.getMessage().contains("sequence " + sequence), stopped.getMessage());
        assertEquals(rig.faults.get(0), rig.pipeline.fault());
    }

    private static void awaitFault(PipelineRig rig) {
        final long deadline = System.nanoTime() + 10_000_000_000L;
        while (rig.faults.isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    private record Fault(int stage, String detail) {
    }

    private static Fault lastFault(UnsafeBuffer record) {
        int message = RecordLayout.event(0);
        for (int i = 0; i < RecordLayout.keptCount(record, 0); i++) {
            message = RecordLayout.next(record, message);
        }
        final FaultDecoder fault = new FaultDecoder();
        fault.wrapAndApplyHeader(record, message, new MessageHeaderDecoder());
        assertEquals(fault.stage(), RecordLayout.stage(record, message));
        return new Fault(fault.stage(), fault.detail());
    }
}
