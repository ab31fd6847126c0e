package io.escapement.journal.chronicle;

import net.openhft.chronicle.queue.impl.RollingResourcesCache;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.File;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

class RollTest {
    @ParameterizedTest
    @EnumSource
    void shouldReadTheTimeOfAFilesNameAsChronicleDoes(Roll roll) {
        final RollingResourcesCache names =
            new RollingResourcesCache(roll.cycle(), 0, name -> new File(name + CycleFiles.SUFFIX), File::getName);
        assertEquals(roll.cycle().lengthInMillis(), roll.lengthMs());
        for (long cycle = 1; cycle < 4_000_000_000_000L / roll.lengthMs(); cycle = cycle * 3 + 1) {
            final Path file = names.resourceFor(cycle).path.toPath();
            assertEquals(cycle * roll.lengthMs(), roll.startMs(file), file.toString());
            for (final Roll other : Roll.values()) {
                assertEquals(other == roll, other.isNameOf(file), other + " " + file);
            }
        }
        assertFalse(roll.isNameOf(Path.of("nonsense.cq4")));
    }
}
