package io.escapement.engine.venue.bybit;

import io.escapement.codecs.sbe.InstrumentKind;

/** What the venue calls a category: each has its own connections, and both spell a symbol alike. */
public enum BybitMarket {
    SPOT("spot", InstrumentKind.SPOT),
    LINEAR("linear", InstrumentKind.LINEAR);

    private final String category;
    private final InstrumentKind kind;

    BybitMarket(String category, InstrumentKind kind) {
        this.category = category;
        this.kind = kind;
    }

    String category() {
        return category;
    }

    InstrumentKind kind() {
        return kind;
    }
}
