package io.escapement.engine.position;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.PaymentIds;
import io.escapement.engine.market.Wide;

import java.util.Arrays;

/**
 * The positions in one instrument, one per strategy that ever filled, in the order of their first fills, and the
 * funding paid on all of them.
 */
final class Holdings {
    /** Positions and funding that no strategy's fills explain are kept under this id. */
    static final int NOBODY = 0;

    private final Instrument instrument;
    private final int quoteAssetId;
    private Position[] positions = new Position[4];
    private int count;
    private final PaymentIds payments = new PaymentIds();

    Holdings(Instrument instrument, int quoteAssetId) {
        this.instrument = instrument;
        this.quoteAssetId = quoteAssetId;
    }

    int quoteAssetId() {
        return quoteAssetId;
    }

    int count() {
        return count;
    }

    Position get(int index) {
        return positions[index];
    }

    Position of(int strategyId) {
        for (int i = 0; i < count; i++) {
            if (positions[i].strategyId() == strategyId) {
                return positions[i];
            }
        }
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, count * 2);
        }
        positions[count] = new Position(strategyId, instrument, quoteAssetId);
        return positions[count++];
    }

    /**
     * Shares a payment out by what each holds, the rest of the rounding to who holds most; what is paid on a position
     * that is gone is nobody's.
     *
     * @return false if the payment is known already
     */
    boolean funding(long paymentId, int assetId, long amount) {
        if (!payments.add(paymentId)) {
            return false;
        }
        long net = 0;
        Position most = null;
        for (int i = 0; i < count; i++) {
            final Position position = positions[i];
            net = Math.addExact(net, position.quantity());
            if (most == null || Math.abs(position.quantity()) > Math.abs(most.quantity())) {
                most = position;
            }
        }
        if (net == 0 || most == null) {
            of(NOBODY).funding(assetId, amount);
            return true;
        }
        long left = amount;
        for (int i = 0; i < count; i++) {
            if (positions[i] != most && positions[i].quantity() != 0) {
                final long share = share(amount, positions[i].quantity(), net);
                positions[i].funding(assetId, share);
                left -= share;
            }
        }
        most.funding(assetId, left);
        return true;
    }

    private static long share(long amount, long held, long net) {
        final long magnitude = Wide.multiplyDivide(Math.abs(amount), Math.abs(held), Math.abs(net));
        return (amount < 0) ^ (held < 0) ^ (net < 0) ? -magnitude : magnitude;
    }

    PaymentIds payments() {
        return payments;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, count);
        for (int i = 0; i < count; i++) {
            hash = positions[i].hash(hash);
        }
        return payments.hash(hash);
    }
}
