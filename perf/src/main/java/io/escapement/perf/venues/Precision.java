package io.escapement.perf.venues;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Venue;
import io.escapement.perf.venues.twin.Told;
import io.escapement.perf.venues.twin.Twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Instruments with the exponents that their own numbers need: as a venue's list of instruments gives them, which most
 * recordings lack.
 */
final class Precision {
    private int price;
    private int quantity;

    private Precision() {
    }

    /** Bitfinex's stay: it lists no tick, so the engine takes these for all of its instruments. */
    static List<Instrument> narrow(VenueSet set) {
        if (set.instruments().get(0).venue() == Venue.BITFINEX) {
            return set.instruments();
        }
        final Map<Integer, Precision> found = found(set);
        final List<Instrument> narrowed = new ArrayList<>();
        for (final Instrument wide : set.instruments()) {
            final Precision precision = found.getOrDefault(wide.id(), new Precision());
            narrowed.add(new Instrument(wide.id(), wide.venue(), wide.symbol(), wide.baseAsset(), wide.quoteAsset(),
                precision.price, precision.quantity, 1, 1, 1, Long.MAX_VALUE, 0, wide.status(), wide.kind(),
                wide.contractSize(), wide.canonical(), wide.book()));
        }
        return narrowed;
    }

    private static Map<Integer, Precision> found(VenueSet set) {
        final Map<Integer, Precision> found = new HashMap<>();
        final Twin twin = set.twin().apply(set.instruments());
        final Told told = new Told();
        final List<byte[]> all = new ArrayList<>(set.opening());
        all.addAll(set.frames());
        try {
            for (final byte[] frame : all) {
                told.clear();
                twin.decode(frame, told);
                final int id = told.onlyInstrument();
                if (id != Told.NONE) {
                    final Instrument wide = set.instruments().get(id - 1);
                    final Precision precision = found.computeIfAbsent(id, key -> new Precision());
                    told.each(number -> precision.price = Math.min(precision.price,
                        needed(number, wide.priceExponent())),
                        number -> precision.quantity = Math.min(precision.quantity,
                            needed(number, wide.quantityExponent())));
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** The greatest exponent up to 0 that holds a number which is given at another one. */
    private static int needed(long number, int exponent) {
        long rest = number;
        int needed = exponent;
        while (needed < 0 && rest % 10 == 0) {
            rest /= 10;
            needed++;
        }
        return needed;
    }
}
