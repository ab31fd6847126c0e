package io.escapement.perf.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/** The rig that a report was made on. */
final class Machine {
    private Machine() {
    }

    static String describe(String how) {
        final Runtime runtime = Runtime.getRuntime();
        return "- date: " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\n"
            + "- CPU: " + firstLine("/proc/cpuinfo", "model name") + ", " + runtime.availableProcessors() + " cores\n"
            + "- memory: " + firstLine("/proc/meminfo", "MemTotal") + "; heap at most "
            + (runtime.maxMemory() >> 20) + " MiB\n"
            + "- kernel: " + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", clock source "
            + content("/sys/devices/system/clocksource/clocksource0/current_clocksource") + "\n"
            + "- JDK: " + System.getProperty("java.vm.name") + " " + Runtime.version() + " ("
            + System.getProperty("java.vendor") + ")\n"
            + "- flags: " + flags() + "\n"
            + "- load average at the start (1, 5, 15 min): " + load() + "\n"
            + "- how: " + how + "\n";
    }

    static String load() {
        final String text = content("/proc/loadavg");
        final String[] parts = text.split(" ");
        return parts.length < 3 ? text : parts[0] + ", " + parts[1] + ", " + parts[2];
    }

    private static String flags() {
        final var flags = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(flag -> flag.startsWith("-X")).toList();
        return flags.isEmpty() ? "none" : "`" + String.join(" ", flags) + "`";
    }

    private static String firstLine(String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name)).map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst().orElse("unknown");
        } catch (final IOException e) {
            return "unknown";
        }
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file)).trim();
        } catch (final IOException e) {
            return "unknown";
        }
    }
}
