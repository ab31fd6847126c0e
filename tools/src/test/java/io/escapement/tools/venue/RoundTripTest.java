package io.escapement.tools.venue;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.engine.venue.loopback.AtEnd;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.tools.RealCaptures;
import io.escapement.tools.ToolRun;
import io.escapement.tools.terminal.Exit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Every venue: what serve plays, record records; what was recorded plays and records again; its books are right. They
 * run beside each other, since they are made of waiting.
 */
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class RoundTripTest {
    /** More is given where this was too short for a snapshot on a busy machine. */
    private static final int[] SECONDS = {1, 4, 16, 64};

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "binance, binance, '', ''",
        "bitfinex, bitfinex, /ws/2, ''",
        "bybit, bybit, '', ''",
        "coinbase, coinbase, '', ''",
        "gate, gateio-obu, '', ''",
        "gate, gateio, '', book=order-book-update",
        "htx, htx-mbp, '', ''",
        "htx, htx, '', book=step0",
        "kraken, kraken, /v2, book-depth=1000",
        "kucoin, kucoin, '', ''",
        "mexc, mexc, '', ''",
        "okx, okx, '', ''"})
    void whatWasRecordedPlaysAndRecordsAgain(String venue, String played, String path, String set) throws Exception {
        final List<Object> options = options(venue, set);
        final JsonNode first = record(Serve.simulation(Simulation.of(3, "BTCUSDT")).as(played).at(Pace.times(5)),
            path, options, "first", RoundTripTest::isLive);
        assertEquals(10, first.get("bids").size(), first::toString);
        // It is over when the book is what it was in the end.
        final JsonNode again = record(Serve.capture(directory.resolve("first.jsonl.gz")), path, options, "again",
            book -> isLive(book) && book.get("bids").equals(first.get("bids"))
                && book.get("asks").equals(first.get("asks")));
        assertEquals(first.get("symbol"), again.get("symbol"));
    }

    private static boolean isLive(JsonNode book) {
        return book.get("state").asText().equals("LIVE");
    }

    @ParameterizedTest
    @CsvSource({"binance-usdm, binance-usdm/multi-2021-07, SUSHI/USDT, '', ''",
        "bybit-linear, bybit/multi-2026-08, BTC/USDT, '', book-depth=200",
        "coinbase, coinbase/multi-2026-08, ETH/USD, '', ''",
        "kraken, kraken/multi-2021-04, WAVES/EUR, /v2, book-depth=1000"})
    void aRealRecordingIsPlayedAndRecorded(String venue, String capture, String pair, String path, String set)
        throws Exception {
        final Path file = RealCaptures.find(capture + ".jsonl.gz");
        final List<Object> options = options(venue, set);
        options.set(options.indexOf("BTC/USDT"), pair);
        final JsonNode book = record(Serve.capture(file), path, options, "played", RoundTripTest::isLive);
        assertEquals(pair.replace("/", ""), book.get("symbol").asText().replaceAll("[^A-Z]", ""));
    }

    private static List<Object> options(String venue, String set) {
        final List<Object> options = new ArrayList<>(List.of("--venue", venue, "--symbols", "BTC/USDT",
            "--snapshot-after", 100, "--json", "--replace"));
        if (!set.isEmpty()) {
            options.addAll(List.of("--set", set));
        }
        return options;
    }

    /** Records what is served until there is a book that will do, and checks it; returns the book in the end. */
    private JsonNode record(Serve serve, String path, List<Object> options, String name, Predicate<JsonNode> enough)
        throws IOException {
        final Path file = directory.resolve(name + ".jsonl.gz");
        String last = "";
        for (final int seconds : SECONDS) {
            try (LoopbackVenue venue = LoopbackVenue.start(serve.ending(AtEnd.STAY))) {
                final List<Object> args = new ArrayList<>(List.of("record", "--ws", venue.webSocketUrl() + path,
                    "--rest", venue.restUrl(), "--seconds", seconds, file));
                args.addAll(options);
                last = ToolRun.of(args.toArray()).toString();
            }
            final ToolRun check = ToolRun.of("check-books", file, "--json");
            if (check.code() == Exit.BAD_INPUT) {
                // There was no time for a single frame of a book.
                continue;
            }
            last = check.toString();
            assertEquals(Exit.FINE, check.code(), last);
            assertTrue(check.json().get(0).get("sound").asBoolean(), last);
            assertEquals(0, check.json().get(0).get("refused").asInt(), last);
            final JsonNode book = check.json().get(1);
            if (enough.test(book)) {
                return book;
            }
        }
        throw new AssertionError(last);
    }
}
