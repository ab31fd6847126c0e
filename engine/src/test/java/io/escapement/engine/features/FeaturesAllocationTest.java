package io.escapement.engine.features;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** After warm-up the stage does not allocate. */
class FeaturesAllocationTest {
    private static final long SECOND = 1_000_000_000L;
    /** What the runtime itself may allocate on the side, as compilers come and go; far less than a byte a record. */
    private static final long TOLERATED_BYTES = 4_096;

    @Test
    void shouldNotAllocate() {
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final Instruments driver = new Instruments(FeaturesTwinTest.config(SECOND / 10, 20));
        final List<Step> steps = RandomSteps.of(3, 1_700_000_000L * SECOND, 400, 5_000_000, true);
        final int warmUp = steps.size() / 3;
        driver.play(steps.subList(0, warmUp));
        final long before = threads.getCurrentThreadAllocatedBytes();
        driver.play(steps.subList(warmUp, steps.size()));
        final long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(0, bytes <= TOLERATED_BYTES ? 0 : bytes);
    }

    /** The features of one instrument, driven as the stage does. */
    private static final class Instruments {
        private final InstrumentFeatures features;
        private final double[] values = new double[FeatureColumns.SET.size()];
        private final LevelsOf levels = new LevelsOf();

        private Instruments(FeaturesConfig config) {
            features = new InstrumentFeatures(FeaturesStageTest.instrument(-2, -3), config, 0);
        }

        private void play(List<Step> steps) {
            for (int i = 0; i < steps.size(); i++) {
                final Step step = steps.get(i);
                if (features.advance(step.timeNs())) {
                    features.write(values);
                }
                if (step.levels() != null) {
                    features.onLevels(levels.of(step), step.timeNs());
                } else if (step.isTrade()) {
                    features.onTrade(step.timeNs(), step.price(), step.quantity(), step.sign());
                }
            }
        }
    }
}
