package io.escapement.engine.book;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.feed.FeedScript;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Recorded books of Kraken and OKX through the feed and book stages: every checksum that the venue sent is that of our
 * book and of a twin, whose levels ours equal after each frame. Kraken's are of its interface v1, whose checksum is
 * v2's.
 */
class RecordedChecksumTest {
    private static final int LEVELS_A_FRAGMENT = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({"kraken/multi-2021-04, KRAKEN, 1979", "okx/multi-2021-07, OKX, 2000", "okx/multi-2022-05, OKX, 200"})
    void shouldReproduceEveryChecksum(String recording, ChecksumKind kind, int atLeast) throws IOException {
        final Path file = Path.of(System.getProperty("captures.dir", "../shared/captures"), recording + ".jsonl.gz");
        Assumptions.assumeTrue(Files.exists(file), () -> "no recording " + file + " here: set -Dcaptures.dir");
        final Player player = new Player(kind);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> line.contains("book")).forEach(player::line);
        }
        long made = 0;
        for (final Recorded book : player.books.values()) {
            made += player.script.book.checksumsMade(book.id);
            assertEquals(0, player.script.book.checksumsFailed(book.id));
            assertEquals(BookState.LIVE, player.script.book.state(book.id));
        }
        assertEquals(player.sent, made);
        assertTrue(made >= atLeast, "checksums made: " + made);
    }

    private static final class Recorded {
        private final TreeMapBook twin = new TreeMapBook();
        private int id;
        private int priceExponent;
        private int quantityExponent;
        private long count;
    }

    private static final class Player {
        private final FeedScript script = FeedScript.forRecordings(FeedLimits.forBinance(64));
        private final Map<String, Recorded> books = new TreeMap<>();
        private final DepthCursor cursor = new DepthCursor();
        private final ChecksumKind kind;
        private long sent;

        private Player(ChecksumKind kind) {
            this.kind = kind;
            script.checksumKind = kind;
            script.sync = SyncKind.STREAM;
            script.venue = kind == ChecksumKind.KRAKEN ? Venue.KRAKEN : Venue.OKX;
            script.depth = kind == ChecksumKind.KRAKEN ? 1_000 : 0;
        }

        private void line(String line) {
            try {
                final JsonNode row = JSON.readTree(line);
                if (!"in".equals(row.path("k").asText()) || !row.has("text")) {
                    return;
                }
                script.nowNs = row.get("t").asLong();
                final JsonNode frame = JSON.readTree(row.get("text").asText());
                if (frame.isArray() && frame.get(frame.size() - 2).asText().startsWith("book")) {
                    kraken(frame);
                } else if (frame.has("data") && frame.get("arg").get("channel").asText().startsWith("books")) {
                    okx(row.get("c").asText(), frame);
                }
            } catch (IOException e) {
                throw new AssertionError(line, e);
            }
        }

        private void kraken(JsonNode frame) {
            final JsonNode body = frame.get(1);
            final boolean snapshot = body.has("as");
            final Recorded book = book(frame.get(frame.size() - 1).asText(), body.path("as").path(0));
            final JsonNode bids = body.path(snapshot ? "bs" : "b");
            final JsonNode asks = body.path(snapshot ? "as" : "a");
            play(book, snapshot, bids, asks, body.has("c") ? body.get("c").asLong() : FeedScript.NO_CHECKSUM);
        }

        private void okx(String connection, JsonNode frame) {
            final boolean snapshot = "snapshot".equals(frame.get("action").asText());
            for (final JsonNode body : frame.get("data")) {
                final Recorded book = book(connection + frame.get("arg").get("instId").asText(), null);
                play(book, snapshot, body.get("bids"), body.get("asks"), body.get("checksum").asLong());
            }
        }

        /** @param level of fixed precision, which gives the exponents; null where the text is as short as it can be */
        private Recorded book(String name, JsonNode level) {
            return books.computeIfAbsent(name, key -> {
                final Recorded book = new Recorded();
                book.id = books.size() + 1;
                book.priceExponent = level == null ? -9 : -new BigDecimal(level.get(0).asText()).scale();
                book.quantityExponent = level == null ? -8 : -new BigDecimal(level.get(1).asText()).scale();
                script.priceExponent = (byte) book.priceExponent;
                script.quantityExponent = (byte) book.quantityExponent;
                script.define(book.id);
                script.status(book.id, FeedCondition.SUBSCRIBED);
                return book;
            });
        }

        private void play(Recorded book, boolean snapshot, JsonNode bids, JsonNode asks, long checksum) {
            book.count++;
            if (snapshot) {
                book.twin.clear();
            }
            final List<String> bidLevels = levels(book, bids, true);
            final List<String> askLevels = levels(book, asks, false);
            trim(book.twin);
            sent += checksum == FeedScript.NO_CHECKSUM ? 0 : 1;
            final int most = Math.max(Math.max(bidLevels.size(), askLevels.size()), 1);
            for (int from = 0; from < most; from += LEVELS_A_FRAGMENT) {
                final boolean last = from + LEVELS_A_FRAGMENT >= most;
                final int flags = (from == 0 ? FeedScript.FIRST : 0) | (last ? FeedScript.LAST : 0);
                final String text = part(bidLevels, from) + "|" + part(askLevels, from);
                script.checksum = last ? checksum : FeedScript.NO_CHECKSUM;
                if (snapshot) {
                    script.snapshot(book.id, book.count, (byte) (flags | Messages.IN_STREAM), text);
                } else {
                    script.delta(book.id, book.count, book.count, book.count - 1, (byte) flags, text);
                }
            }
            assertTrue(book.twin.hasLevelsOf(script.book.book(book.id), cursor), () -> "frame " + book.count);
            if (checksum != FeedScript.NO_CHECKSUM) {
                final String text = BookChecksumTest.text(kind, book.twin, book.priceExponent, book.quantityExponent);
                assertEquals(checksum, BookChecksumTest.crc(kind, text), text);
            }
        }

        private void trim(TreeMapBook twin) {
            while (script.depth > 0 && twin.bids().size() > script.depth) {
                twin.bids().pollLastEntry();
            }
            while (script.depth > 0 && twin.asks().size() > script.depth) {
                twin.asks().pollLastEntry();
            }
        }

        private static List<String> levels(Recorded book, JsonNode side, boolean isBid) {
            final List<String> result = new ArrayList<>();
            for (final JsonNode level : side) {
                final long price = RecordedDepth.mantissa(level.get(0), book.priceExponent);
                final long quantity = RecordedDepth.mantissa(level.get(1), book.quantityExponent);
                result.add(price + "x" + quantity);
                if (isBid) {
                    book.twin.setBid(price, quantity);
                } else {
                    book.twin.setAsk(price, quantity);
                }
            }
            return result;
        }

        private static String part(List<String> levels, int from) {
            final int begin = Math.min(levels.size(), from);
            return String.join(" ", levels.subList(begin, Math.min(levels.size(), from + LEVELS_A_FRAGMENT)));
        }
    }
}
