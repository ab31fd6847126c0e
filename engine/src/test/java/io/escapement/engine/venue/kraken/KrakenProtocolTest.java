package io.escapement.engine.venue.kraken;

import io.escapement.codecs.Provenance;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.session.StreamKind;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;
import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class KrakenProtocolTest {
    private final KrakenProtocol protocol = new KrakenProtocol(10, 1);
    private StreamProtocol stream;
    private final FrameBench bench = new FrameBench((inlet, control) -> {
        stream = protocol.open(new StreamSite(inlet, new InstrumentLookup(KrakenFrames.INSTRUMENTS), control,
            FrameBench.CONNECTION, Provenance.CAPTURE, ""));
        return stream.decoder();
    });

    @Test
    void asksForOneChannelAMessageAndKnowsWhatARefusalIsAbout() {
        final List<Topic> topics = protocol.topics(KrakenFrames.INSTRUMENTS, EnumSet.allOf(StreamKind.class));
        assertEquals(List.of("book:BTC/USD", "book:ETH/USD", "trade:BTC/USD", "trade:ETH/USD", "ticker:BTC/USD",
            "ticker:ETH/USD"), topics.stream().map(Topic::name).toList());
        assertEquals("{\"method\":\"subscribe\",\"params\":{\"channel\":\"book\",\"symbol\":[\"BTC/USD\",\"ETH/USD\"],"
            + "\"depth\":10,\"snapshot\":true},\"req_id\":3}", stream.subscribe(topics.subList(0, 2), 3));
        bench.decode("{\"error\":\"Currency pair not supported ETH/USD\",\"method\":\"subscribe\",\"req_id\":3,"
            + "\"success\":false,\"symbol\":\"ETH/USD\"}");
        assertEquals(List.of("refused book:ETH/USD 0 Currency pair not supported ETH/USD"), bench.control);
        assertEquals("{\"method\":\"unsubscribe\",\"params\":{\"channel\":\"book\",\"symbol\":[\"BTC/USD\"],"
            + "\"depth\":10},\"req_id\":4}", stream.unsubscribe(topics.subList(0, 1), 4));
        assertEquals("wss://ws.kraken.com/v2", protocol.opening(protocol.webSocketUrl(), "", null).url());
        assertEquals("{\"method\":\"ping\",\"req_id\":9}", stream.ping(9, 0));
        assertEquals("BTC/USD", protocol.symbol("BTC", "USD"));
    }

    @Test
    void asksForHeartbeatsWhateverTheAnswer() {
        assertEquals(List.of("{\"method\":\"subscribe\",\"params\":{\"channel\":\"heartbeat\"},\"req_id\":0}"),
            stream.greeting());
        assertEquals(List.of(), bench.decode("{\"error\":\"Channel not supported\",\"method\":\"subscribe\","
            + "\"req_id\":0,\"success\":false}"));
        assertEquals(List.of(), bench.decode("{\"method\":\"subscribe\",\"req_id\":0,\"result\":{\"channel\":"
            + "\"heartbeat\"},\"success\":true}"));
        assertEquals(List.of(), bench.control);
    }

    @Test
    void refusesDepthsThatTheVenueDoesNotHave() {
        assertThrows(IllegalArgumentException.class, () -> new KrakenProtocol(50, 1));
        assertThrows(IllegalArgumentException.class, () -> new KrakenProtocol(10, 0));
    }
}
