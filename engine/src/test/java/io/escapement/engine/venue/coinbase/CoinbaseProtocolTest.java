package io.escapement.engine.venue.coinbase;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.session.StreamKind;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;
import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;

class CoinbaseProtocolTest {
    private final CoinbaseProtocol protocol = new CoinbaseProtocol(true, true);
    private StreamProtocol stream;
    private final FrameBench bench = new FrameBench((inlet, control) -> {
        stream = protocol.open(new StreamSite(inlet, new InstrumentLookup(CoinbaseFrames.INSTRUMENTS), control,
            FrameBench.CONNECTION, Provenance.CAPTURE, ""));
        return stream.decoder();
    });

    @Test
    void asksForHeartbeatsFirstAndForOneChannelAMessage() {
        final List<Topic> topics = protocol.topics(CoinbaseFrames.INSTRUMENTS, EnumSet.allOf(StreamKind.class));
        assertEquals(List.of("{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}"), stream.greeting());
        assertEquals("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],\"channel\":\"level2\"}",
            stream.subscribe(topics.subList(0, 2), 1));
        assertEquals("{\"type\":\"unsubscribe\",\"product_ids\":[\"ETH-USD\"],\"channel\":\"level2\"}",
            stream.unsubscribe(topics.subList(1, 2), 1));
        bench.decode(CoinbaseFrames.SUBSCRIPTIONS);
        assertEquals(List.of("accepted heartbeats:heartbeats", "accepted level2:BTC-USD", "accepted level2:ETH-USD"),
            bench.control);
        assertEquals("BTC-USD", protocol.symbol("BTC", "USD"));
    }

    @Test
    void keepsTheTopicsOfAnInstrumentOnOneConnection() {
        final List<Instrument> many = IntStream.rangeClosed(1, 9)
            .mapToObj(id -> CoinbaseFrames.instrument(id, "A" + id + "-USD")).toList();
        for (final EnumSet<StreamKind> wanted : List.of(EnumSet.of(StreamKind.BOOK, StreamKind.TRADES),
            EnumSet.allOf(StreamKind.class))) {
            final List<Topic> topics = protocol.topics(many, wanted);
            final Map<Integer, Set<Integer>> homes = new TreeMap<>();
            for (int i = 0; i < topics.size(); i++) {
                homes.computeIfAbsent(topics.get(i).instrument().id(), id -> new TreeSet<>())
                    .add(i / protocol.topicsPerConnection());
            }
            assertEquals(9, homes.size());
            homes.values().forEach(connections -> assertEquals(1, connections.size(), homes::toString));
        }
    }
}
