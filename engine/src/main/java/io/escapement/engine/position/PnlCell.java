package io.escapement.engine.position;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.PositionUpdateDecoder;

import java.lang.invoke.VarHandle;
import java.math.BigDecimal;

/**
 * The last update of one position, written by one thread and read by others, without locks or garbage: the version is
 * odd while the writer is at work, and a reader whose version changed under it reads again.
 */
final class PnlCell {
    private static final int MONEY_SCALE = 8;

    private final Instrument instrument;
    private final int strategyId;
    private volatile long version;
    private long quantity;
    private long realised;
    private long unrealised;
    private long fees;

    PnlCell(Instrument instrument, int strategyId) {
        this.instrument = instrument;
        this.strategyId = strategyId;
    }

    boolean is(int instrumentId, int strategy) {
        return instrument.id() == instrumentId && strategyId == strategy;
    }

    void write(PositionUpdateDecoder update) {
        version++;
        VarHandle.storeStoreFence();
        quantity = update.quantity();
        realised = update.realised();
        unrealised = update.unrealised() == PositionUpdateDecoder.unrealisedNullValue() ? 0 : update.unrealised();
        fees = update.fees();
        version++;
    }

    PnlLine read() {
        while (true) {
            final long before = version;
            final long q = quantity;
            final long r = realised;
            final long u = unrealised;
            final long f = fees;
            VarHandle.loadLoadFence();
            if (before % 2 == 0 && version == before) {
                return new PnlLine(instrument, strategyId, BigDecimal.valueOf(q, -instrument.quantityExponent()),
                    money(r), money(u), money(f));
            }
            Thread.onSpinWait();
        }
    }

    private static BigDecimal money(long mantissa) {
        return BigDecimal.valueOf(mantissa, MONEY_SCALE);
    }
}
