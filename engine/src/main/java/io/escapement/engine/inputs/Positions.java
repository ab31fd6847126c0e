package io.escapement.engine.inputs;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.PositionUpdateDecoder;
import io.escapement.engine.market.Decimals;
import io.escapement.engine.market.Hashing;

import java.util.Arrays;

/**
 * The positions in one instrument, a row a strategy, as they were told last. Where none was ever told it is flat: what
 * a run takes over from the run before is told too. Not thread-safe; allocates only for a strategy's first position.
 */
public final class Positions {
    /** The numbers of a row: base asset or contracts, prices, and the quote asset. */
    public enum Field {
        /** Negative is short. */
        QUANTITY, AVERAGE_PRICE,
        /** Gross of fees. */
        REALISED, FEES, FUNDING, UNREALISED, MARK;

        private static final int COUNT = values().length;
    }

    private static final int MONEY = -8;

    private int[] strategyIds = new int[0];
    private long[] quantities = new long[0];
    private double[][] rows = new double[0][];

    void take(PositionUpdateDecoder update, Instrument instrument) {
        final int at = place(update.strategyId());
        final double[] row = rows[at];
        final int prices = instrument.priceExponent();
        quantities[at] = update.quantity();
        row[Field.QUANTITY.ordinal()] = Decimals.value(update.quantity(), instrument.quantityExponent());
        row[Field.AVERAGE_PRICE.ordinal()] = Decimals.orMissing(update.averagePrice(), prices,
            PositionUpdateDecoder.averagePriceNullValue());
        row[Field.REALISED.ordinal()] = money(update.realised());
        row[Field.FEES.ordinal()] = money(update.fees());
        row[Field.FUNDING.ordinal()] = money(update.funding());
        row[Field.UNREALISED.ordinal()] = money(update.unrealised());
        row[Field.MARK.ordinal()] = Decimals.orMissing(update.markPrice(), prices,
            PositionUpdateDecoder.markPriceNullValue());
    }

    private static double money(long amount) {
        return Decimals.orMissing(amount, MONEY, PositionUpdateDecoder.realisedNullValue());
    }

    private int place(int strategyId) {
        final int found = Arrays.binarySearch(strategyIds, strategyId);
        if (found >= 0) {
            return found;
        }
        final int at = -found - 1;
        final int count = strategyIds.length;
        final int[] ids = Arrays.copyOf(strategyIds, count + 1);
        final long[] mantissas = Arrays.copyOf(quantities, count + 1);
        final double[][] all = Arrays.copyOf(rows, count + 1);
        System.arraycopy(strategyIds, at, ids, at + 1, count - at);
        System.arraycopy(quantities, at, mantissas, at + 1, count - at);
        System.arraycopy(rows, at, all, at + 1, count - at);
        ids[at] = strategyId;
        all[at] = new double[Field.COUNT];
        strategyIds = ids;
        quantities = mantissas;
        rows = all;
        return at;
    }

    /** Strategies that have or had a position. */
    public int count() {
        return rows.length;
    }

    public int strategyId(int row) {
        return strategyIds[row];
    }

    /** NaN: not known. */
    public double value(int row, Field field) {
        return rows[row][field.ordinal()];
    }

    /** Of all strategies together, as a mantissa. */
    public long quantity() {
        long sum = 0;
        for (final long quantity : quantities) {
            sum = Math.addExact(sum, quantity);
        }
        return sum;
    }

    long hash(long seed) {
        long hash = seed;
        for (int i = 0; i < rows.length; i++) {
            hash = Hashing.fold(Hashing.fold(hash, strategyIds[i]), quantities[i]);
            for (final double value : rows[i]) {
                hash = Hashing.fold(hash, value);
            }
        }
        return hash;
    }
}
