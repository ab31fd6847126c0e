package io.escapement.engine.recovery;

import io.escapement.codecs.sbe.CarriedRiskDecoder;
import io.escapement.codecs.sbe.EquityUpdateDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.TradingState;

/** What is carried of risk's memory: of one strategy, or of all together. Money at exponent -8, times in ns. */
public final class RiskLine {
    /** The line of all strategies together. */
    public static final int ALL = EquityUpdateDecoder.strategyIdNullValue();
    static final long NONE = CarriedRiskDecoder.equityNullValue();

    final int strategyId;
    long dayStartTimeNs = NONE;
    long dayStartEquity = NONE;
    long peakEquity = NONE;
    long equity = NONE;
    TradingState state = TradingState.ACTIVE;
    Reason reason = Reason.NONE;

    RiskLine(int strategyId) {
        this.strategyId = strategyId;
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
        state = carried.state();
        reason = carried.reason();
    }

    void set(TradingState to, Reason because) {
        state = to;
        reason = because;
    }

    /** {@link #ALL}, or a strategy. */
    public int strategyId() {
        return strategyId;
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
