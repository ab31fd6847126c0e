package io.escapement.perf.risk;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GateRunTest {
    private static final Path TESTS = Path.of("..", "engine", "src", "test", "java", "io", "escapement", "engine",
        "risk");

    @Test
    void everyRowDeniesWhatIsMadeForItAndHasItsTests() {
        final GateRun run = new GateRun(4, 16);
        run.run(400);
        run.endPass();
        assertEquals(List.of(), RiskTable.missing(run, TESTS));
        assertTrue(run.sent() >= 300, run.sent() + " orders");
        assertEquals(2 + 25 + 1, RiskTable.markdown(run, TESTS).lines().count(), "head, rows, and what was allowed");
    }

    @Test
    void whereNobodyHasLookedForTestsTheTableSaysSo() {
        assertEquals(RowTests.UNKNOWN, RowTests.of(Path.of("nowhere"), 1));
        assertTrue(RowTests.of(TESTS, 1).badInputs() >= 3);
    }
}
