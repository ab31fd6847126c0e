package io.escapement.engine.recovery;

import io.escapement.codecs.instrument.Instrument;

import java.util.HashMap;
import java.util.Map;

/**
 * What the instruments of a run are called in the next one, and how numbers in them are told there: an instrument's
 * number is its place in a config, and a venue may have changed its tick in between.
 */
final class InstrumentMapping {
    /** What numbers mean now. */
    private record Target(int id, int priceShift, int quantityShift) {
    }

    private final Map<Integer, Target> targets = new HashMap<>();

    /** As they were. */
    static InstrumentMapping same(Iterable<Instrument> instruments) {
        final InstrumentMapping mapping = new InstrumentMapping();
        instruments.forEach(instrument -> mapping.put(instrument, instrument));
        return mapping;
    }

    void put(Instrument before, Instrument now) {
        targets.put(before.id(), new Target(now.id(), before.priceExponent() - now.priceExponent(),
            before.quantityExponent() - now.quantityExponent()));
    }

    boolean has(int idBefore) {
        return targets.containsKey(idBefore);
    }

    int id(int idBefore) {
        return targets.get(idBefore).id;
    }

    /** Whether prices and quantities are told in other units now. */
    boolean isRescaled(int idBefore) {
        final Target target = targets.get(idBefore);
        return target.priceShift != 0 || target.quantityShift != 0;
    }

    /** @throws ArithmeticException if the price cannot be told exactly */
    long price(int idBefore, long mantissa, long nullValue) {
        return mantissa == nullValue ? nullValue : shifted(mantissa, targets.get(idBefore).priceShift);
    }

    /** A price that need not be exact: where it cannot, the next lower that can be told. */
    long nearPrice(int idBefore, long mantissa) {
        final int shift = targets.get(idBefore).priceShift;
        long result = shifted(mantissa, Math.max(0, shift));
        for (int i = 0; i > shift; i--) {
            result = Math.floorDiv(result, 10L);
        }
        return result;
    }

    /** @throws ArithmeticException if the quantity cannot be told exactly */
    long quantity(int idBefore, long mantissa, long nullValue) {
        return mantissa == nullValue ? nullValue : shifted(mantissa, targets.get(idBefore).quantityShift);
    }

    private static long shifted(long mantissa, int shift) {
        long result = mantissa;
        for (int i = 0; i < shift; i++) {
            result = Math.multiplyExact(result, 10L);
        }
        for (int i = 0; i > shift; i--) {
            if (result % 10 != 0) {
                throw new ArithmeticException(mantissa + " has more digits than the venue's instrument now");
            }
            result /= 10;
        }
        return result;
    }
}
