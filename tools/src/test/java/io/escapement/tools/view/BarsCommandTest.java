package io.escapement.tools.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;
import io.escapement.tools.RealCaptures;
import io.escapement.tools.ToolRun;
import io.escapement.tools.journal.TestJournal;
import io.escapement.tools.terminal.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(120)
class BarsCommandTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String NAMES = "of,kind,size,open_time,end_time,duration_ns,open,high,low,close,volume,"
        + "buy_volume,notional,vwap,trades,buys,late,note";

    @TempDir
    Path directory;

    /** A trade a second for a minute, of each of two instruments, and one an hour later. */
    private Path journal() {
        final Path journal = directory.resolve("journal");
        try (TestJournal writer = new TestJournal(journal)) {
            writer.startRun().define(1, "BTCUSDT").define(2, "ETHUSDT");
            for (int i = 0; i < 65; i++) {
                writer.trade(1, 10_000 + i % 7 * (i % 3), 100_000).trade(2, 500 + i % 5, 200_000).pause(SECOND);
            }
            writer.pause(3_600 * SECOND).trade(1, 20_000, 100_000);
        }
        return journal;
    }

    @Test
    void writesTheBarsOfAnyDurationOfOneInstrument() {
        final List<String> lines = ToolRun.of("bars", journal(), "btcusdt", "--timeframes", "1s,10s").wentWell()
            .out().lines().toList();
        assertEquals(NAMES, lines.get(0));
        assertEquals("BINANCE:BTCUSDT,TIME,,2026-01-01T00:00:00Z,2026-01-01T00:00:01Z,1000000000,100.00,100.00,100.00,"
            + "100.00,1.00000,1.00000,100.00000000,100.000,1,1,0,", lines.get(1));
        assertEquals(1, lines.stream().filter(line -> line.contains(",GAP,")
            && line.endsWith(",STALLED")).count(), "the hour");
        assertEquals(65, lines.stream().filter(line -> line.contains(",1000000000,1")).count());
        assertEquals(7, lines.stream().filter(line -> line.contains(",10000000000,")).count());
        assertTrue(lines.stream().noneMatch(line -> line.contains("ETHUSDT")));
    }

    @Test
    void writesWhatTheRunsOwnConfigSaysAsJsonIntoAFile() throws IOException {
        final Path file = directory.resolve("bars.json");
        assertEquals("", ToolRun.of("bars", journal(), "--json", "--out", file).wentWell().out());
        final List<JsonNode> rows = new ToolRun(0, Files.readString(file), "").json();
        assertEquals("BINANCE:BTCUSDT", rows.get(0).get("of").asText());
        assertEquals(1_000_000_000L, rows.get(0).get("duration_ns").asLong());
        assertTrue(rows.stream().anyMatch(row -> row.has("duration_ns")
            && row.get("duration_ns").asLong() == 60 * SECOND), "as the demo's config has them");
    }

    @Test
    void theBarsMadeAgainAreThoseThatTheRunItselfHasTold() {
        final List<String> told = new ArrayList<>();
        final Path journal = journal();
        final BarDecoder bar = new BarDecoder();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                int message = RecordLayout.next(reader.buffer(), RecordLayout.event(reader.offset()));
                for (int left = RecordLayout.keptCount(reader.buffer(), reader.offset()); left > 0; left--) {
                    if (RecordLayout.templateId(reader.buffer(), message) == BarDecoder.TEMPLATE_ID) {
                        bar.wrapAndApplyHeader(reader.buffer(), message, new MessageHeaderDecoder());
                        told.add(bar.instrumentId() + " " + bar.openTimeNs() + " " + bar.durationNs() + " "
                            + bar.closePrice() + " " + bar.volume());
                    }
                    message = RecordLayout.next(reader.buffer(), message);
                }
            }
        }
        final List<String> again = ToolRun.of("bars", journal, "--json").wentWell().json().stream()
            .filter(row -> !row.get("kind").asText().equals("GAP")).map(row ->
                (row.get("of").asText().endsWith("BTCUSDT") ? 1 : 2) + " " + Times.parse(row.get("open_time").asText())
                    + " " + row.get("duration_ns").asLong() + " " + mantissa(row, "close", 2) + " "
                    + mantissa(row, "volume", 5)).toList();
        assertEquals(told, again);
        assertTrue(told.size() > 100, told.size() + " bars");
    }

    private static long mantissa(JsonNode row, String name, int digits) {
        return new BigDecimal(row.get(name).asText()).movePointRight(digits).longValueExact();
    }

    @Test
    void takesBarsThatTradesCloseFromAFile() throws IOException {
        final Path config = Files.writeString(directory.resolve("bars.yaml"),
            "bars: {timeframes: [1m], trade-bars: [{kind: tick, size: 10, names: [ETHUSDT]}]}\n");
        final List<String> lines = ToolRun.of("bars", journal(), "--config", config).wentWell().out().lines()
            .filter(line -> line.contains(",TICK,")).toList();
        assertEquals(6, lines.size());
        assertTrue(lines.get(0).startsWith("BINANCE:ETHUSDT,TICK,10,2026-01-01T00:00:00.004Z,"), lines.get(0));
    }

    @Test
    void refusesWhatIsNotThere() {
        final Path journal = journal();
        assertTrue(ToolRun.of("bars", journal, "XRPUSDT").failedWith(2).err().contains("BINANCE:BTCUSDT"));
        ToolRun.of("bars", journal, "--timeframes", "7s").failedWith(2);
        ToolRun.of("bars", journal, "--timeframes", "1s", "--config", "x").failedWith(2);
        ToolRun.of("bars", directory.resolve("none")).failedWith(2);
    }

    @Test
    void pivotsAreToldWhenTheyAreConfirmed() {
        final List<String> lines = ToolRun.of("pivots", journal(), "BTCUSDT", "--timeframes", "1s").wentWell().out()
            .lines().toList();
        assertEquals("instrument,duration_ns,level,kind,price,bar_time,confirm_time,confirm_bars,trend", lines.get(0));
        assertTrue(lines.get(1).startsWith("BINANCE:BTCUSDT,1000000000,1,HIGH,100."), lines.get(1));
        final List<String> counts = ToolRun.of("pivots", directory.resolve("journal"), "BTCUSDT", "--timeframes", "1s",
            "--summary").wentWell().out().lines().toList();
        assertEquals(lines.stream().filter(line -> line.contains(",1,HIGH,")).count(),
            Long.parseLong(counts.get(1).split(",")[5]));
    }

    @Test
    void countsThePivotsOfRealKlines() {
        final Path klines = RealCaptures.find("klines/BTC-PERP_1m_2022-01.csv.gz");
        final List<String> lines = ToolRun.of("pivots", klines, "--summary").wentWell().out().lines()
            .filter(line -> line.contains(",HIGH,")).map(line -> line.substring(line.indexOf(",60000000000") + 12))
            .toList();
        assertEquals(List.of(",45031,1,HIGH,9400,313.1,1,6", ",45031,2,HIGH,2389,79.6,6,23",
            ",45031,3,HIGH,612,20.4,23,91", ",45031,4,HIGH,159,5.3,94,343", ",45031,5,HIGH,46,1.5,377,851"), lines);
    }
}
