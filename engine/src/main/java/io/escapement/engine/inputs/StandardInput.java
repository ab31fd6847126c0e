package io.escapement.engine.inputs;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.engine.market.Hashing;

/**
 * All that is known of one instrument, for models and screens, as of the last record: 300 closed bars of each timeframe
 * with the bar that forms, the same of the reference instrument, buckets, columns by block, positions, and how good all
 * that is. A view that {@link InputBook} writes: ask the book for it after each record, on the thread that gives the
 * book its records, and read it before the next. Reading allocates nothing, {@link InputQuality#missing} apart.
 *
 * <p>Everything missing is NaN, or says that it is not there; nothing is filled up. Models' outputs have no message
 * yet: there are {@link #MODEL_OUTPUTS none}.
 */
public final class StandardInput {
    /** How many outputs of models there are. */
    public static final int MODEL_OUTPUTS = 0;

    private final Instrument instrument;
    private final Frames frames = new Frames();
    private final Buckets buckets = new Buckets();
    private final ColumnBoard columns = new ColumnBoard();
    private final Positions positions = new Positions();
    private final InputQuality quality;
    private StandardInput reference;
    private long timeNs;
    private long records;
    private boolean looked;

    StandardInput(Instrument instrument, InputConfig config) {
        this.instrument = instrument;
        this.quality = new InputQuality(this, config);
    }

    // What the book writes

    /** Says as of when it is, and after how many records: what depends on that is made anew when asked for. */
    void moveTo(long eventTimeNs, long record) {
        if (record != records) {
            timeNs = eventTimeNs;
            records = record;
            looked = false;
        }
    }

    void refer(StandardInput to) {
        reference = to;
    }

    Frames written() {
        return frames;
    }

    ColumnBoard board() {
        return columns;
    }

    // What everybody reads

    /** As it was defined first. */
    public Instrument instrument() {
        return instrument;
    }

    /** Event time of the last record: as of which all this is. */
    public long timeNs() {
        return timeNs;
    }

    /** The frames, with the bars that form. */
    public Frames frames() {
        look();
        return frames;
    }

    public Frame frame(Timeframe timeframe) {
        return frames.frame(timeframe);
    }

    /** The reference instrument's input, which may be this one; null while there is none. */
    public StandardInput reference() {
        return reference;
    }

    public Buckets buckets() {
        return buckets;
    }

    /** How many blocks of columns were told. */
    public int columnsCount() {
        return columns.size();
    }

    /** One of them, in the order of block, subject and duration. */
    public ColumnValues columns(int index) {
        return columns.get(index);
    }

    /** Of this instrument; null where never told. */
    public ColumnValues columns(ColumnBlock block, long durationNs) {
        return columns.find(block, instrument.id(), durationNs);
    }

    /** Of this instrument, or of a pair that it is a leg of; null where never told. */
    public ColumnValues columns(ColumnBlock block, int subjectId, long durationNs) {
        return columns.find(block, subjectId, durationNs);
    }

    public Positions positions() {
        return positions;
    }

    /** How good it is, and what is missing. */
    public InputQuality quality() {
        look();
        return quality;
    }

    /** Whether a model may be asked: not below this score, and not where there is no score. */
    public boolean isFitForInference(double threshold) {
        return quality().score() >= threshold;
    }

    private void look() {
        if (!looked) {
            looked = true;
            frames.form();
            quality.look();
        }
    }

    /** A hash of everything in it: the same records give the same, live, in replay, in batch. */
    public long hash() {
        long hash = content(Hashing.fold(1, timeNs));
        hash = Hashing.fold(hash, reference != null);
        if (reference != null && reference != this) {
            hash = reference.frames.hash(Hashing.fold(hash, reference.instrument.id()));
        }
        final InputQuality now = quality();
        hash = Hashing.fold(Hashing.fold(hash, now.completeness()), now.freshness());
        return Hashing.fold(hash, now.consistency());
    }

    private long content(long seed) {
        long hash = frames.hash(Hashing.fold(seed, instrument.id()));
        for (int i = 0; i < Timeframe.count(); i++) {
            final Timeframe timeframe = Timeframe.at(i);
            hash = Hashing.fold(hash, frames().isForming(timeframe));
            for (int field = 0; field < BarField.count(); field++) {
                hash = Hashing.fold(hash, frames.forming(timeframe, BarField.at(field)));
            }
        }
        return positions.hash(columns.hash(buckets.hash(hash)));
    }
}
