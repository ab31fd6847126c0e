package io.escapement.tools.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.tools.ToolRun;
import io.escapement.tools.journal.TestJournal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code pairs} and {@code input}, over a journal of two instruments that move for 70 seconds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PairToolsTest {
    private static final int SECONDS = 70;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final String PAIRS = """
        pairs:
          list: [{y: binance ETHUSDT, x: binance BTCUSDT}]
          window: 30
          z-threshold: 1.5
        """;

    @TempDir
    private static Path folder;
    private static Path with;
    private static Path without;
    private static Path config;

    @BeforeAll
    static void play() throws Exception {
        with = record("with", TestJournal.config() + PAIRS);
        without = record("without", TestJournal.config());
        config = Files.writeString(folder.resolve("pairs.yaml"), PAIRS);
    }

    private static Path record(String name, String text) {
        final Path directory = folder.resolve(name);
        try (TestJournal journal = new TestJournal(directory)) {
            journal.startRun(text).define(1, "BTCUSDT").define(2, "ETHUSDT").live(1).live(2);
            long btc = 100;
            long eth = 100;
            for (int i = 1; i <= SECONDS; i++) {
                final long newBtc = 1_000 + i * 37 % 101;
                final long newEth = 500 + (i * 37 % 101) / 2 + i % 3 + (i == 60 ? 40 : 0);
                journal.after(SECOND_NS / 2);
                move(journal, 1, 100 + i, btc, newBtc);
                move(journal, 2, 100 + i, eth, newEth);
                journal.trade(1, newBtc, 1_000 + i);
                journal.after(SECOND_NS / 2 - 6 * TestJournal.STEP_NS).timer(1).timer(2);
                btc = newBtc;
                eth = newEth;
            }
        }
        return directory;
    }

    private static void move(TestJournal journal, int id, int update, long old, long price) {
        journal.delta(id, update, update, old == price ? "|"
            : price + "x5 " + old + "x0 | " + (price + 1) + "x5 " + (old + 1) + "x0");
    }

    @Test
    void pairsAreToldEachSecondWhetherTheRunHadThemOrNot() throws Exception {
        final String csv = ToolRun.of("pairs", with).wentWell().out();
        assertEquals(csv, ToolRun.of("pairs", without, "--config", config).wentWell().out());
        final List<String> lines = csv.lines().toList();
        assertTrue(lines.get(0).startsWith("time,pair,y,x,pair_alpha,pair_beta,"), lines.get(0));
        assertEquals(SECONDS, lines.size() - 1, 1);
        assertEquals(lines.get(0).split(",").length, lines.get(40).split(",", -1).length);
        assertTrue(lines.get(1).startsWith("2026-01-01T00:00:01Z,1,binance ETHUSDT,binance BTCUSDT,,,"));
        final double beta = Double.parseDouble(lines.get(40).split(",")[5]);
        assertEquals(1, beta, 0.3, "a tenth of the price moves half as much as a tenth of twice the price");
        final Path file = folder.resolve("pairs.csv");
        assertEquals("", ToolRun.of("pairs", with, "--out", file).wentWell().out());
        assertEquals(csv, Files.readString(file));
        final List<JsonNode> json = ToolRun.of("pairs", with, "--json").wentWell().json();
        assertEquals(lines.size() - 1, json.size());
        assertTrue(json.get(0).get("pair_beta").isNull());
        assertEquals(beta, json.get(39).get("pair_beta").doubleValue());
    }

    @Test
    void alertsAreToldAlone() {
        final List<String> lines = ToolRun.of("pairs", with, "--alerts").wentWell().out().lines().toList();
        assertEquals("time,pair,y,x,z,threshold,event", lines.get(0));
        assertTrue(lines.stream().anyMatch(line -> line.matches(
            "2026-01-01T00:01:0\\d\\S*Z,1,binance ETHUSDT,binance BTCUSDT,[3-9].*,1.5,beyond")), lines::toString);
        final List<JsonNode> json = ToolRun.of("pairs", with, "--alerts", "--json").wentWell().json();
        assertEquals(lines.size() - 1, json.size());
        for (int i = 0; i < json.size(); i++) {
            assertEquals(i % 2 == 0 ? "beyond" : "back", json.get(i).get("event").textValue(), "they alternate");
        }
    }

    @Test
    void theRunReplaysAsRecordedWithItsPairs() {
        assertTrue(ToolRun.of("replay", with, "--verify").wentWell().out().contains("identical"));
        assertTrue(ToolRun.of("replay", with, "--verify", "--layout", "split-3").wentWell().out()
            .contains("identical"));
    }

    @Test
    void anInputIsShownAsOfATime() {
        final String text = ToolRun.of("input", with, "--instrument", "BTCUSDT", "--at", "2026-01-01T00:00:50.9Z")
            .wentWell().out();
        assertTrue(text.contains("BINANCE:BTCUSDT after sequence"), text);
        assertTrue(text.contains("missing: frame 1h"), text);
        assertTrue(text.contains("missing: model outputs"), text);
        assertTrue(text.contains("PAIR of 1 each 1000000000 ns, as of 2026-01-01T00:00:50Z: "), text);
        assertTrue(text.contains("NOT fit at 0.6"), text);
        assertTrue(text.contains("position: flat"), text);
        final JsonNode at = ToolRun.of("input", with, "--instrument", 1, "--at", "2026-01-01T00:00:50.9Z", "--json")
            .wentWell().json().get(0);
        assertTrue(text.contains("hash " + at.get("hash").textValue()));
        final JsonNode bars = at.get("frames").get("1s").get("bars");
        assertEquals(300, bars.size());
        assertTrue(bars.get(0).isNull());
        // The trade of second i is at 1000 + 37 i mod 101, in hundredths.
        final long second = at.get("frames").get("1s").get("endNs").longValue() / SECOND_NS
            - TestJournal.START_NS / SECOND_NS;
        assertEquals((1_000 + second * 37 % 101) / 100.0, bars.get(299).get(0).doubleValue());
        assertEquals("ETHUSDT", ToolRun.of("input", with, "--instrument", "BINANCE:ETHUSDT", "--json").wentWell()
            .json().get(0).get("symbol").textValue());
        assertEquals(at, ToolRun.of("input", with, "--instrument", 1, "--at", "2026-01-01T00:00:50.9Z", "--json")
            .json().get(0));
    }

    @Test
    void saysWhatIsNotThere() {
        assertTrue(ToolRun.of("pairs", without).failedWith(2).err().contains("no pairs"));
        ToolRun.of("pairs", folder.resolve("nowhere")).failedWith(2);
        ToolRun.of("pairs", with, "--config", folder.resolve("nowhere")).failedWith(2);
        assertTrue(ToolRun.of("input", with, "--instrument", "XRP").failedWith(2).err().contains("1 = BINANCE"));
        ToolRun.of("input", with, "--instrument", 1, "--at", "noon").failedWith(2);
        ToolRun.of("input", with, "--instrument", 1, "--at", "2025-01-01").failedWith(2);
        ToolRun.of("input", with).failedWith(2);
    }
}
