package io.escapement.tools.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.tools.ToolRun;
import io.escapement.tools.journal.TestJournal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A journal of a run without the view; its buckets are made from its events. Buckets of BTC are 10.00 wide. */
@Timeout(120)
class BucketsCommandTest {
    private static final long SECOND = 1_000_000_000L;

    /** Read alone. */
    @TempDir
    static Path journal;

    @TempDir
    Path directory;

    @BeforeAll
    static void write() {
        write(journal, TestJournal.config());
    }

    private static void write(Path to, String config) {
        try (TestJournal made = new TestJournal(to)) {
            made.startRun(config).define(1, "BTCUSDT").define(2, "ETHUSDT").live(1).live(2)
                .delta(1, 101, 101, "100x0 6000000x600000 | 101x0 6000200x300000 6001500x100000");
            for (int i = 0; i < 5; i++) {
                made.after(SECOND).delta(1, 102 + i, 102 + i, "5999000x" + (i + 1) * 100_000 + " |");
            }
        }
    }

    private ToolRun run(Object... more) {
        final Object[] all = new Object[more.length + 4];
        System.arraycopy(new Object[] {"buckets", journal, "--instrument", "BTCUSDT"}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return ToolRun.of(all);
    }

    @Test
    void writesARowASecond() {
        final List<String> lines = run().wentWell().out().lines().toList();
        assertEquals(6, lines.size());
        final List<String> header = List.of(lines.get(0).split(","));
        final List<String> row = List.of(lines.get(3).split(",", -1));
        assertEquals(header.size(), row.size());
        assertEquals(13 + 41 * 7, header.size());
        assertEquals(List.of("2026-01-01T00:00:03Z", "BINANCE", "BTCUSDT", "10", "59800", "60001", "60000", "60002"),
            row.subList(0, 8));
        // Six bid and three asked at the mid, one asked above, two bid below: (8 - 4) / 12.
        assertEquals("0.3333333", row.get(8).substring(0, 9));
        assertEquals(List.of("6", "3", "60000.66666666667"), row.subList(header.indexOf("bid_0"),
            header.indexOf("bid_0") + 3));
        assertEquals("2", row.get(header.indexOf("bid_-1")));
        assertEquals("1", row.get(header.indexOf("ask_1")));
        assertEquals("", row.get(header.indexOf("vwap_2")));
        assertEquals("1.0", row.get(header.indexOf("mean_1s_-1")));
        assertEquals("", row.get(header.indexOf("mean_1s_-11")));
    }

    @Test
    void writesToAFileAndAsJson() throws IOException {
        final Path file = directory.resolve("out.csv");
        assertEquals("", run("--every", "100ms", "--out", file).wentWell().out());
        assertEquals(6, Files.readAllLines(file).size());
        final List<JsonNode> objects = run("--json").wentWell().json();
        assertEquals(5, objects.size());
        assertEquals("60001", objects.get(0).get("mid").asText());
        assertEquals("6", objects.get(0).at("/columns/20/bid").asText());
    }

    @Test
    void showsAHeatmap() {
        final String summary = run("--heatmap", "summary").wentWell().out();
        assertTrue(summary.startsWith("BINANCE:BTCUSDT, 2026-01-01T00:00:01Z to 2026-01-01T00:00:05Z: 5 seconds, 0"
            + " without values"), summary);
        assertTrue(summary.contains("mid 60001, from 60001 to 60001; mean spread 2"), summary);
        assertTrue(summary.contains("most at 60000: 9.0000000"), summary);
        assertTrue(summary.contains("support at 59990: 2.0000000, strength 1.00, 5 s"), summary);
        assertTrue(summary.contains("resistance at 60010: 1.0000000, strength 1.00, 5 s"), summary);
        final JsonNode json = run("--heatmap", "summary", "--json").wentWell().json().get(0);
        assertEquals("59990", json.at("/supports/0/price").asText());
        final List<String> matrix = run("--heatmap", "size", "--rows", "3").wentWell().out().lines().toList();
        assertEquals(4, matrix.size());
        assertTrue(matrix.get(0).startsWith("time,59800,59810,"), matrix.get(0));
        final double[] last = List.of(matrix.get(3).split(",")).subList(20, 23).stream()
            .mapToDouble(Double::parseDouble).toArray();
        assertArrayEquals(new double[] {4, 9, 1}, last, 1e-12);
    }

    @Test
    void takesWidthsFromAConfig() throws IOException {
        final Path config = directory.resolve("view.yaml");
        Files.writeString(config, "buckets:\n  widths:\n    - of: BTCUSDT\n      width: 2.5\n");
        assertEquals("2.5", run("--config", config).wentWell().out().lines().toList().get(1).split(",")[3]);
        Files.writeString(config, "buckets:\n  inner: 20\n");
        final ToolRun wrong = run("--config", config);
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("an odd number from 1 to 41"), wrong.err());
    }

    @Test
    void aRunThatHadTheStageReplaysBitForBitAndShowsTheSame() throws IOException {
        final Path with = directory.resolve("with");
        write(with, TestJournal.config() + "\nbuckets:\n  inner: 41\n");
        final JsonNode replayed = ToolRun.of("replay", with, "--verify", "--json").wentWell().json().get(0);
        assertTrue(replayed.get("identical").asBoolean());
        final String own = ToolRun.of("buckets", with, "--instrument", "1").wentWell().out();
        final Path config = directory.resolve("view.yaml");
        Files.writeString(config, "buckets:\n  inner: 41\n");
        assertEquals(run("--config", config).wentWell().out(), own);
    }

    @Test
    void saysWhatIsWrong() {
        assertTrue(ToolRun.of("buckets", journal, "--instrument", "X").failedWith(2).err()
            .contains("1 = BINANCE:BTCUSDT"));
        assertTrue(ToolRun.of("buckets", journal, "--heatmap", "size").failedWith(2).err()
            .contains("needs --instrument"));
        assertTrue(run("--heatmap", "warmth").failedWith(2).err().contains("expected summary"));
        assertTrue(run("--every", "2s").failedWith(2).err().contains("100ms or 1s"));
        assertTrue(run("--consolidated", "--heatmap", "size").failedWith(2).err().contains("no bucket of"));
    }
}
