package io.escapement.engine.venue.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.escapement.engine.testkit.Captures;
import io.escapement.engine.venue.loopback.PlainMessage.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every venue's protocol, as a plain client hears it. */
@Timeout(60)
class SpeechPlayTest {
    static final long SEED = Long.getLong("proof.seed", 7);

    /** The venue's recording, or the generator where there is none. */
    static Serve serve(final PlainVenue plain) {
        final Serve serve = plain.capture != null ? Serve.capture(Captures.find(plain.capture))
            : Serve.simulation(Simulation.of(SEED, "BTCUSDT", "ETHUSDT").lasting(20_000_000_000L));
        return serve.as(plain.key()).at(Pace.MAX);
    }

    static StreamClient connect(final LoopbackVenue venue, final PlainVenue plain) {
        final StreamClient client = StreamClient.connect(venue, plain.path);
        if (plain == PlainVenue.BITFINEX) {
            client.send("{\"event\":\"conf\",\"flags\":229376}");
        }
        return client;
    }

    /** Subscribes and returns when that was granted; what comes before is no market data. */
    static void subscribe(final StreamClient client, final PlainVenue plain, final String symbol) throws Exception {
        client.send(plain.subscribe(symbol));
        Kind kind = Kind.OTHER;
        while (kind != Kind.GRANTED) {
            kind = plain.read(client.next(), symbol).kind;
            assertFalse(kind == Kind.REFUSED, "the subscription was refused");
        }
    }

    /** A whole book where it is asked for. */
    private static void ask(final LoopbackVenue venue, final PlainVenue plain, final PlainBook book) throws Exception {
        if (plain.snapshotPath(plain.symbol) != null) {
            final var reply = StreamClient.get(venue, plain.snapshotPath(plain.symbol));
            assertEquals(200, reply.statusCode(), reply.body());
            book.onMessage(plain.snapshot(reply.body()));
        }
    }

    @ParameterizedTest
    @EnumSource(PlainVenue.class)
    void aClientThatReadsEverythingHasTheVenuesBook(final PlainVenue plain) throws Exception {
        final PlainBook book = new PlainBook(plain);
        final List<Truth> states = new ArrayList<>();
        try (LoopbackVenue venue = LoopbackVenue.start(serve(plain).tellingBooks(truth -> {
            if (truth.symbol().equals(plain.symbol)) {
                states.add(truth);
            }
        })); StreamClient client = connect(venue, plain)) {
            subscribe(client, plain, plain.symbol);
            final List<String> frames = new ArrayList<>();
            if (plain.snapshotPath(plain.symbol) != null) {
                frames.add(client.next());
                ask(venue, plain, book);
            }
            frames.addAll(client.untilClosed());
            frames.forEach(frame -> book.onMessage(plain.read(frame, plain.symbol)));
            assertEquals("1000 recording ended", client.closed.get());
            final Truth truth = venue.truth(plain.symbol);
            assertTrue(book.applied > 3, "only " + book.applied + " book messages of " + frames.size() + " frames");
            assertTrue(truth.bids().size() + truth.asks().size() > 10, truth::toString);
            assertEquals(truth, book.like(truth));
            final Truth last = states.get(states.size() - 1);
            assertEquals(truth.lastUpdateId(), last.lastUpdateId());
            assertEquals(last.bids(), truth.bids().headMap(last.bids().lastKey(), true));
            assertEquals(last.asks(), truth.asks().headMap(last.asks().lastKey(), true));
            assertFalse(book.isCrossed());
            System.out.println(plain + ": " + frames.size() + " frames, " + book.applied + " of the book; "
                + venue.describe());
        }
    }

    @ParameterizedTest
    @EnumSource(PlainVenue.class)
    void subscribingAgainBringsAWholeBookAndAChainWithoutAHole(final PlainVenue plain) throws Exception {
        final PlainBook book = new PlainBook(plain);
        try (LoopbackVenue venue = LoopbackVenue.start(serve(plain).at(Pace.parse("5000/s")).ending(AtEnd.STAY)
            .within(Limits.DEFAULT.withSnapshotWaitMs(700)))) {
            try (StreamClient client = connect(venue, plain)) {
                subscribe(client, plain, plain.symbol);
                for (int i = 0; i < 4; i++) {
                    book.onMessage(plain.read(client.next(), plain.symbol));
                }
                String unsubscribe = plain.unsubscribe(plain.symbol);
                if (plain == PlainVenue.BITFINEX) {
                    unsubscribe = "{\"event\":\"unsubscribe\",\"chanId\":17}";
                }
                client.send(unsubscribe);
                client.send(plain.subscribe(plain.symbol));
                while (plain.read(client.next(), plain.symbol).kind != Kind.GRANTED) {
                    Thread.onSpinWait();
                }
                final PlainBook second = new PlainBook(plain);
                follow(venue, plain, client, second);
                final Truth truth = venue.truth(plain.symbol);
                assertEquals(truth, second.like(truth));
            }
            try (StreamClient late = connect(venue, plain)) {
                subscribe(late, plain, plain.symbol);
                final PlainBook third = new PlainBook(plain);
                if (plain.snapshotPath(plain.symbol) == null) {
                    third.onMessage(plain.read(late.next(), plain.symbol));
                }
                ask(venue, plain, third);
                final Truth truth = venue.truth(plain.symbol);
                assertEquals(truth, third.like(truth));
            }
        }
    }

    private static void follow(final LoopbackVenue venue, final PlainVenue plain, final StreamClient client,
        final PlainBook book) throws Exception {
        ask(venue, plain, book);
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(StreamClient.TIMEOUT_S);
        while (System.nanoTime() < deadline) {
            final String frame = client.texts.poll(50, TimeUnit.MILLISECONDS);
            if (frame != null) {
                book.onMessage(plain.read(frame, plain.symbol));
            } else if (venue.hasEnded() && venue.truth(plain.symbol).equals(book.like(venue.truth(plain.symbol)))) {
                return;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PlainVenue.class)
    void whatIsNotThereIsRefusedInTheVenuesWords(final PlainVenue plain) throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(serve(plain).withFaults(1, "subscribe-refused*1"));
             StreamClient client = connect(venue, plain)) {
            for (final String symbol : List.of("NOSUCHTHING", plain.symbol)) {
                client.send(plain.subscribe(symbol));
                Kind kind = Kind.OTHER;
                while (kind == Kind.OTHER) {
                    kind = plain.read(client.next(), symbol).kind;
                }
                assertEquals(Kind.REFUSED, kind, symbol);
            }
            client.send("{{{");
            assertFalse(client.next().isEmpty());
            subscribe(client, plain, plain.symbol);
            assertEquals(1, venue.injected().get(FaultKind.SUBSCRIBE_REFUSED));
        }
    }

    @ParameterizedTest
    @EnumSource(value = PlainVenue.class, names = {"KUCOIN", "GATEIO", "BYBIT"})
    void aLoopGoesOnWithTimesAndNumbersThatNeverGoBack(final PlainVenue plain) throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(serve(plain).ending(AtEnd.LOOP)
            .within(Limits.DEFAULT.withSnapshotWaitMs(0).withInboundPerSecond(0)));
             StreamClient client = connect(venue, plain)) {
            subscribe(client, plain, plain.symbol);
            long last = 0;
            int seams = 0;
            while (seams < 2) {
                final PlainMessage message = plain.read(client.next(), plain.symbol);
                if (message.kind == Kind.WHOLE || message.kind == Kind.CHANGE) {
                    assertTrue(message.last > last, message.last + " after " + last);
                    seams += last > 0 && message.last > last + 900 ? 1 : 0;
                    last = message.last;
                }
            }
        }
    }

    @Test
    void theTokenOfKucoinIsAskedForFirst() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(serve(PlainVenue.KUCOIN))) {
            final var reply = StreamClient.post(venue, "/api/v1/bullet-public");
            assertEquals(venue.webSocketUrl() + "/endpoint",
                ClientBook.json(reply.body()).at("/data/instanceServers/0/endpoint").asText());
            assertEquals("loopback", ClientBook.json(reply.body()).at("/data/token").asText());
        }
    }

    @Test
    void instrumentsAreServedAsRecorded() throws Exception {
        try (LoopbackVenue venue = LoopbackVenue.start(serve(PlainVenue.BYBIT))) {
            final var reply = StreamClient.get(venue, "/v5/market/instruments-info?category=linear&limit=1000");
            assertEquals(200, reply.statusCode());
            assertEquals("linear", ClientBook.json(reply.body()).at("/result/category").asText());
            assertEquals(404, StreamClient.get(venue, "/v5/market/nothing").statusCode());
        }
    }
}
