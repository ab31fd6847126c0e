package io.escapement.engine.paper;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;

import java.math.BigDecimal;

/** Configs and instruments for tests: maker 2 bps, taker 5 bps, tick 1, lot 1, whole numbers unless said otherwise. */
final class PaperConfigs {
    static final int ID = 1;

    private PaperConfigs() {
    }

    static PaperConfig riskAverse() {
        return of(PaperConfig.Queue.RISK_AVERSE, 1, false);
    }

    static PaperConfig of(PaperConfig.Queue queue, int power, boolean fullPassiveFills) {
        return with(queue, power, fullPassiveFills, new PaperConfig.Bounds(4, 16, 64, 64, 512));
    }

    static PaperConfig with(PaperConfig.Queue queue, int power, boolean fullPassiveFills, PaperConfig.Bounds bounds) {
        return new PaperConfig(new PaperConfig.Latency(null, 0, 0, 0, 0), queue, power, new BigDecimal("2"),
            new BigDecimal("5"), fullPassiveFills, bounds);
    }

    /** Whole prices and quantities. */
    static Instrument instrument() {
        return instrument(0, 0);
    }

    static Instrument instrument(int priceExponent, int quantityExponent) {
        return instrument(priceExponent, quantityExponent, 1, 1, 1, Long.MAX_VALUE, 0);
    }

    static Instrument instrument(int priceExponent, int quantityExponent, long tick, long lot, long min, long max,
        long minNotional) {
        return new Instrument(ID, Venue.BINANCE, "TESTUSDT", "TEST", "USDT", priceExponent, quantityExponent, tick, lot,
            min, max, minNotional, InstrumentStatus.TRADING);
    }
}
