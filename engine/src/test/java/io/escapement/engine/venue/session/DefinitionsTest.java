package io.escapement.engine.venue.session;

import io.escapement.engine.venue.net.TestServer;
import io.netty.channel.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What becomes of definitions that cannot be read, that change, and that say that nothing trades. */
@Timeout(60)
class DefinitionsTest extends ScriptedVenue {
    /** Not everything of the venue: that instrument alone, and the others without a break. */
    @Test
    void takesAChangedDefinitionOverWithANewConnectionWhileTheOthersGoOn() throws Exception {
        pacing = PATIENT;
        protocol.definitionsMs = 100;
        final Probe probe = start(2);
        final Channel old = server.nextOpened();
        started(probe, 2);
        TestServer.text(old, "snap 1 5");
        TestServer.text(old, "snap 2 5");
        probe.expect("snapshot i1 5", "snapshot i2 5");
        protocol.changes = "A2";
        protocol.tick = 5;
        probe.expect("problem the definitions have changed of [A2]", "define i2 tick 5E-2 A2 A2/USD",
            "problem connection 1 is being replaced: the definitions have changed");
        final Channel fresh = server.nextOpened();
        for (final String frame : List.of("delta 2 6", "trade 2 7", "delta 1 6", "trade 1 8")) {
            TestServer.text(old, frame);
        }
        probe.expect("delta i1 6", "trade 8");
        request(probe, 2);
        TestServer.text(fresh, "snap 2 9");
        TestServer.text(fresh, "delta 2 10");
        probe.expect("SUBSCRIBED i2 c2", "snapshot i2 9", "delta i2 10");
        TestServer.text(old, "delta 1 7");
        probe.expect("delta i1 7");
        TestServer.text(fresh, "snap 1 7");
        TestServer.text(fresh, "delta 1 8");
        probe.expect("SUBSCRIBED i1 c2", "snapshot i1 7", "delta i1 8");
    }

    @Test
    void tellsThatAnInstrumentDoesNotTradeAndLeavesTheStreamsAsTheyAre() throws Exception {
        protocol.definitionsMs = 100;
        final Probe probe = start(2);
        final Channel client = server.nextOpened();
        started(probe, 2);
        protocol.changes = "A1";
        protocol.halted = true;
        probe.expect("problem the definitions have changed of [A1]", "define i1 tick 1E-2 A1 A1/USD HALTED");
        TestServer.text(client, "trade 2 8");
        probe.expect("trade 8");
        protocol.halted = false;
        probe.expect("problem the definitions have changed of [A1]", "define i1 tick 1E-2 A1 A1/USD");
    }

    /** What is sound makes a bad request of one unknown symbol; readings that can go on singly do. */
    @Test
    void goesOnAfterABadRequestWhereTheReadingCan() throws Exception {
        protocol.goesOn = true;
        whole = false;
        server.http = request -> request.uri().equals("/instruments") ? TestServer.response(400, "no such symbol")
            : TestServer.response(200, "A1");
        final Probe probe = start(2);
        assertEquals("define i1 tick 1E-2 A1 A1/USD", probe.skipTo("define"));
    }

    @Test
    void asksForDefinitionsAgainWhereTheVenueIsOnlyBusy() throws Exception {
        server.http = request -> TestServer.response(200, server.requests.size() < 3 ? "too many requests" : "A1");
        final Probe probe = start(1);
        assertTrue(probe.next().endsWith("expected names, got too many requests"));
        assertEquals("define i1 tick 1E-2 A1 A1/USD", probe.skipTo("define"));
    }
}
