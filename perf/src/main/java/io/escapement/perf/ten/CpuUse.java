package io.escapement.perf.ten;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Who has used the machine's processors: the engine, this process that plays the venues, and all others. */
final class CpuUse {
    private static final OperatingSystemMXBean SYSTEM =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    /** Of {@code /proc/stat}, in hundredths of a second: user nice system idle iowait irq softirq steal. */
    private static final int IDLE = 3;
    private static final int IOWAIT = 4;
    private static final int STEAL = 7;
    private static final double TICKS_PER_SECOND = 100;

    private final long startNanos = System.nanoTime();
    private final long[] ticks = ticks();
    private final double own = own();
    private final double engineBefore;

    /** @param engineSeconds of processor time that the engine has had so far */
    CpuUse(double engineSeconds) {
        engineBefore = engineSeconds;
    }

    private static double own() {
        return SYSTEM.getProcessCpuTime() / 1e9;
    }

    private static long[] ticks() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            return lines.findFirst().map(line -> Stream.of(line.trim().split(" +")).skip(1).limit(STEAL + 1L)
                .mapToLong(Long::parseLong).toArray()).orElse(new long[STEAL + 1]);
        } catch (final IOException e) {
            return new long[STEAL + 1];
        }
    }

    /** Since it was made, for the report. */
    String line(double engineSeconds) {
        final long[] now = ticks();
        final double wall = (System.nanoTime() - startNanos) / 1e9;
        double busy = 0;
        for (int i = 0; i <= STEAL; i++) {
            busy += i == IDLE || i == IOWAIT || i == STEAL ? 0 : (now[i] - ticks[i]) / TICKS_PER_SECOND;
        }
        final double engine = engineSeconds - engineBefore;
        final double playing = own() - own;
        return String.format(Locale.ROOT, "processors' time: engine %.2f cores, the venues played %.2f, others %.2f,"
            + " stolen %.2f, of %d, over %.0f s", engine / wall, playing / wall,
            Math.max(0, busy - engine - playing) / wall, (now[STEAL] - ticks[STEAL]) / TICKS_PER_SECOND / wall,
            SYSTEM.getAvailableProcessors(), wall);
    }
}
