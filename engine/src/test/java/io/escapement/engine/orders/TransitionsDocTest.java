package io.escapement.engine.orders;

import io.escapement.codecs.sbe.OrderStatus;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The table that people read is the table that runs. */
class TransitionsDocTest {
    @Test
    void theDocumentShowsEveryCellAsItIs() throws IOException {
        final List<String> lines = Files.readAllLines(Path.of("ORDERS.md"));
        final int first = lines.indexOf(lines.stream().filter(line -> line.startsWith("| what happens |"))
            .findFirst().orElseThrow());
        final String[] states = cells(lines.get(first));
        final List<String> shown = new ArrayList<>();
        final List<String> runs = new ArrayList<>();
        for (int row = 0; row < OrderInput.values().length; row++) {
            final OrderInput input = OrderInput.values()[row];
            shown.add(lines.get(first + 2 + row));
            final StringBuilder line = new StringBuilder("| ").append(input).append(" |");
            for (int i = 1; i < states.length; i++) {
                line.append(' ').append(Transitions.text(OrderStatus.valueOf(states[i]), input)).append(" |");
            }
            runs.add(line.toString());
        }
        assertEquals(runs, shown);
        assertEquals(OrderStatus.values().length - 1, states.length, "all but DENIED and null, and a heading");
    }

    private static String[] cells(String line) {
        return line.substring(1).trim().split(" *\\| *");
    }
}
