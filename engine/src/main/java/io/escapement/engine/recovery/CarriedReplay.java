package io.escapement.engine.recovery;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.pipeline.Inlet;

import java.util.List;

/** Tells what the records of a fold come to, in the events by which a next run would take it over; no run is begun. */
public final class CarriedReplay {
    private final FoldedRun state;
    private final JournalPlace place;

    /** @throws FoldException if no run has ever begun in the journal */
    public CarriedReplay(TradingFold fold) {
        state = fold.state();
        place = fold.place();
        if (state == null) {
            throw new FoldException("no run has ever begun in this journal; there is nothing to tell of it");
        }
    }

    /** Those that the last run knew, by their numbers there. */
    public List<Instrument> instruments() {
        return List.copyOf(state.instruments().values());
    }

    /** What the last run's orders went by. */
    public OrdersConfig orders() {
        return state.run().config();
    }

    /** Publishes definitions of instruments and all that is carried. The inlet's thread. */
    public void into(Inlet inlet) {
        final IntoRing ring = new IntoRing(inlet);
        state.definitions().values().forEach(definition -> {
            final int at = ring.begin();
            ring.buffer().putBytes(at, definition);
            ring.end(definition.length);
        });
        final CarriedWriter writer = new CarriedWriter(InstrumentMapping.same(state.instruments().values()),
            ring, true);
        writer.write(state);
        writer.end(place, 0, "");
    }
}
