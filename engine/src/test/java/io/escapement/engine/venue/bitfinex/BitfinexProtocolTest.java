package io.escapement.engine.venue.bitfinex;

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

class BitfinexProtocolTest {
    private final BitfinexProtocol protocol = new BitfinexProtocol();
    private StreamProtocol stream;
    private final FrameBench bench = new FrameBench((inlet, control) -> {
        stream = protocol.open(new StreamSite(inlet, new InstrumentLookup(BitfinexFrames.INSTRUMENTS), control,
            FrameBench.CONNECTION, Provenance.CAPTURE, ""));
        return stream.decoder();
    });

    @Test
    void sendsFlagsFirstAndUnsubscribesByTheChannelsNumber() {
        final List<Topic> topics = protocol.topics(BitfinexFrames.INSTRUMENTS, EnumSet.allOf(StreamKind.class));
        assertEquals(List.of("book:tBTCUSD", "trades:tBTCUSD", "ticker:tBTCUSD", "book:tBTCF0:USTF0",
            "trades:tBTCF0:USTF0", "ticker:tBTCF0:USTF0"), topics.stream().map(Topic::name).toList());
        assertEquals(List.of("{\"event\":\"conf\",\"flags\":229376}"), stream.greeting());
        assertEquals("{\"event\":\"subscribe\",\"channel\":\"book\",\"symbol\":\"tBTCUSD\",\"prec\":\"P0\","
            + "\"freq\":\"F0\",\"len\":\"25\"}", stream.subscribe(topics.subList(0, 1), 1));
        assertEquals("{\"event\":\"subscribe\",\"channel\":\"trades\",\"symbol\":\"tBTCUSD\"}",
            stream.subscribe(topics.subList(1, 2), 2));
        BitfinexFrames.GREETING.forEach(bench::decode);
        assertEquals("{\"event\":\"unsubscribe\",\"chanId\":17}", stream.unsubscribe(topics.subList(0, 1), 3));
        bench.decode(BitfinexFrames.UNSUBSCRIBED);
        assertEquals(List.of("ready", "accepted book:tBTCUSD", "accepted trades:tBTCUSD",
            "accepted ticker:tBTCF0:USTF0", "accepted book:tBTCUSD"), bench.control);
        assertEquals("{\"event\":\"ping\",\"cid\":5}", stream.ping(5, 0));
        assertThrows(IllegalArgumentException.class, () -> new BitfinexProtocol(50, 1, -10, 25));
    }
}
