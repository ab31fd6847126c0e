package io.escapement.engine.decision;

import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.orders.OrderTable;

/** A {@link Holding} for each instrument and strategy. */
final class HoldingTable {
    private final Strategy[] strategies;
    private final OrderTable orders;
    private final long intentTimeoutNs;
    private final InstrumentTable<Holding[]> holdings = new InstrumentTable<>();

    HoldingTable(Strategy[] strategies, OrderTable orders, long intentTimeoutNs) {
        this.strategies = strategies;
        this.orders = orders;
        this.intentTimeoutNs = intentTimeoutNs;
    }

    long intentTimeoutNs() {
        return intentTimeoutNs;
    }

    void define(int instrumentId) {
        if (holdings.get(instrumentId) != null) {
            return;
        }
        final Holding[] made = new Holding[strategies.length];
        for (int i = 0; i < made.length; i++) {
            made[i] = new Holding(orders, intentTimeoutNs);
        }
        holdings.put(instrumentId, made);
    }

    /** Null if the instrument is not known, or no strategy has that id. */
    Holding get(int instrumentId, int strategyId) {
        final Holding[] ofInstrument = holdings.get(instrumentId);
        if (ofInstrument != null) {
            for (int i = 0; i < strategies.length; i++) {
                if (strategies[i].id() == strategyId) {
                    return ofInstrument[i];
                }
            }
        }
        return null;
    }

    long stateHash() {
        long hash = strategies.length;
        for (int id = 1; id < holdings.end(); id++) {
            final Holding[] ofInstrument = holdings.get(id);
            if (ofInstrument != null) {
                hash = Hashing.fold(hash, id);
                for (final Holding holding : ofInstrument) {
                    hash = holding.hash(hash);
                }
            }
        }
        return hash;
    }
}
