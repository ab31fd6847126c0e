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

    /** The sum over the heap's generations, as the collector calls them; class data stand behind them. */
    static long parse(String answer) {
        final int classes = answer.indexOf("Metaspace");
        final Matcher used = USED.matcher(classes < 0 ? answer : answer.substring(0, classes));
        long sum = -1;
        while (used.find()) {
            final int shift = switch (used.group(2)) {
                case "K" -> 10;
                case "M" -> 20;
                default -> 30;
            };
            sum = Math.max(0, sum) + (Long.parseLong(used.group(1)) << shift);
        }
        return sum;
    }
}
