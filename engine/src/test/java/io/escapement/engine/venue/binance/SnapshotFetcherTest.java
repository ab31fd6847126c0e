package io.escapement.engine.venue.binance;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.SnapshotRequestEncoder;
import io.escapement.codecs.sbe.TimerEncoder;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.venue.net.TestServer;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class SnapshotFetcherTest {
    private static final String BOOK =
        "{\"lastUpdateId\":5,\"bids\":[[\"100.00\",\"1\"]],\"asks\":[[\"101.00\",\"2\"]]}";

    private final TestServer server = new TestServer();
    private SessionFixture fixture;
    private volatile FullHttpResponse depth = TestServer.response(200, BOOK);

    @BeforeEach
    void start() throws Exception {
        server.answer = text -> "{\"result\":null,\"id\":1}";
        server.http = request -> request.uri().contains("depth") ? depth.copy()
            : TestServer.response(200, SessionFixture.exchangeInfo());
        fixture = new SessionFixture(BinanceConfig.of("ws://localhost:" + server.port(), server.restUrl(),
            List.of("BTC/USDT", "ETH/USDT")).with(SessionFixture.QUICK));
        assertEquals("SUBSCRIBED i2 c1", fixture.skipTo("SUBSCRIBED i2"));
        server.requests.clear();
    }

    @AfterEach
    void stop() {
        fixture.close();
        server.close();
    }

    @Test
    void saysThatItBeginsThenFetchesAndPublishes() throws Exception {
        request(2, 1_000);
        assertEquals(0, poll(999), "not before the time asked for");
        assertEquals(1, poll(1_000));
        fixture.expect("RESYNC_STARTED i2", "snapshot i2");
        assertEquals(List.of("/api/v3/depth?symbol=ETHUSDT&limit=5000"), List.copyOf(server.requests));
        assertEquals(0, poll(2_000));
    }

    @Test
    void fetchesOnceForRequestsThatPileUp() throws Exception {
        request(1, 10);
        request(1, 20);
        request(9, 10);
        assertEquals(0, poll(19));
        assertEquals(1, poll(20));
        assertEquals(0, poll(30));
        fixture.expect("RESYNC_STARTED i1", "snapshot i1");
    }

    @Test
    void tellsOfARefusalAndStaysAwayAsLongAsTheVenueSays() throws Exception {
        depth = TestServer.response(429, "{\"code\":-1003,\"msg\":\"Too much request weight used\"}");
        depth.headers().set(HttpHeaderNames.RETRY_AFTER, 30);
        request(1, 0);
        poll(System.nanoTime());
        fixture.expect("RESYNC_STARTED i1", "SNAPSHOT_FAILED i1 GET localhost:" + server.port()
            + "/api/v3/depth?symbol=BTCUSDT&limit=5000: 429 Too Many Requests, retry after 30 s, "
            + "{\"code\":-1003,\"msg\":\"Too much request weight used\"}");
        depth = TestServer.response(200, BOOK);
        request(1, 0);
        assertEquals(0, poll(System.nanoTime() + 20_000_000_000L));
        assertEquals(1, poll(System.nanoTime() + 31_000_000_000L));
        fixture.expect("RESYNC_STARTED i1", "snapshot i1");
    }

    @Test
    void tellsOfABodyThatIsNoBook() throws Exception {
        depth = TestServer.response(200, "{\"lastUpdateId\":5,\"bids\":[[\"1");
        request(1, 0);
        poll(1);
        assertEquals("RESYNC_STARTED i1", fixture.next());
        assertEquals("SNAPSHOT_FAILED i1 depth body at byte ", fixture.next().substring(0, 38));
    }

    @Test
    void keepsWithinTheBudgetOfRequestWeight() throws Exception {
        int begun = 0;
        for (int i = 0; i < 40; i++) {
            request(1 + i % 2, 0);
            begun += poll(1_000 + i);
            if (begun > i) {
                fixture.skipTo("snapshot");
            }
        }
        assertEquals(16, begun, "4000 a minute, 250 each");
        assertEquals(1, poll(60_000_001_000L));
    }

    @Test
    void waitsForTheNextMinuteWhereOthersHaveUsedUpTheWeight() throws Exception {
        depth.headers().set("X-MBX-USED-WEIGHT-1M", 3_900);
        request(1, 0);
        poll(0);
        fixture.expect("RESYNC_STARTED i1", "snapshot i1");
        request(1, 0);
        final long nowNs = System.nanoTime();
        final long nextMinuteNs = (nowNs / 60_000_000_000L + 1) * 60_000_000_000L;
        assertEquals(0, poll(Math.min(nowNs, nextMinuteNs - 1)));
        assertEquals(1, poll(nextMinuteNs + 60_000_000_000L));
    }

    private void request(int instrumentId, long notBeforeNs) {
        final Slot slot = new Slot(ByteBuffer.allocateDirect(8_192), 4_096);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        final TimerEncoder timer = new TimerEncoder();
        timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header).dueTimeNs(0).cadenceNs(0).instrumentId(1);
        slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength(), Provenance.ENGINE);
        final SnapshotRequestEncoder request = new SnapshotRequestEncoder();
        request.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), header)
            .notBeforeNs(notBeforeNs).instrumentId(instrumentId).attempt(1).reason(Reason.CONNECTED);
        slot.commitEffect(MessageHeaderEncoder.ENCODED_LENGTH + request.encodedLength());
        fixture.session.snapshots().onRecord(slot);
    }

    private int poll(long nowNs) throws Exception {
        return fixture.transport.loop().submit(() -> fixture.session.snapshots().poll(fixture, nowNs)).get();
    }
}
