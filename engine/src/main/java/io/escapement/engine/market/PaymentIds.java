package io.escapement.engine.market;

/**
 * Which funding payments of an instrument have been counted: the last {@value #REMEMBERED}. Venues tell one again when
 * a connection stands anew. Owned by one stage.
 */
public final class PaymentIds {
    /** Three weeks of payments every eight hours. */
    public static final int REMEMBERED = 64;

    private final long[] ids = new long[REMEMBERED];
    private int added;

    /** Takes note of a payment. @return false if it has been counted already */
    public boolean add(long paymentId) {
        final int count = count();
        for (int i = 0; i < count; i++) {
            if (ids[i] == paymentId) {
                return false;
            }
        }
        ids[added++ % REMEMBERED] = paymentId;
        added = added == 2 * REMEMBERED ? REMEMBERED : added;
        return true;
    }

    public int count() {
        return Math.min(added, REMEMBERED);
    }

    /** Oldest first. */
    public long get(int index) {
        return ids[(added <= REMEMBERED ? index : added + index) % REMEMBERED];
    }

    public long hash(long seed) {
        long hash = seed;
        for (int i = 0; i < count(); i++) {
            hash = Hashing.fold(hash, get(i));
        }
        return hash;
    }
}
