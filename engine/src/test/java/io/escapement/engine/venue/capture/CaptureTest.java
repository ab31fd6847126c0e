package io.escapement.engine.venue.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.escapement.engine.testkit.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureTest {
    private static final String META = "{\"k\":\"meta\",\"format\":1,\"venue\":\"binance-spot\",\"source\":\"a test\","
        + "\"begin\":1,\"end\":2}";

    @TempDir
    private Path folder;

    @Test
    void shouldReadBackEveryLineThatWasWritten() throws IOException {
        final Path file = folder.resolve("a.jsonl.gz");
        final CaptureMeta meta = new CaptureMeta("binance-spot", "a \"test\"", 1_000, 0);
        try (CaptureWriter writer = new CaptureWriter(file, meta)) {
            writer.http(1_000, "https://api/api/v3/depth?symbol=A", "{\"lastUpdateId\":1}");
            writer.open(1_001, 1, "wss://host/stream");
            writer.sent(1_002, 1, "{\"method\":\"SUBSCRIBE\"}");
            writer.received(1_003, 1, "quote \" backslash \\ umlaut \u00fc newline \n");
            writer.received(3_000_001_003L, 2, new byte[] {0, -1, 127});
            assertFalse(Files.exists(file), "the final name appears only at the end");
        }
        try (CaptureReader reader = CaptureReader.open(file)) {
            assertEquals(new CaptureMeta("binance-spot", "a \"test\"", 1_000, 3_000_001_003L), reader.meta());
        }
        final List<CaptureLine> lines = Captures.lines(file);
        assertEquals(List.of(
            new CaptureLine(CaptureLine.Kind.HTTP, 1_000, 0, "https://api/api/v3/depth?symbol=A",
                "{\"lastUpdateId\":1}", null),
            new CaptureLine(CaptureLine.Kind.OPEN, 1_001, 1, "wss://host/stream", null, null),
            new CaptureLine(CaptureLine.Kind.OUT, 1_002, 1, null, "{\"method\":\"SUBSCRIBE\"}", null),
            new CaptureLine(CaptureLine.Kind.IN, 1_003, 1, null, "quote \" backslash \\ umlaut \u00fc newline \n",
                null)), lines.subList(0, 4));
        assertArrayEquals(new byte[] {0, -1, 127}, lines.get(4).bytes());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void shouldReadAllThatWasFlushedOfARecordingWhoseWriterWasKilled() throws IOException {
        final CaptureWriter writer = new CaptureWriter(folder.resolve("a.jsonl.gz"),
            new CaptureMeta("binance-spot", "a test", 1, 0));
        for (int i = 1; i <= 1_000; i++) {
            writer.received(i, 1, "{\"number\":" + i + "}");
        }
        writer.flush();
        final byte[] flushed = Files.readAllBytes(writer.partFile());
        final Path killed = folder.resolve("killed.jsonl.gz");
        Files.write(killed, flushed);
        try (CaptureReader reader = CaptureReader.open(killed)) {
            long last = 0;
            for (CaptureLine line = reader.next(); line != null; line = reader.next()) {
                last = line.timeNs();
            }
            assertEquals(1_000, last);
            assertTrue(reader.truncated());
            assertEquals(0, reader.meta().endNs());
        }
        Files.write(killed, Arrays.copyOf(flushed, flushed.length - 100));
        assertTrue(Captures.lines(killed).size() > 500, "a torn tail costs its own lines only");
        writer.close();
    }

    @Test
    void shouldNameFileAndLineOfABadLine() throws IOException {
        final Path file = folder.resolve("bad.jsonl");
        Files.writeString(file, META + "\n{\"t\":1,\"k\":\"in\",\"c\":1,\"text\":\"x\"}\n{\"t\":1,\"k\":in}\n");
        try (CaptureReader reader = CaptureReader.open(file)) {
            assertEquals("x", reader.next().text());
            final CaptureException ex = assertThrows(CaptureException.class, reader::next);
            assertTrue(ex.getMessage().startsWith(file + ":3: Unrecognized token 'in'"), ex.getMessage());
            assertEquals(3, ex.line());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"t\":1,\"k\":\"inn\",\"c\":1,\"text\":\"\"} | k = \"inn\", expected http, open, out or in",
        "{\"t\":1,\"c\":1,\"text\":\"\"}               | the line lacks the field k",
        "{\"t\":1,\"k\":\"in\",\"c\":1}                | a frame needs c and one of text and b64",
        "{\"t\":1,\"k\":\"in\",\"text\":\"\"}          | a frame needs c and one of text and b64",
        "{\"t\":\"1\",\"k\":\"in\"}                    | t must be a whole number, is 1",
        "{\"t\":0,\"k\":\"open\",\"c\":1,\"url\":\"\"} | t = 0, expected epoch nanoseconds",
        "{\"t\":1,\"k\":\"http\",\"url\":\"\"}         | an http line needs url and body",
        "[1]                                           | expected a JSON object, found [",
        "{\"t\":1,\"k\":\"in\",\"c\":1,\"text\":{}}    | text must be a text, is {",
    })
    void shouldRefuseALineThatIsNotOfTheFormat(final String line, final String message) throws IOException {
        final Path file = folder.resolve("bad.jsonl");
        Files.writeString(file, META + "\n" + line + "\n");
        try (CaptureReader reader = CaptureReader.open(file)) {
            final CaptureException ex = assertThrows(CaptureException.class, reader::next);
            assertEquals(file + ":2: " + message, ex.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"k\":\"meta\",\"format\":2,\"venue\":\"x\"} | format 2 is not known, expected 1",
        "{\"k\":\"in\",\"format\":1,\"venue\":\"x\"}   | the first line has k = in, expected \"meta\"",
        "{\"k\":\"meta\",\"format\":1}                 | the meta line lacks the field venue",
        "hello                                         | Unrecognized token 'hello'",
        "``                                            | expected the meta line",
    })
    void shouldRefuseAFileThatDoesNotBeginAsACapture(final String line, final String message) throws IOException {
        final Path file = folder.resolve("bad.jsonl");
        Files.writeString(file, line + "\n");
        final CaptureException ex = assertThrows(CaptureException.class, () -> CaptureReader.open(file));
        assertTrue(ex.getMessage().startsWith(file + ":1: " + message), ex.getMessage());
    }

    @Test
    void shouldSayThatAFileIsMissing() {
        final Path file = folder.resolve("none.jsonl.gz");
        final CaptureException ex = assertThrows(CaptureException.class, () -> CaptureReader.open(file));
        assertTrue(ex.getMessage().contains("there is no such capture file"), ex.getMessage());
    }

    @Test
    void shouldReadARealRecordingWhole() {
        final List<CaptureLine> lines = Captures.lines(Captures.SPOT_BTCUSDT);
        final int[] counts = new int[CaptureLine.Kind.values().length];
        lines.forEach(line -> counts[line.kind().ordinal()]++);
        assertArrayEquals(new int[] {2, 1, 0, 99_573}, counts);
    }
}
