package io.escapement.perf.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks another JVM by {@code jcmd}. */
final class Jcmd {
    private static final long TIMEOUT_S = 5;

    private Jcmd() {
    }

    /** What it answers; empty where there is no jcmd. */
    static String ask(long pid, String... question) throws IOException, InterruptedException {
        final Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return "";
        }
        final List<String> command = new ArrayList<>(List.of(jcmd.toString(), Long.toString(pid)));
        command.addAll(List.of(question));
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        final String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return answer;
    }
}
