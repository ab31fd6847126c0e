package io.escapement.engine.venue.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.engine.venue.InstrumentLookup;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * The instruments of one account, by id and, kind by kind, by symbol: spot and derivatives may be spelled alike. The
 * transport's thread.
 */
public final class AccountInstruments {
    private final List<Instrument> all = new ArrayList<>();
    private final InstrumentLookup[] byKind = new InstrumentLookup[InstrumentKind.INVERSE.value() + 1];

    /** Adds an instrument, or replaces that of the same id. */
    void define(Instrument instrument) {
        all.removeIf(each -> each.id() == instrument.id());
        all.add(instrument);
        all.sort((a, b) -> Integer.compare(a.id(), b.id()));
        for (final InstrumentKind kind : InstrumentKind.values()) {
            if (kind != InstrumentKind.NULL_VAL) {
                byKind[kind.value()] =
                    new InstrumentLookup(all.stream().filter(each -> each.kind() == kind).toList());
            }
        }
    }

    /** In the order of their ids. */
    public List<Instrument> all() {
        return all;
    }

    /** The instrument of this id, or null. */
    public Instrument find(int id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id() == id) {
                return all.get(i);
            }
        }
        return null;
    }

    /** The instrument of this kind whose symbol stands here, or null. */
    public Instrument find(InstrumentKind kind, DirectBuffer text, int from, int to) {
        final InstrumentLookup lookup = byKind[kind.value()];
        return lookup == null ? null : lookup.find(text, from, to - from);
    }

    /** Whether there is any of this kind. */
    public boolean has(InstrumentKind kind) {
        final InstrumentLookup lookup = byKind[kind.value()];
        return lookup != null && lookup.count() > 0;
    }
}
