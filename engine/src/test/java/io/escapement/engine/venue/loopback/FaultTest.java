package io.escapement.engine.venue.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {
    private static final String DEPTH = "/ws/btcusdt@depth@100ms";
    private static final String SNAPSHOT = "/api/v3/depth?symbol=BTCUSDT&limit=5000";
    private static final Simulation TEN_SECONDS = Simulation.of(7, "BTCUSDT").lasting(10_000_000_000L);
    private static final Limits NO_WAIT = Limits.DEFAULT.withSnapshotWaitMs(0);
    private static final Serve FAST = Serve.simulation(TEN_SECONDS).at(Pace.MAX).within(NO_WAIT);

    /** All depth frames of ten seconds, as a client on a raw connection gets them. */
    private static List<String> play(final Serve serve, final Map<FaultKind, Long> expected) throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(serve);
             StreamClient client = StreamClient.connect(venue, DEPTH)) {
            final List<String> frames = client.untilClosed();
            assertEquals(expected, venue.injected());
            return frames;
        }
    }

    private static List<String> play(final String fault, final FaultKind kind) throws Exception {
        return play(FAST.withFaults(1, fault), Map.of(kind, 1L));
    }

    private static final class Undisturbed {
        private static final List<String> FRAMES = frames();

        private static List<String> frames() {
            try {
                return play(FAST, Map.of());
            } catch (final Exception ex) {
                throw new IllegalStateException(ex);
            }
        }
    }

    private static List<String> without(final int index) {
        final List<String> frames = new ArrayList<>(Undisturbed.FRAMES);
        frames.remove(index);
        return frames;
    }

    /** Frames come at 0.1 s, 0.2 s …, so the frame at 5 s of play is the 50th; armed from there the next is hit. */
    private static int hit(final List<String> frames) {
        int index = 0;
        while (index < frames.size() && frames.get(index).equals(Undisturbed.FRAMES.get(index))) {
            index++;
        }
        assertTrue(index >= 49 && index <= 51, "hit frame " + index);
        return index;
    }

    @Test
    void shouldLeaveOutAFrame() throws Exception {
        final List<String> frames = play("gap@5s", FaultKind.GAP);
        assertEquals(without(hit(frames)), frames);
    }

    @Test
    void shouldSendAFrameTwice() throws Exception {
        final List<String> frames = play("duplicate@5s", FaultKind.DUPLICATE);
        final int hit = hit(frames);
        assertEquals(frames.get(hit - 1), frames.get(hit));
        frames.remove(hit);
        assertEquals(Undisturbed.FRAMES, frames);
    }

    @Test
    void shouldSwapTwoFrames() throws Exception {
        final List<String> frames = play("reorder@5s", FaultKind.REORDER);
        final int hit = hit(frames);
        assertEquals(Undisturbed.FRAMES.get(hit + 1), frames.get(hit));
        assertEquals(Undisturbed.FRAMES.get(hit), frames.get(hit + 1));
        assertEquals(Undisturbed.FRAMES.size(), frames.size());
    }

    @Test
    void shouldSpoilAFrameEachInItsWay() throws Exception {
        final List<String> truncated = play("truncated@5s", FaultKind.TRUNCATED);
        assertThrows(UncheckedIOException.class, () -> ClientBook.json(truncated.get(hit(truncated))));
        final List<String> garbage = play("garbage@5s", FaultKind.GARBAGE);
        assertThrows(UncheckedIOException.class, () -> ClientBook.json(garbage.get(hit(garbage))));
        final List<String> huge = play("huge-number@5s", FaultKind.HUGE_NUMBER);
        assertTrue(huge.get(hit(huge)).contains("9".repeat(400)));
        final List<String> renamed = play("renamed-field@5s", FaultKind.RENAMED_FIELD);
        assertFalse(ClientBook.json(renamed.get(hit(renamed))).has("u"));
        final List<String> twice = play("duplicate-key@5s", FaultKind.DUPLICATE_KEY);
        assertTrue(twice.get(hit(twice)).contains("\"u\":1,\"u\":"));
        final List<String> oversized = play("oversized@5s:200000", FaultKind.OVERSIZED);
        assertTrue(oversized.get(hit(oversized)).length() > 199_000);
    }

    @Test
    void shouldCrossTheBookOfAClientButNotItsOwn() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(FAST.withFaults(1, "crossed@5s"));
             StreamClient client = StreamClient.connect(venue, DEPTH)) {
            final ClientBook book = new ClientBook("BTCUSDT", ClientBook.JSON.writeValueAsString(
                ClientBook.json(snapshotAtStart())));
            boolean crossed = false;
            for (final String frame : client.untilClosed()) {
                book.onFrame(frame);
                crossed |= book.isCrossed();
            }
            assertTrue(crossed, "the client's book must have been crossed");
            assertNotEquals(venue.truth("BTCUSDT"), book.truth());
            assertTrue(venue.truth("BTCUSDT").bids().firstKey().compareTo(
                venue.truth("BTCUSDT").asks().firstKey()) < 0);
        }
    }

    private static String snapshotAtStart() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(FAST)) {
            return StreamClient.get(venue, SNAPSHOT).body();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "disconnect@5s         | 1001 going away (injected fault)",
        "server-shutdown@5s:1ms| 1001 server shutdown",
        "abort@5s              | reset",
        "half-open@5s:1ms      | reset",
    })
    void shouldBreakTheConnection(final String fault, final String how) throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(FAST.ending(AtEnd.STAY).withFaults(1, fault));
             StreamClient client = StreamClient.connect(venue, "/ws/btcusdt@trade")) {
            assertEquals(how, client.closed.get(StreamClient.TIMEOUT_S, TimeUnit.SECONDS));
            final List<String> frames = client.untilClosed();
            if (fault.startsWith("server-shutdown")) {
                assertTrue(frames.contains("{\"e\":\"serverShutdown\",\"E\":1767225605"
                    + frames.stream().filter(text -> text.contains("serverShutdown")).findFirst().orElseThrow()
                    .substring(36, 39) + '}'), frames.toString());
            }
        }
    }

    @Test
    void shouldGoOnForAClientThatComesBackAfterADisconnect() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(FAST.withFaults(1, "disconnect@5s"))) {
            final List<String> frames = new ArrayList<>();
            try (StreamClient first = StreamClient.connect(venue, DEPTH)) {
                frames.addAll(first.untilClosed());
            }
            try (StreamClient second = StreamClient.connect(venue, DEPTH)) {
                final ClientBook book = new ClientBook("BTCUSDT", StreamClient.get(venue, SNAPSHOT).body());
                final List<String> rest = second.untilClosed();
                rest.forEach(book::onFrame);
                assertEquals(venue.truth("BTCUSDT"), book.truth());
                assertTrue(frames.size() < 60 && rest.size() > 40, frames.size() + " and " + rest.size());
            }
        }
    }

    @Test
    void shouldStallAndThenSendEverything() throws Exception {
        final long begin = System.nanoTime();
        assertEquals(Undisturbed.FRAMES, play("stall@5s:300ms", FaultKind.STALL));
        assertTrue(System.nanoTime() - begin >= 300_000_000L);
    }

    @Test
    void shouldWaitAtGreatestSpeedForTheResyncAfterAFault() throws Exception {
        final Serve serve = FAST.within(Limits.DEFAULT).withFaults(1, "gap@5s");
        try (LoopbackVenue venue = LoopbackVenue.start(serve);
             StreamClient client = StreamClient.connect(venue, DEPTH)) {
            ClientBook book = new ClientBook("BTCUSDT", StreamClient.get(venue, SNAPSHOT).body());
            int gaps = 0;
            while (!client.closed.isDone() || !client.texts.isEmpty()) {
                final String frame = client.texts.poll(20, TimeUnit.MILLISECONDS);
                if (frame != null) {
                    try {
                        book.onFrame(frame);
                    } catch (final IllegalStateException ex) {
                        gaps++;
                        book = new ClientBook("BTCUSDT", StreamClient.get(venue, SNAPSHOT).body());
                    }
                }
            }
            assertEquals(1, gaps);
            assertTrue(book.appliedCount() > 40, "the second half must come after the resync: " + book.appliedCount());
            assertEquals(venue.truth("BTCUSDT"), book.truth());
        }
    }

    @Test
    void shouldInjectByRateTheSameForTheSameSeed() throws Exception {
        final List<String> once = play(FAST.withFaults(3, "gap=0.1"), Map.of(FaultKind.GAP, 12L));
        assertEquals(once, play(FAST.withFaults(3, "gap=0.1"), Map.of(FaultKind.GAP, 12L)));
        assertEquals(Undisturbed.FRAMES.size() - 12, once.size());
    }

    @ParameterizedTest
    @CsvSource({"rest-503, 503, -1001", "rest-429:3s, 429, -1003", "rest-418, 418, -1003"})
    void shouldRefuseARestRequestOnce(final String fault, final int status, final int code) throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(FAST.withFaults(1, fault))) {
            final var refused = StreamClient.get(venue, SNAPSHOT);
            assertEquals(status, refused.statusCode());
            assertEquals(code, ClientBook.json(refused.body()).get("code").intValue());
            if (status == 429) {
                assertEquals("3", refused.headers().firstValue("Retry-After").orElseThrow());
            }
            assertEquals(200, StreamClient.get(venue, SNAPSHOT).statusCode());
        }
    }

    @Test
    void shouldAnswerLateOrWithABadSnapshot() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(FAST)) {
            final JsonNode sound = ClientBook.json(StreamClient.get(venue, SNAPSHOT).body());
            venue.inject(FaultKind.REST_SLOW, 1, 200_000_000L);
            final long begin = System.nanoTime();
            assertEquals(sound, ClientBook.json(StreamClient.get(venue, SNAPSHOT).body()));
            assertTrue(System.nanoTime() - begin >= 200_000_000L);
            venue.inject(FaultKind.SNAPSHOT_OLD, 1);
            final JsonNode old = ClientBook.json(StreamClient.get(venue, SNAPSHOT).body());
            assertEquals(sound.get("lastUpdateId").longValue() - 1_000, old.get("lastUpdateId").longValue());
            venue.inject(FaultKind.SNAPSHOT_CROSSED, 1);
            assertTrue(new ClientBook("BTCUSDT", StreamClient.get(venue, SNAPSHOT).body()).isCrossed());
            venue.inject(FaultKind.SNAPSHOT_TRUNCATED, 1);
            final String torn = StreamClient.get(venue, SNAPSHOT).body();
            assertThrows(UncheckedIOException.class, () -> ClientBook.json(torn));
            assertEquals(Map.of(FaultKind.REST_SLOW, 1L, FaultKind.SNAPSHOT_OLD, 1L, FaultKind.SNAPSHOT_CROSSED, 1L,
                FaultKind.SNAPSHOT_TRUNCATED, 1L), venue.injected());
        }
    }

    @Test
    void shouldRefuseASubscriptionInEitherForm() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(FAST.withFaults(1, "subscribe-refused*2"));
             StreamClient client = StreamClient.connect(venue, "/ws")) {
            assertEquals("{\"code\":2,\"msg\":\"Invalid request: subscription refused (injected fault)\",\"id\":1}",
                client.ask("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":1}"));
            assertThrows(CompletionException.class, () -> StreamClient.connect(venue, DEPTH));
            assertEquals("{\"result\":null,\"id\":2}",
                client.ask("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":2}"));
        }
    }

    @Test
    void shouldTakeFaultsOverHttp() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(FAST)) {
            assertEquals("{\"armed\":\"rest-503\",\"count\":1}",
                StreamClient.post(venue, "/control/fault?kind=rest-503&count=1").body());
            assertEquals(503, StreamClient.get(venue, SNAPSHOT).statusCode());
            assertEquals(400, StreamClient.post(venue, "/control/fault?kind=nonsense").statusCode());
            assertEquals(400, StreamClient.post(venue, "/control/fault?kind=gap&count=0").statusCode());
            assertEquals(405, StreamClient.get(venue, "/control/fault?kind=gap").statusCode());
            final JsonNode status = ClientBook.json(StreamClient.get(venue, "/control/status").body());
            assertEquals(1, status.at("/injected/rest-503").intValue());
            assertEquals(7, status.get("faultSeed").intValue());
        }
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void shouldFindEveryKindByItsName(final FaultKind kind) {
        assertEquals(new FaultSpec(kind, -1, 0, 1, kind.defaultParameter()), FaultSpec.parse(kind.key()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "gap@soon     | time \"soon\", expected a number with ns, us, ms, s or m",
        "gap=2        | rate 2, expected more than 0 and at most 1",
        "gap*0        | count 0, expected 1 or more",
        "gap@5s:3     | gap takes no parameter",
        "gapp         | fault kind \"gapp\": expected one of disconnect, abort, stall",
        "gap 5        | expected KIND, KIND@TIME, KIND=RATE or KIND*COUNT",
        "gap=often    | expected KIND, KIND@TIME, KIND=RATE or KIND*COUNT",
    })
    void shouldSayWhatIsWrongWithAFaultText(final String text, final String message) {
        final String said = assertThrows(IllegalArgumentException.class, () -> FaultSpec.parse(text)).getMessage();
        assertTrue(said.contains(message) && said.startsWith("fault \"" + text + '"'), said);
    }

    @Test
    void shouldReadPacesAndEndsAndSaySoWhereItCannot() {
        assertEquals(Pace.MAX, Pace.parse("max"));
        assertEquals(Pace.MAX, Pace.parse("0"));
        assertEquals(Pace.times(0.5), Pace.parse("0.5x"));
        assertEquals(Pace.constant(10_000), Pace.parse("10000/s"));
        assertEquals(AtEnd.LOOP, AtEnd.parse("loop"));
        assertThrows(IllegalArgumentException.class, () -> Pace.parse("-1"));
        assertThrows(IllegalArgumentException.class, () -> Pace.parse("fast"));
        assertThrows(IllegalArgumentException.class, () -> AtEnd.parse("never"));
        assertThrows(IllegalArgumentException.class, () -> SimulatedSymbol.parse("FOOBAR"));
        assertEquals("ABCUSDT", SimulatedSymbol.parse("ABC/USDT:12.5:0.01:0.1").symbol());
    }
}
