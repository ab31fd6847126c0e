package io.escapement.engine.recovery;

import io.escapement.codecs.sbe.CarriedRiskDecoder;
import io.escapement.codecs.sbe.EquityUpdateDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.Venue;

import java.util.Comparator;

/**
 * What is carried of risk's memory: of all together, of one strategy, of one venue or of one instrument. Money at
 * exponent -8, times in ns. Only the first two have a trading state.
 */
public final class RiskLine {
    /** Whose line it is; what is null is all. */
    record Whose(int strategyId, Venue venue, int instrumentId) implements Comparable<Whose> {
        private static final Comparator<Whose> ORDER = Comparator.comparingInt(Whose::strategyId)
            .thenComparingInt(whose -> whose.venue.value()).thenComparingInt(Whose::instrumentId);

        @Override
        public int compareTo(Whose other) {
            return ORDER.compare(this, other);
        }

        boolean isPart() {
            return venue != Venue.NULL_VAL || instrumentId != EVERYTHING;
        }
    }

    static final int EVERYTHING = EquityUpdateDecoder.instrumentIdNullValue();
    /** The line of all strategies together. */
    public static final int ALL = EquityUpdateDecoder.strategyIdNullValue();
    static final long NONE = CarriedRiskDecoder.equityNullValue();

    final Whose whose;
    long dayStartTimeNs = NONE;
    long dayStartEquity = NONE;
    long peakEquity = NONE;
    long equity = NONE;
    TradingState state = TradingState.ACTIVE;
    Reason reason = Reason.NONE;

    RiskLine(Whose whose) {
        this.whose = whose;
        if (whose.isPart()) {
            state = TradingState.NULL_VAL;
            reason = Reason.NULL_VAL;
        }
    }

    void set(EquityUpdateDecoder update) {
        dayStartTimeNs = update.dayStartTimeNs();
        dayStartEquity = update.dayStartEquity();
        peakEquity = update.peakEquity();
        equity = update.equity();
    }

    void set(CarriedRiskDecoder carried) {
        dayStartTimeNs = carried.dayStartTimeNs();
        dayStartEquity = carried.dayStartEquity();
        peakEquity = carried.peakEquity();
        equity = carried.equity();
        // What this run has halted by itself before it took over, as by a kill while it started, is not loosened.
        if (!lasts(state, reason) || lasts(carried.state(), carried.reason())
            && carried.state().value() > state.value()) {
            state = carried.state();
            reason = carried.reason();
        }
    }

    /** Whether trading is held back for more than the start or the end of a run. */
    private static boolean lasts(TradingState state, Reason reason) {
        return (state == TradingState.REDUCING || state == TradingState.HALTED) && reason != Reason.RECONCILING
            && reason != Reason.STOPPED;
    }

    void set(TradingState to, Reason because) {
        state = to;
        reason = because;
    }

    /** {@link #ALL}, or a strategy. */
    public int strategyId() {
        return whose.strategyId;
    }

    /** Null where it is not of one venue. */
    public Venue venue() {
        return whose.venue == Venue.NULL_VAL ? null : whose.venue;
    }

    /** 0 where it is not of one instrument. */
    public int instrumentId() {
        return whose.instrumentId == EVERYTHING ? 0 : whose.instrumentId;
    }

    public TradingState state() {
        return state;
    }

    /** Why the state is what it is. */
    public Reason reason() {
        return reason;
    }

    /** Null value where none was told. */
    public long equity() {
        return equity;
    }

    /** Null value where none was told. */
    public long peakEquity() {
        return peakEquity;
    }

    /** Null value where none was told. */
    public long dayStartEquity() {
        return dayStartEquity;
    }

    /** Null value where none was told. */
    public long dayStartTimeNs() {
        return dayStartTimeNs;
    }
}
