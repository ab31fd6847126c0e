package io.escapement.engine.venue.session;

import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.OpenInterestDecoder;
import io.escapement.engine.venue.net.TestServer;
import org.junit.jupiter.api.AfterEach;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A session with a venue that is scripted, over real sockets. */
abstract class ScriptedVenue {
    /** No wait is long; nothing is given up. */
    static final Pacing QUICK = new Pacing(1, 20, 100, 60_000, 3_600_000, 2_000, 10_000, 0, 100, 60_000);
    /** So that no stall of this machine ends an overlap of two connections. */
    static final Pacing PATIENT = new Pacing(1, 20, 100, 60_000, 3_600_000, 30_000, 10_000, 0, 100, 60_000);

    final TestServer server = new TestServer();
    final FakeProtocol protocol = new FakeProtocol("v");
    final List<Probe> probes = new ArrayList<>();
    Pacing pacing = QUICK;
    boolean whole = true;

    ScriptedVenue() {
        server.http = request -> TestServer.response(200, request.uri().equals("/token") ? "t1" : "A1 A2 A3 A4");
        server.answer = text -> text.startsWith("sub") || text.startsWith("unsub") ? "ok " + text.split(" ")[1] : null;
    }

    /** Tells update ids too. */
    static final class Probe extends SessionProbe {
        private Probe(VenueProtocol protocol, VenueConfig config, SessionTap tap) {
            super(protocol, config, tap);
        }

        @Override
        protected String describe() {
            return super.describe() + switch (slot.eventTemplateId()) {
                case BookDeltaDecoder.TEMPLATE_ID -> " " + new BookDeltaDecoder()
                    .wrapAndApplyHeader(slot.buffer(), slot.event(), header).lastUpdateId();
                case BookSnapshotDecoder.TEMPLATE_ID -> " " + new BookSnapshotDecoder()
                    .wrapAndApplyHeader(slot.buffer(), slot.event(), header).lastUpdateId();
                case OpenInterestDecoder.TEMPLATE_ID -> " interest " + new OpenInterestDecoder()
                    .wrapAndApplyHeader(slot.buffer(), slot.event(), header).quantity();
                case InstrumentDefinitionDecoder.TEMPLATE_ID -> new InstrumentDefinitionDecoder()
                    .wrapAndApplyHeader(slot.buffer(), slot.event(), header).status() == InstrumentStatus.HALTED
                    ? " HALTED" : "";
                default -> "";
            };
        }
    }

    Probe start(int instruments) {
        return start(protocol, instruments, SessionTap.NONE);
    }

    Probe start(FakeProtocol venue, int instruments, SessionTap tap) {
        final VenueConfig usual = VenueConfig.of(venue, FakeProtocol.listings(instruments))
            .at("ws://localhost:" + server.port(), server.restUrl()).with(pacing);
        final Probe probe = new Probe(venue, new VenueConfig(usual.webSocketUrl(), usual.restUrl(), usual.listings(),
            usual.streams(), whole, 0, null, null, usual.tls(), usual.pacing(), usual.webSocket(), usual.rest()), tap);
        probes.add(probe);
        probe.session.start();
        return probe;
    }

    static void started(Probe probe, int instruments) throws InterruptedException {
        assertEquals("SUBSCRIBED i" + instruments + " c1", probe.skipTo("SUBSCRIBED i" + instruments));
    }

    @AfterEach
    void stop() {
        probes.forEach(SessionProbe::close);
        server.close();
    }

    void request(Probe probe, int instrumentId) throws Exception {
        probe.session.snapshots().offer(instrumentId, 0);
        probe.transport.loop().submit(() -> probe.session.snapshots().poll(probe, System.nanoTime())).get();
    }
}
