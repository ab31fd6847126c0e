package io.escapement.engine.position;

import io.escapement.codecs.decimal.Money;
import io.escapement.engine.market.Hashing;

import java.util.Arrays;

/** Fees and funding by asset, in the order of first use. Mantissas at -8 of each asset. */
public final class AssetAmounts {
    private int[] assetIds = new int[2];
    private long[] fees = new long[2];
    private long[] funding = new long[2];
    private int count;

    public int count() {
        return count;
    }

    public int assetId(int index) {
        return assetIds[index];
    }

    /** Paid; negative when rebates were more. */
    public long fees(int index) {
        return fees[index];
    }

    /** Received; negative when more was paid. */
    public long funding(int index) {
        return funding[index];
    }

    /** Paid in an asset. */
    public long feesIn(int assetId) {
        final int index = indexOf(assetId);
        return index < 0 ? 0 : fees[index];
    }

    /** Received in an asset. */
    public long fundingIn(int assetId) {
        final int index = indexOf(assetId);
        return index < 0 ? 0 : funding[index];
    }

    void add(int assetId, long fee, long received) {
        int index = indexOf(assetId);
        if (index < 0) {
            index = append(assetId);
        }
        final long feesAfter = Money.add(fees[index], fee);
        final long fundingAfter = Money.add(funding[index], received);
        if (feesAfter == Money.OVERFLOW || fundingAfter == Money.OVERFLOW) {
            throw new ArithmeticException("fees or funding in asset " + assetId + " beyond 92 billion of it");
        }
        fees[index] = feesAfter;
        funding[index] = fundingAfter;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, count);
        for (int i = 0; i < count; i++) {
            hash = Hashing.fold(Hashing.fold(Hashing.fold(hash, assetIds[i]), fees[i]), funding[i]);
        }
        return hash;
    }

    private int indexOf(int assetId) {
        for (int i = 0; i < count; i++) {
            if (assetIds[i] == assetId) {
                return i;
            }
        }
        return -1;
    }

    private int append(int assetId) {
        if (count == assetIds.length) {
            assetIds = Arrays.copyOf(assetIds, count * 2);
            fees = Arrays.copyOf(fees, count * 2);
            funding = Arrays.copyOf(funding, count * 2);
        }
        assetIds[count] = assetId;
        return count++;
    }
}
