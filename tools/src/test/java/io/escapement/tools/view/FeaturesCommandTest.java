package io.escapement.tools.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.engine.ViewColumns;
import io.escapement.tools.RealCaptures;
import io.escapement.tools.ToolRun;
import io.escapement.tools.journal.TestJournal;
import io.escapement.tools.terminal.Interruption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(120)
class FeaturesCommandTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    Path directory;

    /** Both books go live, then one second and two pass: 1000 events a second. */
    private Path journal() {
        try (TestJournal journal = new TestJournal(directory.resolve("journal"))) {
            journal.startRun().define(1, "BTCUSDT").define(2, "ETHUSDT").live(1).live(2);
            for (int i = 101; i < 2_200; i++) {
                journal.delta(1, i, i, i % 2 == 0 ? "100x5 |" : "100x7 |");
            }
            journal.trade(1, 101, 3).delta(2, 101, 101, "100x9 |");
        }
        return directory.resolve("journal");
    }

    @Test
    void writesTheChosenColumnsInTheirOrder() throws IOException {
        final Path out = directory.resolve("a.csv");
        final ToolRun run =
            ToolRun.of("features", journal(), "--columns", "mid,imb1,ofi_1s", "--out", out).wentWell();
        final long first = TestJournal.START_NS + SECOND_NS;
        assertEquals(List.of("time_ns,subject,mid,imb1,ofi_1s",
            first + ",BINANCE:BTCUSDT,1.005,0.16666666666666666,",
            first + SECOND_NS + ",BINANCE:BTCUSDT,1.005,0.16666666666666666,0.0",
            first + SECOND_NS + ",BINANCE:ETHUSDT,1.005,0.0,0.0"), shortened(Files.readAllLines(out)));
        assertTrue(run.out().startsWith("3 rows of "), run::out);
    }

    private static List<String> shortened(List<String> lines) {
        return lines.stream().map(line -> line.replace("-0.0", "0.0")).toList();
    }

    @Test
    void takesOneInstrumentByAnyOfItsNames() {
        final Path journal = journal();
        for (final String name : List.of("2", "ethusdt", "binance:ETHUSDT")) {
            final List<String> lines = ToolRun.of("features", journal, "--columns", "mid", "--instrument", name)
                .wentWell().out().lines().toList();
            assertEquals(2, lines.size(), name);
            assertTrue(lines.get(1).contains("BINANCE:ETHUSDT,1.005"), name);
        }
        assertTrue(ToolRun.of("features", journal, "--columns", "mid", "--instrument", "SOL").failedWith(2).err()
            .contains("1 = BINANCE:BTCUSDT, 2 = BINANCE:ETHUSDT"));
    }

    @Test
    void writesAllColumnsAndWhatAConfigAsksFor() throws IOException {
        final Path journal = journal();
        final List<String> lines = ToolRun.of("features", journal, "--all").wentWell().out().lines().toList();
        final int columns = ViewColumns.REGISTRY.sets().stream().mapToInt(set -> set.size()).sum();
        assertEquals(2 + columns, lines.get(0).split(",", -1).length);
        assertEquals(2 + columns, lines.get(1).split(",", -1).length);
        final Path config = Files.writeString(directory.resolve("view.yaml"), """
            features: {cadence: 100ms, groups: [quote]}
            """);
        final List<String> often = ToolRun.of("features", journal, "--columns", "mid,cvd", "--instrument", "1",
            "--config", config).wentWell().out().lines().toList();
        assertEquals(1 + 21, often.size());
        assertTrue(often.get(20).endsWith("BINANCE:BTCUSDT,1.005,"), often.get(20));
    }

    @Test
    void tellsOfAllColumns() throws IOException {
        assertEquals(ViewColumns.REGISTRY.page(), ToolRun.of("features", "--list").wentWell().out());
        final List<JsonNode> columns = ToolRun.of("features", "--list", "json").wentWell().json();
        assertEquals("FLOW", columns.stream().filter(column -> column.get("name").asText().equals("ofi_1s"))
            .findFirst().orElseThrow().get("block").asText());
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        final Path journal = journal();
        assertTrue(ToolRun.of("features", journal, "--columns", "mid,colour").failedWith(2).err()
            .contains("no column \"colour\""));
        ToolRun.of("features", journal).failedWith(2);
        ToolRun.of("features", journal, "--columns", "mid", "--all").failedWith(2);
        ToolRun.of("features", journal, "--all", "--out", directory.resolve("a.xls")).failedWith(2);
        ToolRun.of("features").failedWith(2);
        ToolRun.of("features", "--list", "html").failedWith(2);
        ToolRun.of("features", directory.resolve("none"), "--all").failedWith(2);
    }

    @Test
    void orderFlowOfARecordingIsAsKnown() {
        final Path capture = RealCaptures.find("binance-usdm/ethusdt-2024-08-08.jsonl.gz");
        final List<JsonNode> reports = ToolRun.of("features", "--check-ofi", capture, "--json").wentWell().json();
        assertEquals(2, reports.size());
        for (final JsonNode report : reports) {
            assertTrue(report.get("isKnown").asBoolean() && report.get("isAsKnown").asBoolean(), report::toString);
        }
        assertEquals(0.56, reports.get(1).get("r2Of1s").asDouble(), 0.01);
        assertEquals(0.76, reports.get(1).get("upByImbalance").get(4).asDouble(), 0.01);
    }

    @Test
    void orderFlowThatIsNotAsKnownIsTold() {
        final OfiKnown known = OfiKnown.of("ethusdt-2024-08-08", "ETHUSDT", OfiCheck.BEST);
        final OfiReport off = new OfiReport("ethusdt-2024-08-08", "ETHUSDT", OfiCheck.BEST, 0.4, Double.NaN,
            known.ups(), 5, known);
        assertEquals(List.of("R2 over 1 s is 0.400, known 0.56", "R2 over 10 s is NaN, known 0.51"),
            known.differences(off));
    }

    @Test
    void fitsMicropriceTablesThatAConfigTakes() throws IOException {
        try (TestJournal journal = new TestJournal(directory.resolve("journal"))) {
            journal.startRun().define(1, "BTCUSDT").define(2, "ETHUSDT").live(1).live(2);
            // A large bid and a mid that goes up a tick; then a large offer and one that comes down again.
            for (int i = 101; i < 2_101; i += 4) {
                journal.delta(1, i, i, "100x90 |").delta(1, i + 1, i + 1, "101x90 100x0 | 101x0 102x5")
                    .delta(1, i + 2, i + 2, "101x1 | 102x90").delta(1, i + 3, i + 3, "101x0 100x5 | 101x90 102x0");
            }
        }
        final Path journal = directory.resolve("journal");
        final String text = ToolRun.of("features", journal, "--fit-microprice", "1").wentWell().out();
        assertTrue(text.contains("symbol: BTCUSDT") && text.contains("# binance ETHUSDT: the mid never moves"), text);
        final Path config = Files.writeString(directory.resolve("view.yaml"), text);
        final List<String> lines = ToolRun.of("features", journal, "--columns", "imb1,micro_dev", "--instrument",
            "1", "--config", config).wentWell().out().lines().toList();
        final String[] last = lines.get(lines.size() - 1).split(",", -1);
        assertEquals(Math.signum(Double.parseDouble(last[2])), Math.signum(Double.parseDouble(last[3])));
    }

    @Test
    void stopsWhenInterrupted() {
        final Interruption interruption = new Interruption();
        interruption.request();
        assertEquals(130, ToolRun.of(interruption, "features", "--check-ofi",
            RealCaptures.find("binance-usdm/ethusdt-2024-08-08.jsonl.gz")).code());
    }
}
