package io.escapement.engine.bars;

import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.BarKind;
import io.escapement.codecs.sbe.DataGapDecoder;
import io.escapement.codecs.sbe.GapCause;
import io.escapement.codecs.sbe.HistoryBarDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;

/**
 * The last closed bars of every series that there is: of instruments and views, of time and of trades, with the past in
 * front of what was made here. Reads records; whoever reads the same has the same. One series of time costs 81 bytes a
 * bar, 122 kB when 1,500 are there. Not thread-safe: belongs to who feeds it.
 */
public final class BarCache {
    /** Bars of each series that are usually kept. */
    public static final int USUAL = 1_500;

    private final int most;
    private final InstrumentTable<Shelf> instruments = new InstrumentTable<>();
    private final InstrumentTable<Shelf> views = new InstrumentTable<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BarDecoder bar = new BarDecoder();
    private final DataGapDecoder gap = new DataGapDecoder();
    private final HistoryBarDecoder history = new HistoryBarDecoder();

    /** The series of one instrument or view. */
    private static final class Shelf {
        private final BarRing[] rings = new BarRing[BarsConfig.MOST_TIMEFRAMES + BarKind.values().length];
        private final BarKind[] kinds = new BarKind[rings.length];
        private final long[] durations = new long[rings.length];
        private int count;

        private BarRing find(BarKind kind, long durationNs) {
            for (int i = 0; i < count; i++) {
                if (kinds[i] == kind && (kind != BarKind.TIME || durations[i] == durationNs)) {
                    return rings[i];
                }
            }
            return null;
        }

        private BarRing findOrAdd(BarKind kind, long durationNs, int most) {
            final BarRing known = find(kind, durationNs);
            if (known != null || count == rings.length) {
                return known;
            }
            kinds[count] = kind;
            durations[count] = durationNs;
            rings[count] = new BarRing(most);
            return rings[count++];
        }
    }

    /** @param most bars of each series that are kept */
    public BarCache(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a cache of " + most + " bars; expected at least 1");
        }
        this.most = most;
    }

    /** Takes the bars of a record, of which the bars stage has had its turn. */
    public void onRecord(Slot slot) {
        if (slot.eventTemplateId() == HistoryBarDecoder.TEMPLATE_ID && slot.verdict() == Verdict.APPLIED) {
            history.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
            final BarRing ring = shelf(instruments, history.instrumentId())
                .findOrAdd(BarKind.TIME, history.durationNs(), most);
            if (ring != null) {
                ring.add(history);
            }
        }
        int before = slot.event();
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == DataGapDecoder.TEMPLATE_ID) {
                gap.wrapAndApplyHeader(slot.buffer(), effect, header);
            } else if (slot.templateId(effect) == BarDecoder.TEMPLATE_ID) {
                bar.wrapAndApplyHeader(slot.buffer(), effect, header);
                final boolean ofView = bar.viewId() != BarDecoder.viewIdNullValue();
                final BarRing ring = (ofView ? shelf(views, bar.viewId()) : shelf(instruments, bar.instrumentId()))
                    .findOrAdd(bar.kind(), bar.durationNs(), most);
                if (ring != null) {
                    ring.add(bar, slot.templateId(before) == DataGapDecoder.TEMPLATE_ID
                        && gap.cause() == GapCause.BAD_HISTORY);
                }
            }
            before = effect;
        }
    }

    private static Shelf shelf(InstrumentTable<Shelf> table, int id) {
        return table.getOrPut(id, Shelf::new);
    }

    /** Bars of time of an instrument; null where there were none. */
    public BarRing bars(int instrumentId, long durationNs) {
        return bars(instruments, instrumentId, BarKind.TIME, durationNs);
    }

    /** Bars of an instrument that trades close; null where there were none. */
    public BarRing bars(int instrumentId, BarKind kind) {
        return bars(instruments, instrumentId, kind, 0);
    }

    /** Bars of time of a view; null where there were none. */
    public BarRing viewBars(int viewId, long durationNs) {
        return bars(views, viewId, BarKind.TIME, durationNs);
    }

    /** Bars of a view that trades close; null where there were none. */
    public BarRing viewBars(int viewId, BarKind kind) {
        return bars(views, viewId, kind, 0);
    }

    private static BarRing bars(InstrumentTable<Shelf> table, int id, BarKind kind, long durationNs) {
        final Shelf shelf = table.get(id);
        return shelf == null ? null : shelf.find(kind, durationNs);
    }

    /** Of all that it holds. */
    public long hash(long seed) {
        return hash(views, hash(instruments, seed));
    }

    private static long hash(InstrumentTable<Shelf> table, long seed) {
        long hash = seed;
        for (int id = 1; id < table.end(); id++) {
            final Shelf shelf = table.get(id);
            for (int i = 0; shelf != null && i < shelf.count; i++) {
                hash = Hashing.fold(Hashing.fold(hash, id), shelf.durations[i]);
                hash = shelf.rings[i].hash(hash);
            }
        }
        return hash;
    }
}
