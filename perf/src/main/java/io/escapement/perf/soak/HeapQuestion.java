package io.escapement.perf.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks another JVM by {@code jcmd} how much of its heap is used. */
final class HeapQuestion {
    private static final Pattern USED = Pattern.compile("\\bused (\\d+)([KMG])");
    private static final long TIMEOUT_S = 5;

    private HeapQuestion() {
    }

    /** Bytes; -1 where there is no jcmd, or no answer. */
    static long used(long pid) throws IOException, InterruptedException {
        final Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return -1;
        }
        final Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.heap_info")
            .redirectErrorStream(true).start();
        final String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return parse(answer);
    }

    /** The first "used" of the answer, whatever the collector. */
    static long parse(String answer) {
        final Matcher used = USED.matcher(answer);
        if (!used.find()) {
            return -1;
        }
        final int shift = switch (used.group(2)) {
            case "K" -> 10;
            case "M" -> 20;
            default -> 30;
        };
        return Long.parseLong(used.group(1)) << shift;
    }
}
