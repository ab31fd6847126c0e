package io.escapement.engine;

import io.escapement.engine.monitor.Console;
import io.escapement.engine.monitor.Counters;

import java.util.Map;

/** What a run came to, for the person who ran it. */
final class Summary {
    private Summary() {
    }

    static void print(Engine engine, EngineSettings settings, Console console) {
        final Map<String, Long> counters = engine.counters();
        final StringBuilder text = new StringBuilder(System.lineSeparator());
        line(text, engine.latencyLog().summary().stripTrailing());
        line(text, "events " + Counters.sum(counters, "", "processed") + ", books at the end: "
            + engine.board().books());
        counters.forEach((label, value) -> {
            if (value != 0 && (label.contains("wait") || label.contains("stall") || label.contains("fault"))) {
                line(text, label + ": " + value);
            }
        });
        line(text, settings.accounts().isEmpty()
            ? "paper trading (SIMULATED fills on " + settings.provenance() + " data):"
            : settings.orders() + ", on " + settings.provenance() + " data; they came to:");
        engine.pnl().summary().forEach(each -> line(text, "  " + each));
        line(text, String.format("journal %s: last sequence %d, hash %016x", settings.journal().directory(),
            engine.lastSequence(), engine.journalHash()));
        text.append("check it: java -jar tools/target/tools.jar replay --verify ")
            .append(settings.journal().directory());
        console.info(text.toString());
        console.printRepeats();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
