package io.escapement.engine.paper;

import com.sun.management.ThreadMXBean;
import io.escapement.engine.pipeline.OneSlotInlet;
import io.escapement.engine.pipeline.RecordBuilder;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PaperVenueAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final RecordBuilder record = new RecordBuilder();
    private final RandomSchedule schedule = new RandomSchedule(11, 2_000);
    private final PaperVenue venue = new PaperVenue(
        PaperConfigs.with(PaperConfig.Queue.LOGARITHM, 1, false, new PaperConfig.Bounds(4, 16, 256, 256, 4_096)),
        new JitteredLatency(new ConstantLatency(25, 15), 10, 5));
    private int reports;
    private final OneSlotInlet inlet = new OneSlotInlet(slot -> reports++);

    @Test
    void nothingIsAllocatedAfterWarmUp() {
        venue.onRecord(record.definition(1, PaperConfigs.instrument()).slot());
        long allocated = Long.MAX_VALUE;
        for (int pass = 0; pass < 30 && allocated > 0; pass++) {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            pass(pass);
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated, "bytes allocated in the best of 30 passes");
        assertTrue(reports > 300, "reports: " + reports);
    }

    private void pass(int pass) {
        for (int i = 0; i < schedule.steps.size(); i++) {
            venue.onRecord(RandomSchedule.build(record, schedule.steps.get(i), pass * 1_000_000L, pass * 10_000L)
                .slot());
            venue.poll(inlet, 0);
        }
    }
}
