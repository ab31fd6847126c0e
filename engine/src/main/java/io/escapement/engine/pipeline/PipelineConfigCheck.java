package io.escapement.engine.pipeline;

import org.agrona.BitUtil;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Finds everything that is wrong with a config, in words for whoever wrote it. */
final class PipelineConfigCheck {
    private static final int MAX_RING_SIZE = 1 << 20;
    private static final int MAX_SLOT_CAPACITY = 1 << 24;
    private static final int MAX_INLETS = 16;

    private final PipelineConfig config;
    private final List<String> errors = new ArrayList<>();

    PipelineConfigCheck(PipelineConfig config) {
        this.config = config;
    }

    List<String> errors(List<String> stageNames) {
        checkLayout(stageNames);
        checkSizes();
        if (WaitPolicy.of(config.waitStrategy()) == null) {
            wrong("waitStrategy", config.waitStrategy(), "one of " + String.join(", ", WaitPolicy.names()), "yielding");
        }
        checkCores(stageNames);
        checkInlets();
        if (config.sampleEvery() < 1) {
            wrong("sampleEvery", config.sampleEvery(), "1 (every event) or more", "1");
        }
        if (config.stallThresholdNs() < 1) {
            wrong("stallThresholdNs", config.stallThresholdNs(), "a number of nanoseconds above 0", "1000000");
        }
        if (config.stopTimeoutMs() < 1) {
            wrong("stopTimeoutMs", config.stopTimeoutMs(), "a number of milliseconds above 0", "5000");
        }
        return List.copyOf(errors);
    }

    private void checkLayout(List<String> stageNames) {
        final boolean explicit = "groups".equals(config.layout());
        if (!explicit && !config.groups().isEmpty()) {
            wrong("groups", config.groups(), "no groups where the layout is not 'groups'", "layout: groups");
        } else if (explicit) {
            checkGroups(stageNames);
        } else if (!config.isInline() && !"fused".equals(config.layout())) {
            final int most = stageNames.size() + 2;
            final int threads = Layout.splitThreads(config.layout());
            if (threads < 2 || threads > most) {
                wrong("layout", config.layout(), "inline, fused, groups, or split-2 to split-" + most, "inline");
            }
        }
    }

    private void checkGroups(List<String> stageNames) {
        final List<String> expected = new ArrayList<>(stageNames);
        expected.add(PipelineConfig.JOURNAL);
        expected.add(PipelineConfig.LISTENERS);
        final List<String> given = new ArrayList<>();
        config.groups().forEach(given::addAll);
        if (!given.equals(expected) || config.groups().stream().anyMatch(List::isEmpty)) {
            wrong("groups", config.groups(), "every stage once and in this order, in groups of at least one: "
                + String.join(", ", expected), Layout.example(stageNames));
        }
    }

    private void checkSizes() {
        final int ring = config.ringSize();
        if (ring != 0 && (!BitUtil.isPowerOfTwo(ring) || ring < 2 || ring > MAX_RING_SIZE)) {
            wrong("ringSize", ring, "a power of two from 2 to " + MAX_RING_SIZE + ", or 0 for the default", "1024");
        }
        checkCapacity("recordCapacity", config.recordCapacity(), Slot.MIN_RECORD_CAPACITY);
        checkCapacity("checkedCapacity", config.checkedCapacity(), 64);
        final long size = (long) config.slots() * ((long) config.recordCapacity() + config.checkedCapacity() + 64);
        if (errors.isEmpty() && size > Integer.MAX_VALUE) {
            wrong("ringSize", config.slots(), "ringSize x (recordCapacity + checkedCapacity) below 2 GiB, not " + size,
                "1024");
        }
    }

    private void checkCapacity(String key, int bytes, int least) {
        if (bytes < least || bytes > MAX_SLOT_CAPACITY || bytes % 64 != 0) {
            wrong(key, bytes, "a multiple of 64 from " + least + " to " + MAX_SLOT_CAPACITY, "16384");
        }
    }

    private void checkCores(List<String> stageNames) {
        if (errors.isEmpty()) {
            final int threads = config.isInline() ? 0 : Layout.plan(config, stageNames).size();
            if (config.cores().size() > threads) {
                wrong("cores", config.cores(), "at most " + threads
                    + " core numbers, one for each thread of the layout "
                    + config.layout() + " (the producing thread is pinned by whoever makes it)", "[]");
            }
        }
        final HashSet<Integer> seen = new HashSet<>();
        for (final int core : config.cores()) {
            if (core < -1 || (core >= 0 && !seen.add(core))) {
                wrong("cores", config.cores(), "a core number for each group's thread, none twice; -1 for not pinned",
                    "[0, 1]");
                return;
            }
        }
    }

    private void checkInlets() {
        if (config.inlets() < 1 || config.inlets() > MAX_INLETS) {
            wrong("inlets", config.inlets(), "1 to " + MAX_INLETS, "1");
        } else if (config.isInline() && config.inlets() != 1) {
            wrong("inlets", config.inlets(), "1 where the layout is inline: the one producing thread runs the core",
                "layout: fused");
        }
    }

    private void wrong(String key, Object value, String expected, String example) {
        errors.add("pipeline." + key + ": " + value + " is not possible; expected " + expected + "; for example "
            + example);
    }
}
