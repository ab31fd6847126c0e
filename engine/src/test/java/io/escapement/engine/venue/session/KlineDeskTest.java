package io.escapement.engine.venue.session;

import io.escapement.codecs.sbe.Side;
import io.escapement.engine.bars.BarsConfig;
import io.escapement.engine.bars.BarsStage;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.venue.net.TestServer;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

import static io.escapement.engine.venue.session.KlineRig.MINUTE;
import static io.escapement.engine.venue.session.KlineRig.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The past of instruments asked of a venue over real sockets, whatever the venue answers. */
@Timeout(60)
class KlineDeskTest {
    /** A day's beginning. */
    private static final long T0 = 1_700_006_400L * SECOND;
    private static final long NOW = T0 + 10 * MINUTE + 20 * SECOND;
    private static final List<Long> MINUTES = List.of(MINUTE);

    private KlineRig rig;
    /** When the instruments were listed. */
    private long listedNs;

    private void open(KlineWish... wishes) throws Exception {
        if (rig != null) {
            rig.close();
        }
        rig = new KlineRig(NOW, "binance", 2, wishes);
        rig.klines = query -> TestServer.response(200, body(rows(query)));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static long number(QueryStringDecoder query, String name) {
        return Long.parseLong(query.parameters().get(name).get(0));
    }

    private static long durationNs(QueryStringDecoder query) {
        return switch (query.parameters().get("interval").get(0)) {
            case "1m" -> MINUTE;
            case "5m" -> 5 * MINUTE;
            default -> 60 * MINUTE;
        };
    }

    /** As the venue has them: up to the one that is forming; the volume says when it began. */
    private List<String> rows(QueryStringDecoder query) {
        final long durationNs = durationNs(query);
        final List<String> rows = new ArrayList<>();
        for (long openNs = number(query, "startTime") * 1_000_000L; openNs <= number(query, "endTime") * 1_000_000L
            && openNs <= rig.venueNs() && rows.size() < number(query, "limit"); openNs += durationNs) {
            if (openNs >= listedNs) {
                rows.add(row(openNs, Math.floorMod(openNs / MINUTE, 1_000_000L) + ".5"));
            }
        }
        return rows;
    }

    private static String row(long openNs, String volume) {
        return "[" + openNs / 1_000_000L + ",\"1.10\",\"1.30\",\"1.00\",\"1.20\",\"" + volume + "\",0,\"2.0\",7,"
            + "\"0.5\",\"0.6\",\"0\"]";
    }

    private static String body(List<String> rows) {
        return rows.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static List<String> expected(int instrument, long minutes, long fromMinute, long toMinute) {
        final List<String> lines = new ArrayList<>();
        for (long m = fromMinute; m < toMinute; m += minutes) {
            lines.add(instrument + " " + minutes + "m " + m + " "
                + (Math.floorMod(T0 / MINUTE + m, 1_000_000L) * 10_000 + 5_000));
        }
        return lines;
    }

    @Test
    void allIsAskedForPageByPageAndComesTheOldestFirstTheShortestBarsOfAllInstrumentsBeforeLonger() throws Exception {
        open(new KlineWish(List.of(), List.of(MINUTE, 5 * MINUTE), 1_500));
        rig.at(NOW);
        final List<String> lines = new ArrayList<>(expected(1, 1, 10 - 1_500, 10));
        lines.addAll(expected(2, 1, 10 - 1_500, 10));
        lines.addAll(expected(1, 5, 10 - 7_500, 10));
        lines.addAll(expected(2, 5, 10 - 7_500, 10));
        assertEquals(lines, rig.lines(T0));
        assertEquals(List.of("history of A1: 1m 1500 bars; 5m 1500 bars", "history of A2: 1m 1500 bars; 5m 1500 bars"),
            rig.said());
        assertEquals(8, rig.asked.size());
        final long fromMs = (T0 + 10 * MINUTE - 1_500 * MINUTE) / 1_000_000L;
        assertEquals("/api/v3/klines?symbol=A1&interval=1m&startTime=" + fromMs + "&endTime="
            + (fromMs + 1_000 * 60_000 - 1) + "&limit=1000", rig.asked.get(0));
        assertEquals("/api/v3/klines?symbol=A1&interval=1m&startTime=" + (fromMs + 1_000 * 60_000) + "&endTime="
            + (fromMs + 1_500 * 60_000 - 1) + "&limit=500", rig.asked.get(1));
    }

    @Test
    void barsThatTheVenueDoesNotHaveArePutTogetherOfShorterOnes() throws Exception {
        open(new KlineWish(List.of("A2"), List.of(10 * MINUTE), 3));
        rig.at(NOW);
        // Of 5m each: the volume of two.
        final long first = Math.floorMod(T0 / MINUTE, 1_000_000L);
        assertEquals(List.of("2 10m -20 " + (2 * first - 34) * 10_000, "2 10m -10 " + (2 * first - 14) * 10_000,
            "2 10m 0 " + (2 * first + 6) * 10_000), rig.lines(T0));
        assertEquals(List.of("history of A2: 10m 3 bars of 5m"), rig.said());
    }

    @Test
    void whatClosesMeanwhileIsAskedForUntilTheFirstTradesBarIsThere() throws Exception {
        open(new KlineWish(List.of("A1"), List.of(MINUTE, 5 * MINUTE), 2));
        rig.at(NOW);
        assertEquals(4, rig.lines(T0).size());
        rig.at(T0 + 11 * MINUTE + SECOND);
        assertEquals(List.of(), rig.lines(T0), "it may not have settled");
        rig.at(T0 + 11 * MINUTE + 3 * SECOND);
        assertEquals(expected(1, 1, 10, 11), rig.lines(T0));
        rig.at(T0 + 15 * MINUTE + 3 * SECOND);
        assertEquals(both(expected(1, 1, 11, 15), expected(1, 5, 10, 15)), rig.lines(T0));
        trade(1, T0 + 16 * MINUTE + 30 * SECOND);
        rig.at(T0 + 17 * MINUTE + 3 * SECOND);
        assertEquals(expected(1, 1, 15, 17), rig.lines(T0));
        final int asked = rig.asked.size();
        rig.at(T0 + 60 * MINUTE);
        assertEquals(asked, rig.asked.size(), "nothing more is wanted");
        assertEquals(List.of(), rig.lines(T0));
    }

    private static List<String> both(List<String> some, List<String> more) {
        final List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private void trade(int id, long timeNs) {
        final StageHarness harness =
            new StageHarness(new BarsStage(new BarsConfig(List.of(SECOND), 0, 10, 60 * SECOND)));
        harness.advance(timeNs - harness.now()).send(TestEvents.define(id, "A" + id));
        harness.send(TestEvents.trade(id, 1, timeNs, 100, 1, Side.BUY));
        rig.firstTrades.onRecord(harness.slot());
    }

    @Test
    void theVenuesClockSaysWhatHasClosedWhereOursIsAhead() throws Exception {
        open(new KlineWish(List.of("A1"), MINUTES, 3));
        rig.leadNs = -90 * SECOND;
        rig.at(NOW);
        assertEquals(expected(1, 1, 5, 8), rig.lines(T0), "asked for 7 to 10 first, of which the venue had closed 7");
        assertEquals(2, rig.asked.size());
        assertTrue(rig.said().get(0).matches("by the date of its answers the venue's clock is (89|90) s behind ours:"
            + " its bars are taken to close by its own"));
        rig.at(T0 + 11 * MINUTE + 33 * SECOND);
        assertEquals(expected(1, 1, 8, 10), rig.lines(T0));
    }

    @Test
    void whereOurClockIsBehindTheRestComesWithTheNextQuestion() throws Exception {
        open(new KlineWish(List.of("A1"), MINUTES, 3));
        rig.leadNs = 90 * SECOND;
        rig.at(NOW);
        assertEquals(expected(1, 1, 7, 11), rig.lines(T0));
    }

    @Test
    void orderRowsOfOtherTimesAndRowsTwiceDoNotMatter() throws Exception {
        open(new KlineWish(List.of("A1"), MINUTES, 8));
        rig.klines = query -> {
            final List<String> rows = rows(query);
            rows.addAll(rows);
            rows.add(row(T0 - 100 * MINUTE, "1"));
            rows.add(row(T0 + 10 * MINUTE, "1"));
            Collections.shuffle(rows, new Random(3));
            return TestServer.response(200, body(rows));
        };
        rig.at(NOW);
        assertEquals(expected(1, 1, 2, 10), rig.lines(T0));
    }

    @Test
    void holesAreToldAndLeft() throws Exception {
        open(new KlineWish(List.of("A1"), MINUTES, 8));
        rig.klines = query -> {
            final List<String> rows = rows(query);
            rows.subList(2, 5).clear();
            return TestServer.response(200, body(rows));
        };
        rig.at(NOW);
        assertEquals(both(expected(1, 1, 2, 4), expected(1, 1, 7, 10)), rig.lines(T0));
        assertEquals(List.of("history of A1: 1m 5 bars, 3 missing among them"), rig.said());
    }

    @Test
    void anInstrumentThatWasListedRecentlyHasAShorterPast() throws Exception {
        listedNs = T0 + 4 * MINUTE;
        open(new KlineWish(List.of("A1"), MINUTES, 1_500));
        rig.at(NOW);
        assertEquals(expected(1, 1, 4, 10), rig.lines(T0));
        assertEquals(List.of("history of A1: 1m 6 bars, the venue has no more"), rig.said());
    }

    @Test
    void aLastBarThatIsNotThereYetIsAskedForAgain() throws Exception {
        open(new KlineWish(List.of("A1"), MINUTES, 3));
        final Function<QueryStringDecoder, FullHttpResponse> usual = rig.klines;
        rig.klines = query -> TestServer.response(200, body(rows(query).subList(0, 2)));
        rig.at(NOW);
        assertEquals(List.of(), rig.lines(T0));
        rig.klines = usual;
        rig.at(NOW + 2 * SECOND);
        assertEquals(expected(1, 1, 7, 10), rig.lines(T0));
    }

    @Test
    void whatFailsOnceIsAskedForAgain() throws Exception {
        final List<Function<QueryStringDecoder, FullHttpResponse>> failures = List.of(
            query -> TestServer.response(503, "busy"),
            query -> TestServer.response(200, ""),
            query -> TestServer.response(200, "<html>"),
            query -> TestServer.response(200, "{\"code\":-1003,\"msg\":\"no\"}"),
            query -> TestServer.response(200, body(rows(query)).substring(0, 100)),
            query -> TestServer.response(200, body(rows(query)).replace("\"1.10\"", "\"x\"")),
            query -> TestServer.response(200, "[[1,2]]"),
            query -> TestServer.response(200, body(List.of(row(T0 + 7 * MINUTE + 1_000_000L, "1")))),
            query -> TestServer.response(200, body(List.of(row(T0 + 7 * MINUTE, "1"), row(T0 + 7 * MINUTE, "2")))));
        for (final Function<QueryStringDecoder, FullHttpResponse> failure : failures) {
            open(new KlineWish(List.of("A1"), MINUTES, 3));
            final Function<QueryStringDecoder, FullHttpResponse> usual = rig.klines;
            rig.klines = failure;
            rig.at(NOW);
            assertEquals(List.of(), rig.lines(T0));
            rig.klines = usual;
            rig.at(NOW + SECOND);
            assertEquals(1, rig.asked.size(), "not at once");
            rig.at(NOW + 3 * SECOND);
            assertEquals(expected(1, 1, 7, 10), rig.lines(T0));
            assertEquals(List.of("history of A1: 1m 3 bars"), rig.said());
        }
    }

    @Test
    void whatKeepsFailingIsToldAndTheRestGoesOn() throws Exception {
        open(new KlineWish(List.of(), MINUTES, 3));
        rig.klines = query -> query.parameters().get("symbol").get(0).equals("A1") ? TestServer.response(200, "[[")
            : TestServer.response(200, body(rows(query)));
        for (int second = 0; second < 30; second++) {
            rig.at(NOW + second * SECOND);
        }
        assertEquals(expected(2, 1, 7, 10), rig.lines(T0));
        final List<String> said = rig.said();
        assertEquals("history of A2: 1m 3 bars", said.get(0));
        assertTrue(said.get(1).startsWith("problem no history of A1, bars of 1m: GET /api/v3/klines?symbol=A1"), said
            .get(1));
        assertEquals("history of A1: 1m none, the venue did not give them", said.get(2));
        assertEquals(5, rig.asked.size(), "four times, and once of the other");
    }

    @Test
    void aBadQuestionIsNotAskedAgain() throws Exception {
        open(new KlineWish(List.of("A1"), List.of(MINUTE, 60 * MINUTE), 3));
        rig.klines = query -> durationNs(query) == MINUTE ? TestServer.response(400, "{\"code\":-1121}")
            : TestServer.response(200, body(rows(query)));
        rig.at(NOW);
        assertEquals(expected(1, 60, -180, 0), rig.lines(T0));
        final List<String> said = rig.said();
        assertTrue(said.get(0).startsWith("problem no history of A1, bars of 1m: GET ")
            && said.get(0).endsWith("400 Bad Request, {\"code\":-1121}"), said.get(0));
        assertEquals("history of A1: 1m none, the venue did not give them; 1h 3 bars", said.get(1));
        assertEquals(2, rig.asked.size());
    }

    @Test
    void nothingIsAskedWhileTheVenueWantsToBeLeftAlone() throws Exception {
        open(new KlineWish(List.of(), MINUTES, 3));
        final Function<QueryStringDecoder, FullHttpResponse> usual = rig.klines;
        rig.klines = query -> {
            final FullHttpResponse response = TestServer.response(429, "too many");
            response.headers().set("Retry-After", "30");
            return response;
        };
        for (int i = 0; i < 6; i++) {
            rig.at(NOW + i * 30 * SECOND);
            rig.at(NOW + i * 30 * SECOND + 29 * SECOND);
            assertEquals(i + 1, rig.asked.size(), "one in 30 s, more often than anything else is tried");
        }
        rig.klines = usual;
        rig.at(NOW + 180 * SECOND);
        assertEquals(both(expected(1, 1, 7, 13), expected(2, 1, 7, 13)), rig.lines(T0));
    }

    @Test
    void aVenueThatWantsToBeLeftAloneForLongIsLeftAlone() throws Exception {
        open(new KlineWish(List.of("A1"), MINUTES, 3));
        rig.klines = query -> {
            final FullHttpResponse response = TestServer.response(418, "banned");
            response.headers().set("Retry-After", "7200");
            return response;
        };
        rig.at(NOW);
        rig.at(NOW + 8_000 * SECOND);
        assertEquals(1, rig.asked.size());
        final List<String> said = rig.said();
        assertTrue(said.get(0).startsWith("problem no history of A1, bars of 1m: ")
            && said.get(0).endsWith("retry after 7200 s, banned"), said.get(0));
    }

    @Test
    void aVenueWithoutKlinesIsSaidToHaveNone() throws Exception {
        rig = new KlineRig(NOW, null, 1, new KlineWish(List.of(), MINUTES, 3));
        rig.at(NOW);
        assertEquals(List.of("history of A1: 1m none, the venue has none that we can read"), rig.said());
        assertEquals(List.of(), rig.asked);
    }
}
