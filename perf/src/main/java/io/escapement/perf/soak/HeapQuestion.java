package io.escapement.perf.soak;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks another JVM how much of its heap is used. */
final class HeapQuestion {
    private static final Pattern USED = Pattern.compile("\\bused (\\d+)([KMG])");

    private HeapQuestion() {
    }

    /** Bytes; -1 where there is no jcmd, or no answer. */
    static long used(long pid) throws IOException, InterruptedException {
        return parse(Jcmd.ask(pid, "GC.heap_info"));
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
