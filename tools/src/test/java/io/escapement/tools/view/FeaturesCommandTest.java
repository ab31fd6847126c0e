package io.escapement.tools.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.engine.ViewColumns;
import io.escapement.engine.columns.Column;
import io.escapement.engine.features.FeatureColumns;
import io.escapement.tools.RealCaptures;
import io.escapement.tools.ToolRun;
import io.escapement.tools.journal.TestJournal;
import io.escapement.tools.parquet.ParquetTable;
import io.escapement.tools.terminal.Interruption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(120)
class FeaturesCommandTest {
    private static final long SECOND_NS = 1_000_000_000L;

    /** Read alone. */
    @TempDir
    static Path journal;

    @TempDir
    Path directory;

    /** Both books go live, then one second and two pass: 100 events a second. */
    @BeforeAll
    static void write() {
        write(journal);
    }

    private static void write(Path to) {
        try (TestJournal made = new TestJournal(to)) {
            made.startRun().define(1, "BTCUSDT").define(2, "ETHUSDT").live(1).live(2);
            for (int i = 101; i < 311; i++) {
                made.delta(1, i, i, i % 2 == 0 ? "100x5 |" : "100x7 |").after(9 * TestJournal.STEP_NS);
            }
            made.trade(1, 101, 3).delta(2, 101, 101, "100x9 |");
        }
    }

    @Test
    void writesTheChosenColumnsInTheirOrder() throws IOException {
        final Path out = directory.resolve("a.csv");
        final ToolRun run =
            ToolRun.of("features", journal, "--columns", "mid,imb1,ofi_1s", "--out", out).wentWell();
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
    void writesAllColumnsOfInstrumentsWithARowForEachSecond() {
        final ToolRun run = ToolRun.of("features", journal, "--all");
        assertEquals(List.of("note: by this config there are no columns of pairs"), run.err().lines().toList());
        final List<List<String>> lines = run.out().lines().map(line -> List.of(line.split(",", -1))).toList();
        final List<String> names = ViewColumns.REGISTRY.sets().stream().filter(set -> set.block() != ColumnBlock.PAIR)
            .flatMap(set -> set.columns().stream()).map(Column::name).toList();
        assertEquals(names, lines.get(0).subList(2, lines.get(0).size()));
        assertEquals(List.of("BINANCE:BTCUSDT", "BINANCE:BTCUSDT", "BINANCE:ETHUSDT"),
            lines.stream().skip(1).map(line -> line.get(1)).toList());
        lines.forEach(line -> assertEquals(lines.get(0).size(), line.size()));
        final String score = lines.get(2).get(lines.get(0).indexOf("dq_n_outlier"));
        assertEquals("0.0", score, "what another stage than that of the first column says");
    }

    @Test
    void ofAllColumnsThoseAreLeftOutThatTheConfigDoesNotMake() throws IOException {
        final Path config = Files.writeString(directory.resolve("view.yaml"), """
            features: {cadence: 100ms, groups: [quote]}
            indicators: {timeframes: [1s, 1m], kinds: [rsi]}
            """);
        final ToolRun run = ToolRun.of("features", journal, "--all", "--instrument", "1", "--config", config);
        assertEquals("note: by this config there are no columns of buckets, pivots, pairs, quality", run.err().strip());
        final List<String> lines = run.out().lines().toList();
        assertTrue(lines.get(0).startsWith("time_ns,subject,rsi_14@1s,rsi_14@1m,"), lines.get(0));
        assertTrue(lines.get(0).contains(",mid,") && !lines.get(0).contains("cvd"), lines.get(0));
        assertEquals(1 + 21, lines.size(), "a row each 100 ms");
    }

    @Test
    void refusesByNameWhatTheConfigDoesNotMake() throws IOException {
        final Path config = Files.writeString(directory.resolve("view.yaml"), """
            features: {groups: [quote]}
            indicators: {timeframes: [1s, 1m]}
            """);
        for (final String[] each : new String[][] {
            {"cob_imb", "stage buckets does not make it (section buckets is missing, or asks for others)"},
            {"mid,cvd", "column \"cvd\": by this config stage features does not make it"},
            {"mid@100ms", "column \"mid@100ms\": by this config stage features tells it for 1s"},
            {"rsi_14@5m", "stage indicators tells it for 1s, 1m"},
            {"mid,rsi_14", "stage indicators tells it for 1s, 1m; say which, for example rsi_14@1s"}}) {
            final String error = ToolRun.of("features", journal, "--columns", each[0], "--config", config)
                .failedWith(2).err();
            assertTrue(error.contains(each[1]), error);
        }
        assertTrue(ToolRun.of("features", journal, "--columns", "pair_beta").failedWith(2).err()
            .contains("stage pairs does not make it"));
        final ToolRun none = ToolRun.of("features", journal, "--columns", "rsi_14@1m,mid", "--config", config);
        assertEquals("note: no row, since \"rsi_14@1m\" was never told: the run may have been too short, or without"
            + " bars of that duration", none.err().strip());
        assertEquals("time_ns,subject,rsi_14@1m,mid", none.out().strip());
    }

    @Test
    void theRunsOfAJournalAreApart() throws IOException {
        final Path journal = directory.resolve("journal");
        write(journal);
        try (TestJournal again = new TestJournal(journal)) {
            again.startRun(TestJournal.config() + "features: {groups: [quote]}\n").define(1, "ETHUSDT")
                .after(SECOND_NS).timer(1);
        }
        final List<String> lines = ToolRun.of("features", journal, "--columns", "mid,imb10").wentWell().out().lines()
            .toList();
        assertTrue(lines.get(2).matches(".*BTCUSDT,1.005,0.1666.*"), lines.get(2));
        assertTrue(lines.get(lines.size() - 1).endsWith("BINANCE:ETHUSDT,,"), lines.toString());
        assertTrue(ToolRun.of("features", journal, "--all").err().lines().anyMatch(line ->
            line.contains("has other columns than the one before it; with --config all runs get the same")));
        final Path config = Files.writeString(directory.resolve("view.yaml"), "quality: {}\n");
        assertEquals(1 + 3 + 1, ToolRun.of("features", journal, "--all", "--config", config).out().lines().count());
    }

    @Test
    void parquetHasEveryValueThatCsvHas() throws IOException {
        final Path csv = directory.resolve("a.csv");
        final Path parquet = directory.resolve("a.parquet");
        ToolRun.of("features", journal, "--all", "--out", csv);
        assertTrue(ToolRun.of("features", journal, "--all", "--out", parquet).out().startsWith("3 rows of "));
        final ParquetTable table = ParquetTable.read(parquet);
        final List<List<String>> lines = Files.readAllLines(csv).stream().map(line -> List.of(line.split(",", -1)))
            .toList();
        assertEquals(Stream.concat(Stream.of("required int64 time_ns", "required int32 subject_id",
            "required binary subject STRING"), lines.get(0).stream().skip(2).map(name -> "optional double " + name))
            .toList(), table.schema());
        int present = 0;
        for (int row = 1; row < lines.size(); row++) {
            final List<String> line = lines.get(row);
            assertEquals(Long.parseLong(line.get(0)), table.columns().get(0).get(row - 1));
            assertEquals(line.get(1).endsWith("BTCUSDT") ? 1 : 2, table.columns().get(1).get(row - 1));
            assertEquals(line.get(1), table.columns().get(2).get(row - 1));
            for (int i = 2; i < line.size(); i++) {
                final Double expected = line.get(i).isEmpty() ? null : Double.valueOf(line.get(i));
                assertEquals(expected, table.columns().get(i + 1).get(row - 1), lines.get(0).get(i));
                present += expected == null ? 0 : 1;
            }
        }
        assertEquals(List.of(lines.size() - 1), table.columns().stream().map(List::size).distinct().toList());
        assertTrue(present > 50, present + " values");
        assertEquals(ViewColumns.REGISTRY.sha256(), table.metadata().get("escapement.schema"));
        assertEquals(String.format("%016x", FeatureColumns.SET.hash()),
            table.metadata().get("escapement.schema.FLOW"));
    }

    @Test
    void anExportThatBreaksOffLeavesNoParquet() {
        final Path parquet = directory.resolve("a.parquet");
        ToolRun.of("features", journal, "--columns", "mid", "--instrument", "SOL", "--out", parquet).failedWith(2);
        assertFalse(Files.exists(parquet));
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
