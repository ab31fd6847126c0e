package io.escapement.engine.position;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.PositionUpdateDecoder;

import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * The last update of one position, written by one thread and read by others, without locks or garbage: the version is
 * odd while the writer is at work, and a reader whose version changed under it reads again.
 */
final class PnlCell {
    private static final int MONEY_SCALE = 8;
    private static final int WORDS_PER_AMOUNT = 3;

    private final Instrument instrument;
    private final int strategyId;
    private volatile long version;
    private long quantity;
    private long realised;
    private long realisedFifo;
    private long unrealised;
    private long fees;
    private long funding;
    /** Asset, fees and funding of each amount; replaced, never made smaller, when there are more. */
    private long[] amounts = new long[2 * WORDS_PER_AMOUNT];
    private int amountCount;

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
        realisedFifo = zeroIfNull(update.realisedFifo());
        unrealised = zeroIfNull(update.unrealised());
        fees = update.fees();
        funding = zeroIfNull(update.funding());
        final PositionUpdateDecoder.AmountsDecoder group = update.amounts();
        amountCount = group.count();
        if (amounts.length < amountCount * WORDS_PER_AMOUNT) {
            amounts = new long[amountCount * WORDS_PER_AMOUNT];
        }
        int at = 0;
        while (group.hasNext()) {
            group.next();
            amounts[at++] = group.assetId();
            amounts[at++] = group.fees();
            amounts[at++] = group.funding();
        }
        version++;
    }

    private static long zeroIfNull(long amount) {
        return amount == PositionUpdateDecoder.unrealisedNullValue() ? 0 : amount;
    }

    /** @param assets names by number */
    PnlLine read(IntFunction<String> assets) {
        while (true) {
            final long before = version;
            final long q = quantity;
            final long r = realised;
            final long rf = realisedFifo;
            final long u = unrealised;
            final long f = fees;
            final long fu = funding;
            final long[] a = amounts;
            final int count = Math.min(amountCount, a.length / WORDS_PER_AMOUNT);
            final Map<String, PnlAmounts> named = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                named.put(assets.apply((int) a[i * WORDS_PER_AMOUNT]), new PnlAmounts(
                    money(a[i * WORDS_PER_AMOUNT + 1]), money(a[i * WORDS_PER_AMOUNT + 2])));
            }
            VarHandle.loadLoadFence();
            if (before % 2 == 0 && version == before) {
                return new PnlLine(instrument, strategyId, BigDecimal.valueOf(q, -instrument.quantityExponent()),
                    money(r), money(rf), money(u), money(f), money(fu), named);
            }
            Thread.onSpinWait();
        }
    }

    private static BigDecimal money(long mantissa) {
        return BigDecimal.valueOf(mantissa, MONEY_SCALE);
    }
}
