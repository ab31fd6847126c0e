package io.escapement.engine.venue.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of fault that a venue can have is injected and can be seen. */
@Timeout(60)
class SpeechFaultTest {
    private static final Set<FaultKind> OF_REST =
        EnumSet.of(FaultKind.REST_SLOW, FaultKind.REST_503, FaultKind.REST_429, FaultKind.REST_418);
    /** Every kind is played a second time at some venues, and every venue has some that are. */
    private static final int AGAIN = 4;
    private static final Map<PlainVenue, List<String>> UNDISTURBED = new HashMap<>();

    private static Set<FaultKind> kinds(final PlainVenue plain, final FaultKind.Target target) {
        final EnumSet<FaultKind> kinds =
            EnumSet.copyOf(Speeches.faults(plain.key()));
        kinds.removeIf(kind -> kind.target() != target);
        return kinds;
    }

    private static Stream<Arguments> frameFaults() {
        return Stream.of(PlainVenue.values()).flatMap(plain -> kinds(plain, FaultKind.Target.FRAME).stream()
            .map(kind -> Arguments.of(plain, kind)));
    }

    private static Serve serve(final PlainVenue plain) {
        return SpeechPlayTest.serve(plain).within(Limits.DEFAULT.withSnapshotWaitMs(0).withInboundPerSecond(0)
            .withStartDelayMs(1));
    }

    /** All that is not about the connection, with the venue's injected faults checked. */
    private static List<String> play(final PlainVenue plain, final FaultKind kind, final String... faults)
        throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(serve(plain).withFaults(SpeechPlayTest.SEED, faults));
             StreamClient client = SpeechPlayTest.connect(venue, plain)) {
            SpeechPlayTest.subscribe(client, plain, plain.symbol);
            final List<String> frames = new ArrayList<>(client.untilClosed());
            frames.removeIf(text -> text.contains("heartbeat") || text.contains("\"ping\"")
                || text.contains("\"hb\""));
            assertEquals(kind == null ? Map.of() : Map.of(kind, 1L), venue.injected());
            return frames;
        }
    }

    private static List<String> undisturbed(final PlainVenue plain) throws Exception {
        if (!UNDISTURBED.containsKey(plain)) {
            UNDISTURBED.put(plain, play(plain, null));
        }
        return UNDISTURBED.get(plain);
    }

    @ParameterizedTest
    @MethodSource("frameFaults")
    void aFrameIsSpoiltOnceAndTheSameWayForTheSameSeed(final PlainVenue plain, final FaultKind kind)
        throws Exception {
        final String fault = kind.key() + "*1" + (kind == FaultKind.OVERSIZED ? ":100000" : "");
        final List<String> expected = undisturbed(plain);
        final List<String> frames = play(plain, kind, fault);
        assertNotEquals(expected, frames);
        if (plain.ordinal() % AGAIN == kind.ordinal() % AGAIN) {
            assertEquals(frames, play(plain, kind, fault));
        }
        final int more = switch (kind) {
            case GAP -> -1;
            case DUPLICATE, EMPTY_UPDATE, DUPLICATE_NEW_ID -> 1;
            default -> 0;
        };
        assertTrue(Math.abs(frames.size() - expected.size() - more) <= 1,
            frames.size() + " frames, " + expected.size() + " without the fault, expected " + more + " more");
        if (kind == FaultKind.OVERSIZED) {
            assertTrue(frames.stream().anyMatch(text -> text.length() >= 100_000));
        }
        if (kind == FaultKind.GZIP_CORRUPT) {
            assertTrue(frames.contains("bad gzip"), frames::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(PlainVenue.class)
    void faultsThatASoundClientPassesOverLeaveItWithTheVenuesBook(final PlainVenue plain) throws Exception {
        final EnumSet<FaultKind> harmless = EnumSet.of(FaultKind.CLOCK_SKEW, FaultKind.UNKNOWN_FIELDS,
            FaultKind.EMPTY_UPDATE, FaultKind.DUPLICATE_NEW_ID);
        harmless.retainAll(kinds(plain, FaultKind.Target.FRAME));
        if (plain == PlainVenue.OKX || plain == PlainVenue.BYBIT) {
            harmless.add(FaultKind.SEQUENCE_RESET);
        }
        final String[] faults = harmless.stream().map(kind -> kind.key() + "*2").toArray(String[]::new);
        try (LoopbackVenue venue = LoopbackVenue.start(SpeechPlayTest.serve(plain)
            .withFaults(SpeechPlayTest.SEED, faults)); StreamClient client = SpeechPlayTest.connect(venue, plain)) {
            SpeechPlayTest.subscribe(client, plain, plain.symbol);
            final PlainBook book = new PlainBook(plain);
            final List<String> frames = new ArrayList<>();
            if (plain.snapshotPath(plain.symbol) != null) {
                frames.add(client.next());
                book.onMessage(plain.snapshot(StreamClient.get(venue, plain.snapshotPath(plain.symbol)).body()));
            }
            frames.addAll(client.untilClosed());
            frames.forEach(frame -> book.onMessage(plain.read(frame, plain.symbol)));
            harmless.forEach(kind -> assertEquals(2L, venue.injected().get(kind), venue.describe()));
            assertEquals(venue.truth(plain.symbol), book.like(venue.truth(plain.symbol)), venue.describe());
        }
    }

    @ParameterizedTest
    @EnumSource(PlainVenue.class)
    void connectionsBreakInEveryWay(final PlainVenue plain) throws Exception {
        final EnumSet<FaultKind> kinds = EnumSet.copyOf(kinds(plain, FaultKind.Target.CONNECTION));
        kinds.remove(FaultKind.STALL);
        for (final FaultKind kind : kinds) {
            try (LoopbackVenue venue = LoopbackVenue.start(serve(plain).ending(AtEnd.STAY).at(Pace.parse("500/s")));
                 StreamClient client = SpeechPlayTest.connect(venue, plain)) {
                SpeechPlayTest.subscribe(client, plain, plain.symbol);
                // Not before: an aborted connection may take the answer with it.
                if (kind == FaultKind.HALF_OPEN || kind == FaultKind.MAINTENANCE) {
                    venue.inject(kind, 1, TimeUnit.MILLISECONDS.toNanos(200));
                } else {
                    venue.inject(kind, 1);
                }
                final String closed = client.closed.get(StreamClient.TIMEOUT_S, TimeUnit.SECONDS);
                assertEquals(Map.of(kind, 1L), venue.injected());
                assertTrue(closed.startsWith(kind == FaultKind.ABORT || kind == FaultKind.HALF_OPEN ? "reset"
                    : "1001"), kind + ": " + closed);
                if (kind == FaultKind.MAINTENANCE) {
                    assertTrue(String.join("", client.texts).matches("(?s).*(64008|maintenance|upgrade|20060).*"),
                        client.texts::toString);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PlainVenue.class)
    void restFailsInEveryWay(final PlainVenue plain) throws Exception {
        for (final FaultKind kind : OF_REST) {
            try (LoopbackVenue venue = LoopbackVenue.start(serve(plain).withFaults(SpeechPlayTest.SEED,
                kind.key() + "*1" + (kind == FaultKind.REST_503 ? "" : ":50ms")))) {
                final var reply = StreamClient.get(venue, "/nothing");
                assertEquals(switch (kind) {
                    case REST_503 -> 503;
                    case REST_429 -> 429;
                    case REST_418 -> 418;
                    default -> 404;
                }, reply.statusCode());
                assertEquals(kind == FaultKind.REST_429 || kind == FaultKind.REST_418,
                    reply.headers().firstValue("Retry-After").isPresent());
                assertEquals(Map.of(kind, 1L), venue.injected());
            }
        }
    }
}
