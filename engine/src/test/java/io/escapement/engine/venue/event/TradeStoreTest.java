package io.escapement.engine.venue.event;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.testkit.EventLines;
import io.escapement.engine.testkit.RecordingInlet;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class TradeStoreTest {
    private final RecordingInlet inlet = new RecordingInlet();
    private final EventOutlet outlet = new EventOutlet(inlet, Provenance.CAPTURE);
    private final EventWriter events = new EventWriter(outlet, new LevelStore());
    private final TradeStore store = new TradeStore();

    @Test
    void publishesTheOldestFirstWhicheverWayTheyCame() {
        final List<String> expected = List.of("trade 1 100 7 5 10 20 BUY", "trade 2 101 7 6 11 21 SELL");
        store.add(1, 100, 5, 10, 20, Side.BUY);
        store.add(2, 101, 6, 11, 21, Side.SELL);
        publish(expected);
        store.add(2, 101, 6, 11, 21, Side.SELL);
        store.add(1, 100, 5, 10, 20, Side.BUY);
        publish(expected);
        publish(List.of());
    }

    @Test
    void holdsMoreTradesThanEverBefore() {
        for (int i = 0; i < 5_000; i++) {
            store.add(1, 100, i, 10, 20, Side.BUY);
        }
        outlet.begin(0);
        store.publishOldestFirst(events, 7);
        assertEquals(5_000, outlet.finish());
    }

    private void publish(List<String> expected) {
        outlet.begin(0);
        store.publishOldestFirst(events, 7);
        assertEquals(expected, EventLines.render(inlet));
        inlet.clear();
        store.clear();
    }
}
