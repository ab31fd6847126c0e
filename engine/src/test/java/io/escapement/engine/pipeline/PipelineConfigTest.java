package io.escapement.engine.pipeline;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PipelineConfigTest {
    private static final List<String> STAGES = List.of("a", "b", "c");

    @Test
    void namedLayoutsAndRightGroupsHaveNoErrors() {
        for (final String layout : List.of("inline", "fused", "split-2", "split-3", "split-4", "split-5")) {
            assertEquals(List.of(), PipelineConfig.of(layout).errors(STAGES));
        }
        assertEquals(List.of(), PipelineConfig.of("fused").withGroups(List.of(List.of("a"),
            List.of("b", "c", "journal"), List.of("listeners"))).errors(STAGES));
    }

    @Test
    void everythingWrongIsToldAtOnceWithKeyValueExpectationAndExample() {
        final PipelineConfig config = new PipelineConfig("spilt-2", List.of(), 100, 1000, 0, "spin", List.of(-2), 0, 0,
            0, 0);
        final List<String> errors = config.errors(STAGES);
        assertEquals("pipeline.layout: spilt-2 is not possible; expected inline, fused, groups, or split-2 to split-5; "
            + "for example inline", errors.get(0));
        assertEquals("pipeline.ringSize: 100 is not possible; expected a power of two from 2 to 1048576, or 0 for the "
            + "default; for example 1024", errors.get(1));
        assertEquals(List.of("layout", "ringSize", "recordCapacity", "checkedCapacity", "waitStrategy", "cores",
            "inlets", "sampleEvery", "stallThresholdNs", "stopTimeoutMs"),
            errors.stream().map(e -> e.substring("pipeline.".length(), e.indexOf(':'))).toList());
    }

    @Test
    void groupsMustHoldEveryStageOnceInOrderThenJournalThenListeners() {
        for (final List<List<String>> wrong : List.of(List.<List<String>>of(), List.of(List.of("a", "b", "c")),
            List.of(List.of("b", "a", "c", "journal", "listeners")),
            List.of(List.of("a", "b", "c"), List.of("listeners"), List.of("journal")),
            List.of(List.of("a", "b", "c", "journal", "listeners"), List.<String>of()))) {
            final List<String> errors = PipelineConfig.of("fused").withGroups(wrong).errors(STAGES);
            assertEquals(1, errors.size());
            assertTrue(errors.get(0).endsWith("in groups of at least one: a, b, c, journal, listeners; "
                + "for example [[a, b, c], [journal, listeners]]"), errors.get(0));
        }
    }

    @Test
    void moreCoresThanThreadsAndSeveralInletsInlineAreRefused() {
        assertTrue(PipelineConfig.of("inline").withThreads("yielding", List.of(0), 1).errors(STAGES).get(0)
            .startsWith("pipeline.cores: [0]"));
        assertTrue(PipelineConfig.of("inline").withThreads("yielding", List.of(), 2).errors(STAGES).get(0)
            .startsWith("pipeline.inlets: 2"));
    }

    @Test
    void busySpinIsOnlyForThreadsThatHaveACoreEach() {
        assertEquals(new WaitChoice(WaitPolicy.BUSY_SPIN, null), WaitChoice.of(WaitPolicy.BUSY_SPIN, 1, 1, 2));
        assertEquals(new WaitChoice(WaitPolicy.YIELDING, "waitStrategy busy-spin needs a core for each of 4 threads "
            + "(3 groups, 1 producing), and there are 2: yielding is used instead"),
            WaitChoice.of(WaitPolicy.BUSY_SPIN, 3, 1, 2));
        assertEquals(new WaitChoice(WaitPolicy.BLOCKING, null), WaitChoice.of(WaitPolicy.BLOCKING, 9, 1, 2));
    }

    @Test
    void aPipelineWithMoreSpinnersThanCoresSaysSoAndRuns() {
        final int many = Runtime.getRuntime().availableProcessors();
        final PipelineConfig config = Layouts.small("fused").withThreads("busy-spin", List.of(), Math.min(16, many));
        try (PipelineRig rig = new PipelineRig(config, ToyStages.all())) {
            rig.pipeline.start();
            assertEquals(100, rig.publish(100, new SplittableRandom(1)));
            assertEquals(many < 16, rig.notices.size() == 1 && rig.notices.get(0).contains("yielding is used instead"));
        }
    }

    @Test
    void aCoreThatDoesNotExistIsNamedWithWhatThereIsAndTheThreadRuns() {
        final PipelineConfig config = Layouts.small("fused").withThreads("yielding", List.of(4095), 1);
        try (PipelineRig rig = new PipelineRig(config, ToyStages.all())) {
            rig.pipeline.start();
            assertEquals(100, rig.publish(100, new SplittableRandom(1)));
            assertEquals(1, rig.notices.size());
            assertTrue(rig.notices.get(0).startsWith("thread 'group-0 sum..listeners' runs unpinned: core 4095"),
                rig.notices.get(0));
            assertTrue(rig.pipeline.stop());
        }
    }

    @Test
    void aThreadThatCouldBePinnedRunsOnItsCoreAlone() throws InterruptedException {
        final BitSet allowed = CoreList.ofProcess();
        Assumptions.assumeTrue(allowed != null, "the system does not tell of cores");
        final BitSet wanted = new BitSet();
        wanted.set(allowed.length() - 1);
        final BitSet[] got = new BitSet[1];
        final String[] notice = new String[1];
        final Thread thread = new PinnedThreadFactory("pinned", allowed.length() - 1, text -> notice[0] = text)
            .newThread(() -> got[0] = CoreList.ofThread());
        thread.start();
        thread.join();
        assertNull(notice[0]);
        assertEquals(wanted, got[0]);
    }

    @Test
    void coreListsAreReadAsLinuxWritesThem() {
        assertEquals("{0, 1, 2, 3, 8, 10, 11}", CoreList.parse("0-3,8,10-11").toString());
        assertEquals("{5}", CoreList.parse("5").toString());
    }

    @Test
    void slotsLieAtOddMultiplesOfACacheLine() {
        for (final int capacity : new int[]{64, 100, 32 * 1024, 32 * 1024 + 64}) {
            final int stride = SlotMemory.stride(capacity);
            assertTrue(stride >= capacity && stride % 64 == 0 && stride / 64 % 2 == 1, capacity + " -> " + stride);
        }
        final SlotMemory memory = new SlotMemory(2, 4096, 1024);
        final long first = memory.nextSlot().buffer().addressOffset();
        assertEquals(0, first % 64);
        assertEquals(SlotMemory.stride(5120), memory.nextSlot().buffer().addressOffset() - first);
    }
}
