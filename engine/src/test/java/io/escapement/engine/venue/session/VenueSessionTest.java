package io.escapement.engine.venue.session;

import io.escapement.engine.venue.net.TestServer;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What all venues share, driven by a venue that is scripted, over real sockets. */
@Timeout(60)
class VenueSessionTest extends ScriptedVenue {
    private static final long MS = 1_000_000L;

    private static void apart(List<Long> nanos, int amount, long windowMs) {
        for (int i = amount; i < nanos.size(); i++) {
            final long ms = (nanos.get(i) - nanos.get(i - amount)) / MS;
            // The stamp is taken a moment after the budget's.
            assertTrue(ms >= windowMs - windowMs / 5, "number " + i + " came " + ms + " ms after number "
                + (i - amount));
        }
    }

    // Beginning

    @Test
    void bootstrapsWaitsForTheHelloGreetsAndSubscribesStepByStep() throws Exception {
        protocol.bootstraps = true;
        protocol.greets = true;
        protocol.topicsPerMessage = 3;
        final Probe probe = start(2);
        final Channel client = server.nextOpened();
        probe.expect("define i1 tick 1E-2 A1 A1/USD", "define i2 tick 1E-2 A2 A2/USD", "instruments 2",
            "CONNECTED i1 c1", "CONNECTED i2 c1");
        assertEquals(List.of("/instruments", "/token"), List.copyOf(server.requests));
        assertTrue(server.received.isEmpty(), "nothing before the hello");
        TestServer.text(client, "hello");
        assertEquals("good day", server.nextReceived());
        assertEquals("sub 1 v.book.A1 v.trades.A1 v.book.A2", server.nextReceived());
        assertEquals("sub 2 v.trades.A2", server.nextReceived());
        probe.expect("SUBSCRIBED i1 c1", "SUBSCRIBED i2 c1");
    }

    @Test
    void asksForAFreshTokenForEachConnection() throws Exception {
        protocol.bootstraps = true;
        final Probe probe = start(1);
        started(probe, 1);
        TestServer.reset(server.nextOpened());
        assertEquals("SUBSCRIBED i1 c2", probe.skipTo("SUBSCRIBED"));
        assertEquals(List.of("/instruments", "/token", "/token"), List.copyOf(server.requests));
    }

    @Test
    void readsAllPagesOfDefinitions() throws Exception {
        server.http = request -> TestServer.response(200, request.uri().endsWith("page=2") ? "A2 A3" : "A1+");
        final Probe probe = start(3);
        started(probe, 3);
        assertEquals(List.of("/instruments", "/instruments?page=2"), List.copyOf(server.requests));
    }

    @Test
    void goesOnWithoutAnInstrumentThatIsNotThereUnlessItWantsAll() throws Exception {
        server.http = request -> TestServer.response(200, "A1");
        assertTrue(start(2).next().endsWith("/instruments: A2 is not listed"));
        whole = false;
        final Probe probe = start(2);
        probe.expect("problem A2 is not listed", "define i1 tick 1E-2 A1 A1/USD", "instruments 1", "CONNECTED i1 c1",
            "SUBSCRIBED i1 c1");
    }

    @Test
    void givesUpAPlaceWithoutAHello() throws Exception {
        protocol.greets = true;
        pacing = new Pacing(1, 20, 100, 60_000, 3_600_000, 100, 10_000, 0, 100, 60_000);
        final Probe probe = start(1);
        assertEquals("problem CLOSED_BY_US: no hello within 100 ms", probe.skipTo("problem"));
        assertEquals("CONNECTED i1 c2", probe.skipTo("CONNECTED"));
    }

    // Growing old

    @Test
    void replacesAConnectionBeforeTheVenueCutsItAndAsksForExactlyWhatItHad() throws Exception {
        pacing = new Pacing(1, 20, 100, 60_000, 300, 30_000, 10_000, 0, 100, 60_000);
        final Probe probe = start(2);
        final Channel old = server.nextOpened();
        started(probe, 2);
        final String asked = server.nextReceived();
        TestServer.text(old, "snap 1 5");
        TestServer.text(old, "snap 2 5");
        assertEquals("problem connection 1 is being replaced: it is nearly a day old",
            probe.skipTo("problem connection 1"));
        final Channel fresh = server.nextOpened();
        assertEquals(asked, server.nextReceived());
        TestServer.text(fresh, "snap 1 6");
        TestServer.text(fresh, "snap 2 6");
        probe.expect("SUBSCRIBED i1 c2", "snapshot i1 6", "SUBSCRIBED i2 c2", "snapshot i2 6");
        old.closeFuture().awaitUninterruptibly(30_000);
        assertTrue(!old.isOpen(), "the old one is closed once the new one has it all");
    }

    // Subscribing

    @Test
    void asksSinglyWhereOneBadTopicMakesTheVenueRefuseAll() throws Exception {
        pacing = PATIENT;
        protocol.refusesWhole = true;
        server.answer = text -> (text.contains("book.A2") ? "no " : "ok ") + text.split(" ")[1];
        final Probe probe = start(2);
        probe.skipTo("CONNECTED i2");
        probe.expect("problem SUBSCRIBE was refused: code 7, not you; each of its topics is asked for by itself",
            "problem SUBSCRIBE was refused: code 7, not you",
            "SUBSCRIPTION_REFUSED i2 c1 SUBSCRIBE was refused: code 7, not you", "SUBSCRIBED i1 c1");
        request(probe, 1);
        probe.expect("RESYNC_STARTED i1");
    }

    /** A book without a stream must never begin: the core would fetch a snapshot and take it for live. */
    @Test
    void saysOfARefusedBookNeverThatItIsSubscribedTo() throws Exception {
        protocol.refusesWhole = true;
        server.answer = text -> (text.contains("book.A1") ? "no " : "ok ") + text.split(" ")[1];
        final Probe probe = start(1);
        probe.skipTo("SUBSCRIPTION_REFUSED i1");
        TestServer.text(server.nextOpened(), "trade 1 8");
        probe.expect("trade 8");
    }

    @Test
    void asksAgainForWhatIsRefusedButTellsItOnce() throws Exception {
        final AtomicInteger asked = new AtomicInteger();
        protocol.topicsPerMessage = 2;
        server.answer = text -> (text.contains("A2") && asked.incrementAndGet() < 4 ? "no " : "ok ")
            + text.split(" ")[1];
        final Probe probe = start(2);
        probe.skipTo("CONNECTED i2");
        probe.expect("problem SUBSCRIBE was refused: code 7, not you",
            "SUBSCRIPTION_REFUSED i2 c1 SUBSCRIBE was refused: code 7, not you", "SUBSCRIBED i1 c1",
            "SUBSCRIBED i2 c1");
        assertEquals(4, asked.get());
    }

    @Test
    void asksLaterForWhatIsRefusedForNow() throws Exception {
        protocol.topicsPerMessage = 2;
        final AtomicInteger asked = new AtomicInteger();
        server.answer = text -> text.contains("A2") && asked.incrementAndGet() < 3 ? "busy " + text.split(" ")[1]
            : "ok " + text.split(" ")[1];
        final Probe probe = start(2);
        final String later = "problem SUBSCRIBE was refused: code 9, too many requests; it is asked for again in 100"
            + " ms";
        assertEquals(later, probe.skipTo("problem"));
        assertEquals("SUBSCRIBED i1 c1", probe.next());
        probe.expect(later, "SUBSCRIBED i2 c1");
    }

    @Test
    void keepsAConnectionOnWhichEverythingIsRefusedForNow() throws Exception {
        final AtomicInteger asked = new AtomicInteger();
        server.answer = text -> (asked.incrementAndGet() < 3 ? "busy " : "ok ") + text.split(" ")[1];
        assertEquals("SUBSCRIBED i1 c1", start(1).skipTo("SUBSCRIBED"));
    }

    @Test
    void takesAnswersByTopic() throws Exception {
        pacing = PATIENT;
        protocol.acknowledgement = Acknowledgement.BY_TOPIC;
        server.answer = text -> null;
        final Probe probe = start(2);
        final Channel client = server.nextOpened();
        server.nextReceived();
        for (final String answer : List.of("has v.book.A1", "has v.trades.A1", "hasnot v.book.A2", "has v.trades.A2")) {
            TestServer.text(client, answer);
        }
        assertEquals("SUBSCRIPTION_REFUSED i2 c1 SUBSCRIBE to v.book.A2 was refused: code 8, not this",
            probe.skipTo("SUBSCRIPTION_REFUSED"));
        assertEquals("SUBSCRIBED i1 c1", probe.next());
        TestServer.text(client, "trade 2 8");
        probe.expect("trade 8");
    }

    @Test
    void spreadsTopicsOverConnectionsThatLiveByThemselves() throws Exception {
        protocol.topicsPerConnection = 4;
        final Probe probe = start(4);
        final Set<String> subscribed = Set.of(server.nextReceived(), server.nextReceived());
        assertEquals(Set.of("sub 1 v.book.A1 v.trades.A1 v.book.A2 v.trades.A2",
            "sub 1 v.book.A3 v.trades.A3 v.book.A4 v.trades.A4"), subscribed);
        probe.skipTo("SUBSCRIBED");
        probe.skipTo("SUBSCRIBED");
        probe.skipTo("SUBSCRIBED");
        probe.skipTo("SUBSCRIBED");
        TestServer.reset(server.nextOpened());
        final String lost = probe.skipTo("DISCONNECTED");
        final int number = lost.charAt("DISCONNECTED c".length()) - '0';
        final int first = number == 1 ? 1 : 3;
        probe.expect("CONNECTED i" + first + " c3", "CONNECTED i" + (first + 1) + " c3", "SUBSCRIBED i" + first + " c3",
            "SUBSCRIBED i" + (first + 1) + " c3");
        assertEquals("sub 1 v.book.A" + first + " v.trades.A" + first + " v.book.A" + (first + 1) + " v.trades.A"
            + (first + 1), server.nextReceived(), "exactly what was there");
    }

    // Budgets

    // Of messages: OutboxTest. Of connections: GovernorTest. Both in virtual time.

    @Test
    void staysAwayFromAVenueThatSaysSoWithItsHandshake() throws Exception {
        server.refuseHandshake = true;
        server.http = request -> {
            if (!request.headers().contains(HttpHeaderNames.UPGRADE)) {
                return TestServer.response(200, "A1");
            }
            server.refuseHandshake = false;
            final var refusal = TestServer.response(429, "");
            refusal.headers().set(HttpHeaderNames.RETRY_AFTER, 1);
            return refusal;
        };
        final Probe probe = start(1);
        probe.skipTo("SUBSCRIBED");
        apart(List.copyOf(protocol.attempts), 1, 1_000);
    }

    @Test
    void givesUpAVenueThatKeepsFailingProbesItAndTakesItBack() throws Exception {
        final FakeProtocol other = new FakeProtocol("w");
        final Probe sound = start(other, 1, SessionTap.NONE);
        started(sound, 1);
        final Channel soundClient = server.nextOpened();
        pacing = new Pacing(1, 1, 5, 60_000, 3_600_000, 2_000, 4, 0, 300, 60_000);
        server.refuseHandshake = true;
        final Probe probe = start(1);
        assertEquals("problem the venue is given up: 4 connections in a row have failed at /ws; from now on one attempt"
            + " every 300 ms", probe.skipTo("problem the venue"));
        assertTrue(probe.next().startsWith("VENUE_GIVEN_UP i1 4 connections in a row"));
        probe.skipTo("DISCONNECTED");
        probe.skipTo("DISCONNECTED");
        final List<Long> probesOnly = List.copyOf(protocol.attempts).subList(3, protocol.attempts.size());
        assertTrue(probesOnly.size() >= 2);
        apart(probesOnly, 1, 300);
        server.refuseHandshake = false;
        assertTrue(probe.skipTo("SUBSCRIBED").startsWith("SUBSCRIBED i1 c"));
        TestServer.text(soundClient, "trade 1 5");
        sound.expect("trade 5");
    }

    @Test
    void tenVenuesDroppedAtOnceComeBackWithinTheirBudgetsWithWhatTheyHad() throws Exception {
        final List<FakeProtocol> venues = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            final FakeProtocol venue = new FakeProtocol("v" + i);
            venue.connects = new Budget(2, 300);
            venues.add(venue);
            pacing = QUICK.seeded(i);
            started(start(venue, 2, SessionTap.NONE), 2);
        }
        final Set<String> before = drain();
        final List<Channel> clients = new ArrayList<>(server.opened);
        server.opened.clear();
        clients.forEach(client -> client.eventLoop().execute(() -> TestServer.resetLater(client)));
        for (final Probe probe : probes) {
            assertEquals("SUBSCRIBED i2 c2", probe.skipTo("SUBSCRIBED i2"));
        }
        assertEquals(before, drain());
        assertEquals(10, before.size());
        for (final FakeProtocol venue : venues) {
            assertEquals(2, venue.attempts.size());
        }
        final long first = venues.stream().mapToLong(venue -> List.copyOf(venue.attempts).get(1)).min().orElseThrow();
        final long last = venues.stream().mapToLong(venue -> List.copyOf(venue.attempts).get(1)).max().orElseThrow();
        assertTrue(last > first, "not all at one moment");
    }

    private Set<String> drain() {
        final List<String> texts = new ArrayList<>();
        server.received.drainTo(texts);
        return texts.stream().filter(text -> text.startsWith("sub")).collect(Collectors.toSet());
    }

    // Living

    @Test
    void pingsAndEndsAConnectionThatHasGoneSilent() throws Exception {
        protocol.pingMs = 50;
        protocol.pongMs = 300;
        server.answer = text -> text.startsWith("sub") ? "ok 1" : null;
        final Probe probe = start(1);
        started(probe, 1);
        server.nextReceived();
        assertEquals("ping 2", server.nextReceived());
        assertEquals("problem CLOSED_BY_US: nothing came within 300 ms after our ping", probe.skipTo("problem"));
        assertEquals("SUBSCRIBED i1 c2", probe.skipTo("SUBSCRIBED"));
    }

    @Test
    void keepsAConnectionThatAnswersItsPings() throws Exception {
        protocol.pingMs = 20;
        protocol.pongMs = 10_000;
        server.answer = text -> text.startsWith("sub") ? "ok 1" : "pong";
        final Probe probe = start(1);
        started(probe, 1);
        final Channel client = server.nextOpened();
        TestServer.text(client, "ping 17");
        boolean answered = false;
        for (int i = 0; i < 4 && !answered; i++) {
            answered = "pong 17".equals(server.nextReceived());
        }
        assertTrue(answered);
    }

    @Test
    void tellsOfAStreamThatIsGrantedAndSaysNothing() throws Exception {
        pacing = new Pacing(1, 20, 100, 60_000, 3_600_000, 2_000, 10_000, 0, 100, 300);
        final Probe probe = start(2);
        final Channel client = server.nextOpened();
        started(probe, 2);
        TestServer.text(client, "snap 1 5");
        probe.expect("snapshot i1 5",
            "problem v.book.A2 was granted, but nothing has come of it within 300 ms",
            "STREAM_SILENT i2 c1 v.book.A2 was granted, but nothing has come of it within 300 ms");
    }

    @Test
    void subscribesAnewWhenMaintenanceIsOver() throws Exception {
        final Probe probe = start(1);
        final Channel client = server.nextOpened();
        started(probe, 1);
        TestServer.text(client, "maintenance on");
        probe.expect("MAINTENANCE c1 works", "problem maintenance: works");
        TestServer.text(client, "maintenance off");
        assertEquals("SUBSCRIBED i1 c2", probe.skipTo("SUBSCRIBED"));
    }

    @Test
    void triesAnotherConnectionWhereMaintenanceDoesNotEnd() throws Exception {
        pacing = QUICK.withMaintenanceMs(100);
        final Probe probe = start(1);
        final Channel client = server.nextOpened();
        started(probe, 1);
        TestServer.text(client, "maintenance on");
        probe.expect("MAINTENANCE c1 works", "problem maintenance: works",
            "problem connection 1 is being replaced: maintenance has not ended within 100 ms");
        final Channel second = server.nextOpened();
        TestServer.text(second, "maintenance on");
        TestServer.text(second, "snap 1 6");
        probe.expect("SUBSCRIBED i1 c2", "snapshot i1 6");
        assertEquals("MAINTENANCE c2 works", probe.skipTo("MAINTENANCE"));
        assertEquals("problem connection 2 is being replaced: maintenance has not ended within 100 ms",
            probe.skipTo("problem connection"));
    }

    @Test
    void pollsWhatNoStreamHasAndTellsOnlyTheFirstFailure() throws Exception {
        protocol.polls = true;
        server.http = request -> TestServer.response(200, !request.uri().equals("/interest") ? "A1"
            : server.requests.size() == 2 ? "12" : server.requests.size() < 6 ? "none" : "13");
        final Probe probe = start(1);
        assertTrue(probe.skipTo("template").endsWith(" interest 12"));
        assertEquals("problem no open interest of A1: no number: none", probe.skipTo("problem"));
        final String then = probe.skipTo("template");
        assertTrue(then.endsWith(" interest 13"), then);
    }

    // Books

    @Test
    void takesTheBooksTopicBackAndAsksForItAgain() throws Exception {
        final Probe probe = start(2);
        final Channel client = server.nextOpened();
        started(probe, 2);
        server.nextReceived();
        request(probe, 2);
        assertEquals("RESYNC_STARTED i2", probe.next());
        assertEquals("unsub 2 v.book.A2", server.nextReceived());
        assertEquals("sub 3 v.book.A2", server.nextReceived());
        TestServer.text(client, "snap 2 9");
        probe.expect("snapshot i2 9");
    }

    @Test
    void asksAgainForABookThatIsLostWhileOthersAreStillBeingSubscribedTo() throws Exception {
        protocol.topicsPerMessage = 2;
        server.answer = text -> text.equals("sub 2 v.book.A2 v.trades.A2") ? null : "ok " + text.split(" ")[1];
        final Probe probe = start(3);
        final Channel client = server.nextOpened();
        assertEquals("sub 1 v.book.A1 v.trades.A1", server.nextReceived());
        assertEquals("sub 2 v.book.A2 v.trades.A2", server.nextReceived());
        TestServer.text(client, "snap 1 9");
        assertEquals("snapshot i1 9", probe.skipTo("snapshot"));
        request(probe, 1);
        request(probe, 3);
        TestServer.text(client, "ok 2");
        assertEquals("unsub 3 v.book.A1", server.nextReceived());
        assertEquals("sub 4 v.book.A1", server.nextReceived());
        assertEquals("sub 5 v.book.A3 v.trades.A3", server.nextReceived());
        started(probe, 3);
        assertTrue(server.received.isEmpty(), "the third book comes by the first subscription");
    }

    @Test
    void saysThatThereIsNoBookWhereTheVenueRefusesToSendItAgain() throws Exception {
        final Probe probe = start(1);
        started(probe, 1);
        server.answer = text -> (text.startsWith("sub") ? "no " : "ok ") + text.split(" ")[1];
        request(probe, 1);
        probe.expect("RESYNC_STARTED i1", "problem SUBSCRIBE was refused: code 7, not you",
            "SUBSCRIPTION_REFUSED i1 c1 SUBSCRIBE was refused: code 7, not you");
    }

    @Test
    void asksForABookOnTheConnectionItself() throws Exception {
        protocol.snapshots = SnapshotService.REQUEST;
        final Probe probe = start(1);
        started(probe, 1);
        server.nextReceived();
        server.answer = text -> "no " + text.split(" ")[1];
        request(probe, 1);
        assertEquals("req 2 A1", server.nextReceived());
        probe.expect("RESYNC_STARTED i1",
            "SNAPSHOT_FAILED i1 the request for the book was refused: code 7, not you");
    }

    @Test
    void asksRestAndTheStreamInTurnsWhereEitherMayServe() throws Exception {
        protocol.snapshots = SnapshotService.EITHER;
        server.http = request -> TestServer.response(200, request.uri().startsWith("/book") ? "no id" : "A1");
        final Probe probe = start(1);
        final Channel client = server.nextOpened();
        started(probe, 1);
        server.nextReceived();
        request(probe, 1);
        assertEquals("RESYNC_STARTED i1", probe.next());
        assertTrue(probe.next().startsWith("SNAPSHOT_FAILED i1"));
        request(probe, 1);
        assertEquals("RESYNC_STARTED i1", probe.next());
        assertEquals("unsub 2 v.book.A1", server.nextReceived());
        assertEquals("sub 3 v.book.A1", server.nextReceived());
        TestServer.text(client, "snap 1 9");
        probe.expect("snapshot i1 9");
        request(probe, 1);
        assertEquals("RESYNC_STARTED i1", probe.next());
        assertTrue(probe.next().startsWith("SNAPSHOT_FAILED i1"));
    }

    @Test
    void saysThatThereIsNoBookWithoutAConnection() throws Exception {
        server.refuseHandshake = true;
        pacing = new Pacing(1, 5_000, 5_000, 60_000, 3_600_000, 2_000, 10_000, 0, 100, 60_000);
        final Probe probe = start(1);
        probe.skipTo("DISCONNECTED");
        request(probe, 1);
        probe.expect("SNAPSHOT_FAILED i1 there is no connection");
    }

    // Make before break

    @Test
    void handsEachBookOverWithTheSnapshotOfTheNewConnection() throws Exception {
        pacing = PATIENT;
        final Probe probe = start(2);
        final Channel old = server.nextOpened();
        started(probe, 2);
        for (final String frame : List.of("snap 1 5", "snap 2 5", "delta 1 6", "bye")) {
            TestServer.text(old, frame);
        }
        probe.expect("snapshot i1 5", "snapshot i2 5", "delta i1 6", "SHUTDOWN_NOTICE c1",
            "problem connection 1 is being replaced: the venue is about to end it");
        final Channel fresh = server.nextOpened();
        TestServer.text(fresh, "trade 1 100");
        TestServer.text(fresh, "snap 1 6");
        probe.expect("SUBSCRIBED i1 c2", "snapshot i1 6");
        TestServer.text(old, "delta 1 7");
        TestServer.text(old, "delta 2 6");
        TestServer.text(old, "trade 1 101");
        probe.expect("delta i2 6", "trade 101");
        TestServer.text(fresh, "delta 1 7");
        TestServer.text(fresh, "delta 2 6");
        TestServer.text(fresh, "snap 2 6");
        probe.expect("delta i1 7", "SUBSCRIBED i2 c2", "snapshot i2 6");
        TestServer.text(fresh, "trade 1 102");
        TestServer.text(fresh, "delta 2 7");
        probe.expect("trade 102", "delta i2 7");
    }

    @Test
    void givesBooksBackWhereTheNewConnectionBreaksBeforeItHasTakenOver() throws Exception {
        pacing = PATIENT;
        final Probe probe = start(2);
        final Channel old = server.nextOpened();
        started(probe, 2);
        TestServer.text(old, "bye");
        probe.skipTo("problem connection 1");
        final Channel fresh = server.nextOpened();
        TestServer.text(fresh, "snap 1 6");
        probe.expect("SUBSCRIBED i1 c2", "snapshot i1 6");
        TestServer.reset(fresh);
        assertTrue(probe.next().startsWith("problem the new connection failed, LOST"));
        assertTrue(probe.next().startsWith("DISCONNECTED c2 LOST"));
        probe.expect("SUBSCRIBED i1 c1");
        TestServer.text(old, "delta 1 7");
        assertEquals("delta i1 7", probe.skipTo("delta"));
    }
}
