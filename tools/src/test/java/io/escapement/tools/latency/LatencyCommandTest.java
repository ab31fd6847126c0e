package io.escapement.tools.latency;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.tools.ToolRun;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

import javax.xml.parsers.DocumentBuilderFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LatencyCommandTest {
    @TempDir
    Path directory;

    /** Two intervals a hop: 1 to 1000 us evenly, and ten times as long for the second hop. */
    private Path log(String name) throws IOException {
        final Path file = directory.resolve(name);
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            final HistogramLogWriter writer = new HistogramLogWriter(out);
            writer.outputComment("[a test]");
            writer.outputLogFormatVersion();
            writer.outputStartTime(1_767_225_600_000L);
            writer.outputLegend();
            for (int interval = 0; interval < 2; interval++) {
                writer.outputIntervalHistogram(interval, interval + 1, histogram("receive-decoded", 1, interval));
                writer.outputIntervalHistogram(interval, interval + 1, histogram("receive-journaled", 10, interval));
            }
        }
        return file;
    }

    private static Histogram histogram(String tag, int factor, int interval) {
        final Histogram histogram = new Histogram(60_000_000_000L, 3);
        histogram.setTag(tag);
        for (int us = 1 + interval * 500; us <= 500 + interval * 500; us++) {
            histogram.recordValue(us * 1_000L * factor);
        }
        return histogram;
    }

    @Test
    void addsUpIntervalsAndFilesByHop() throws Exception {
        final List<JsonNode> hops = ToolRun.of("latency", log("a.hlog"), log("b.hlog"), "--json").wentWell().json();
        assertEquals(List.of("receive-decoded", "receive-journaled"),
            hops.stream().map(hop -> hop.get("hop").asText()).toList());
        assertEquals(2_000, hops.get(0).get("count").asLong());
        assertEquals(500, hops.get(0).get("p50Us").asDouble(), 0.5);
        assertEquals(999, hops.get(0).get("p99.9Us").asDouble(), 1);
        assertEquals(1_000, hops.get(0).get("maxUs").asDouble(), 1);
        assertEquals(9_000, hops.get(1).get("p90Us").asDouble(), 9);
    }

    @Test
    void showsATableAndAPlot() throws Exception {
        final ToolRun run = ToolRun.of("latency", log("a.hlog")).wentWell();
        final List<String> lines = run.out().lines().toList();
        assertTrue(lines.get(0).matches("latency, us +p50 +p90 +p99 +p99.9 +p99.99 +max +count"), run::out);
        assertTrue(lines.get(1).matches("receive-decoded +500\\.\\d\\d +90\\d\\.\\d\\d .* 1000"), run::out);
        assertTrue(run.out().contains("a receive-decoded   b receive-journaled"), run::out);
        assertTrue(run.out().matches("(?s).* 0 +90 +99 +99.9\\R.*"), run::out);
        assertEquals(3, ToolRun.of("latency", log("a.hlog"), "--no-plot").wentWell().out().lines().count());
    }

    @Test
    void drawsAPictureThatIsValidXml() throws Exception {
        final Path svg = directory.resolve("latency.svg");
        ToolRun.of("latency", log("a<&>.hlog"), "--svg", svg).wentWell();
        final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        final Document document = factory.newDocumentBuilder().parse(svg.toFile());
        assertEquals("http://www.w3.org/2000/svg", document.getDocumentElement().getNamespaceURI());
        assertEquals(2, document.getElementsByTagName("polyline").getLength());
        assertTrue(Files.readString(svg).contains("receive-journaled"));
    }

    @Test
    void leavesOutALineThatWasBeingWritten() throws Exception {
        final Path file = log("a.hlog");
        final List<String> lines = Files.readAllLines(file);
        final String last = lines.get(lines.size() - 1);
        Files.writeString(file, last.substring(0, last.length() / 2), StandardOpenOption.APPEND);
        final ToolRun run = ToolRun.of("latency", file, "--json");
        assertEquals(0, run.code());
        assertTrue(run.err().contains("cut off"), run::err);
        assertEquals(1_000, run.json().get(0).get("count").asLong());
    }

    @Test
    void refusesWhatIsNoLog() throws Exception {
        assertTrue(ToolRun.of("latency", directory.resolve("none")).failedWith(2).err().contains("no such file"));
        ToolRun.of("latency").failedWith(2);
        ToolRun.of("latency", Files.writeString(directory.resolve("empty"), "")).failedWith(2);
        ToolRun.of("latency", Files.writeString(directory.resolve("text"), "hello\n")).failedWith(2);
        ToolRun.of("latency", Files.write(directory.resolve("bytes"), new byte[] {(byte) 0xFF, 0, 1})).failedWith(2);
        final Path broken = log("a.hlog");
        Files.writeString(broken, Files.readString(broken).replaceFirst("HIST", "ABCD"));
        assertTrue(ToolRun.of("latency", broken).failedWith(2).err().contains("line "));
        ToolRun.of("latency", log("b.hlog"), "--svg", directory.resolve("none/x.svg")).failedWith(2);
    }
}
