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
            "trades:tBTCF0:USTF0", "ticker:tBTCF0:USTF0", "status:deriv:tBTCF0:USTF0", "status:liq:global"),
            names(topics));
        assertEquals(List.of("{\"event\":\"conf\",\"flags\":229376}"), stream.greeting());
        assertEquals("{\"event\":\"subscribe\",\"channel\":\"book\",\"symbol\":\"tBTCUSD\",\"prec\":\"P0\","
            + "\"freq\":\"F0\",\"len\":\"25\"}", stream.subscribe(topics.subList(0, 1), 1));
        assertEquals("{\"event\":\"subscribe\",\"channel\":\"trades\",\"symbol\":\"tBTCUSD\"}",
            stream.subscribe(topics.subList(1, 2), 2));
        assertEquals("{\"event\":\"subscribe\",\"channel\":\"status\",\"key\":\"deriv:tBTCF0:USTF0\"}",
            stream.subscribe(topics.subList(6, 7), 3));
        assertEquals("{\"event\":\"subscribe\",\"channel\":\"status\",\"key\":\"liq:global\"}",
            stream.subscribe(topics.subList(7, 8), 3));
        BitfinexFrames.GREETING.forEach(bench::decode);
        assertEquals("{\"event\":\"unsubscribe\",\"chanId\":20}", stream.unsubscribe(topics.subList(6, 7), 3));
        assertEquals("{\"event\":\"unsubscribe\",\"chanId\":21}", stream.unsubscribe(topics.subList(7, 8), 3));
        assertEquals("{\"event\":\"unsubscribe\",\"chanId\":17}", stream.unsubscribe(topics.subList(0, 1), 3));
        bench.decode(BitfinexFrames.UNSUBSCRIBED);
        bench.decode(BitfinexFrames.UNSUBSCRIBED.replace("17", "20"));
        bench.decode(BitfinexFrames.UNSUBSCRIBED.replace("17", "21"));
        assertEquals(List.of("ready", "accepted book:tBTCUSD", "accepted trades:tBTCUSD",
            "accepted ticker:tBTCF0:USTF0", "accepted status:deriv:tBTCF0:USTF0", "accepted status:liq:global",
            "accepted book:tBTCUSD", "accepted status:deriv:tBTCF0:USTF0", "accepted status:liq:global"),
            bench.control);
        assertEquals("{\"event\":\"ping\",\"cid\":5}", stream.ping(5, 0));
        assertThrows(IllegalArgumentException.class, () -> new BitfinexProtocol(50, 1, -10, 25));
    }

    @Test
    void asksForNoStatusOfSpotAndForAllThatOneOfADerivativeBrings() {
        assertEquals(List.of("book:tBTCUSD", "trades:tBTCUSD", "ticker:tBTCUSD"),
            names(protocol.topics(BitfinexFrames.INSTRUMENTS.subList(0, 1), EnumSet.allOf(StreamKind.class))));
        assertEquals(List.of("status:deriv:tBTCF0:USTF0"),
            names(protocol.topics(BitfinexFrames.INSTRUMENTS, EnumSet.of(StreamKind.OPEN_INTEREST))));
        assertEquals(List.of("status:liq:global"),
            names(protocol.topics(BitfinexFrames.INSTRUMENTS, EnumSet.of(StreamKind.LIQUIDATIONS))));
        assertEquals(List.of(), protocol.polls(BitfinexFrames.INSTRUMENTS, EnumSet.allOf(StreamKind.class), null,
            Provenance.CAPTURE));
    }

    private static List<String> names(List<Topic> topics) {
        return topics.stream().map(Topic::name).toList();
    }
}
