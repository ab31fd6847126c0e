package io.escapement.engine.pipeline;

import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.TimerEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PipelineLifecycleTest {
    static Stream<PipelineConfig> layouts() {
        return Layouts.all();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aHundredStartsAndStopsLoseNothingAndLeaveNoThread(PipelineConfig config) {
        for (int i = 0; i < 100; i++) {
            final PipelineRig rig = new PipelineRig(config, ToyStages.all());
            rig.pipeline.start();
            rig.publish(i % 7, new SplittableRandom(i));
            assertTrue(rig.pipeline.stop());
            assertTrue(rig.pipeline.stop(), "again without harm");
            assertEquals(i % 7, rig.heard.size());
            assertEquals(List.of(), rig.notices);
        }
        assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(t -> t.getName().startsWith("group-")));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aStopDrainsEverythingThatWasPublished(PipelineConfig config) {
        final PipelineRig rig = new PipelineRig(config.withSizes(256, 4096, 1024), ToyStages.all(),
            slot -> LockSupport.parkNanos(100_000));
        rig.pipeline.start();
        rig.publish(200, new SplittableRandom(4));
        assertTrue(rig.pipeline.stop());
        assertEquals(200, rig.heard.size());
        assertEquals(0, rig.pipeline.unprocessed());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void takesNoEventBeforeTheStartAndAfterTheStop(PipelineConfig config) {
        final PipelineRig rig = new PipelineRig(config, ToyStages.all());
        assertEquals("the pipeline has not been started",
            assertThrows(PipelineStoppedException.class, rig.inlet::claim).getMessage());
        rig.pipeline.start();
        rig.pipeline.stop();
        assertEquals("the pipeline has been stopped",
            assertThrows(PipelineStoppedException.class, rig.inlet::claim).getMessage());
        assertThrows(IllegalStateException.class, rig.pipeline::start);
    }

    @Test
    void aStopGivesUpInBoundedTimeAndSaysWhoIsStuck() {
        final PipelineConfig config = new PipelineConfig("fused", List.of(), 16, 4096, 1024, "blocking", List.of(), 1,
            1, 1_000_000, 50);
        final Object never = new Object();
        final PipelineRig rig = new PipelineRig(config, ToyStages.all(), slot -> {
            synchronized (never) {
                try {
                    never.wait(300);
                } catch (final InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        rig.pipeline.start();
        rig.publish(5, new SplittableRandom(1));
        assertFalse(rig.pipeline.stop());
        assertTrue(rig.pipeline.unprocessed() > 0);
        assertTrue(rig.notices.get(0).contains("did not end within 50 ms"), rig.notices.get(0));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aClaimIsRefusedWhileAnotherIsOpenAndAPublishNeedsAnEvent(PipelineConfig config) {
        try (PipelineRig rig = new PipelineRig(config, ToyStages.all())) {
            rig.pipeline.start();
            final Slot slot = rig.inlet.claim();
            assertThrows(IllegalStateException.class, rig.inlet::claim);
            assertThrows(IllegalStateException.class, () -> rig.inlet.publish(slot));
            rig.inlet.abandon(slot);
            assertThrows(IllegalStateException.class, () -> rig.inlet.abandon(slot));
            assertEquals(3, rig.publish(3, new SplittableRandom(9)));
        }
    }

    @Test
    void inlineAListenerThatPublishesItselfIsToldHowElse() {
        final Inlet[] inlet = new Inlet[1];
        final PipelineRig rig = new PipelineRig(Layouts.small("inline"), ToyStages.all(), slot -> inlet[0].claim());
        inlet[0] = rig.inlet;
        rig.pipeline.start();
        rig.publish(1, new SplittableRandom(9));
        assertTrue(rig.faults.get(0).message().contains("event source"), rig.faults.get(0).message());
    }

    @Test
    void severalInletsShareTheRingAndEveryEventComesThrough() throws InterruptedException {
        final PipelineConfig config = Layouts.small("split-2").withThreads("phased", List.of(), 3);
        final PipelineRig rig = new PipelineRig(config, ToyStages.all());
        rig.pipeline.start();
        final Thread[] producers = new Thread[2];
        for (int i = 0; i < producers.length; i++) {
            final Inlet inlet = rig.pipeline.inlet();
            producers[i] = new Thread(() -> publish(inlet, 1_000));
            producers[i].start();
        }
        rig.publish(1_000, new SplittableRandom(2));
        for (final Thread producer : producers) {
            producer.join();
        }
        assertTrue(rig.pipeline.stop());
        assertEquals(3_000, rig.heard.size());
        assertEquals(1_000, rig.counter("pipeline.inlet2.published"));
        assertThrows(IllegalStateException.class, rig.pipeline::inlet);
    }

    private static void publish(Inlet inlet, int count) {
        final SplittableRandom random = new SplittableRandom(count);
        final TimerEncoder timer = new TimerEncoder();
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        for (int i = 0; i < count; i++) {
            final Slot slot = inlet.claim();
            ToyStages.encode(slot, random, timer, header);
            inlet.publish(slot);
        }
    }
}
