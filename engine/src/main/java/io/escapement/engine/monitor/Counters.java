package io.escapement.engine.monitor;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersManager;
import org.agrona.concurrent.status.CountersReader;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All of an engine's counters, each with its label. A counter lies in 128 bytes of its own, is written by one thread,
 * and may be read by any. Counters are made while the engine is put together, by one thread at a time.
 */
public final class Counters {
    private static final int MAX_COUNTERS = 512;

    private final CountersManager manager = new CountersManager(
        new UnsafeBuffer(BufferUtil.allocateDirectAligned(MAX_COUNTERS * CountersReader.METADATA_LENGTH, 64)),
        new UnsafeBuffer(BufferUtil.allocateDirectAligned(MAX_COUNTERS * CountersReader.COUNTER_LENGTH, 64)));

    /** For those who make many counters of their own. */
    public CountersManager manager() {
        return manager;
    }

    /** A new counter; {@code incrementOpaque} and {@code setOpaque} are enough for its one writer. */
    public synchronized AtomicCounter counter(String label) {
        return manager.newCounter(label);
    }

    /**
     * Every counter's value by label, in the order in which they were made. Each is true, but not all of one moment.
     */
    public Map<String, Long> snapshot() {
        final Map<String, Long> values = new LinkedHashMap<>();
        manager.forEach((id, label) -> values.put(label, manager.getCounterValue(id)));
        return values;
    }

    /** The sum over every counter whose label begins and ends so: what all inlets have published, say. */
    public static long sum(Map<String, Long> snapshot, String prefix, String suffix) {
        long sum = 0;
        for (final Map.Entry<String, Long> entry : snapshot.entrySet()) {
            if (entry.getKey().startsWith(prefix) && entry.getKey().endsWith(suffix)) {
                sum += entry.getValue();
            }
        }
        return sum;
    }
}
