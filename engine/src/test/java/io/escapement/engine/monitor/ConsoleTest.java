package io.escapement.engine.monitor;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ConsoleTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(out), new PrintStream(err), false);

    @Test
    void aLineThatComesAgainIsCountedAndShownAtEveryTenfold() {
        for (int i = 0; i < 150; i++) {
            console.warn("frame cut short");
        }
        console.info("ready");
        console.printRepeats();
        assertEquals(List.of("ready"), out.toString().lines().toList());
        assertEquals(List.of("WARN  frame cut short", "WARN  frame cut short (10 times)",
            "WARN  frame cut short (100 times)", "WARN  frame cut short (150 times in all)"),
            err.toString().lines().toList());
    }

    @Test
    void aStormOfDifferentLinesIsBounded() {
        for (int i = 0; i < Console.MAX_DISTINCT + 500; i++) {
            console.error("order " + i);
        }
        console.printRepeats();
        final List<String> lines = err.toString().lines().toList();
        assertEquals(Console.MAX_DISTINCT + 2, lines.size());
        assertEquals("WARN  500 further messages were not shown", lines.get(lines.size() - 1));
    }

    @Test
    void whereItWasThrownIsShownTheFirstTimeOnly() {
        for (int i = 0; i < 2; i++) {
            console.error("failed", new IllegalStateException("why"));
        }
        assertEquals(1, err.toString().lines().filter(line -> line.contains("IllegalStateException: why")).count());
    }
}
