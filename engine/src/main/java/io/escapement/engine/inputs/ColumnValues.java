package io.escapement.engine.inputs;

import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.engine.columns.ColumnsReader;
import io.escapement.engine.market.Hashing;

/** The values of one block of columns as they were told last. Allocates only where a block grows. */
public final class ColumnValues {
    private final ColumnBlock block;
    private final int subjectId;
    private final long durationNs;
    private double[] values = new double[0];
    private int size;
    private long timeNs;
    private long schemaHash;

    ColumnValues(ColumnBlock block, int subjectId, long durationNs) {
        this.block = block;
        this.subjectId = subjectId;
        this.durationNs = durationNs;
    }

    void take(ColumnsReader update) {
        if (update.size() > values.length) {
            values = new double[update.size()];
        }
        size = update.size();
        timeNs = update.timeNs();
        schemaHash = update.schemaHash();
        for (int i = 0; i < size; i++) {
            values[i] = update.value(i);
        }
    }

    public ColumnBlock block() {
        return block;
    }

    /** The instrument's id; in block PAIR the pair's number. */
    public int subjectId() {
        return subjectId;
    }

    /** Cadence, or duration of the bars behind the values. */
    public long durationNs() {
        return durationNs;
    }

    /** As of which the values are. */
    public long timeNs() {
        return timeNs;
    }

    /** See {@link io.escapement.engine.columns.ColumnSet#hash}. */
    public long schemaHash() {
        return schemaHash;
    }

    public int size() {
        return size;
    }

    /** NaN: missing. */
    public double value(int column) {
        if (column < 0 || column >= size) {
            throw new IndexOutOfBoundsException("column " + column + " of " + size);
        }
        return values[column];
    }

    /** How many are not missing. */
    public int present() {
        int present = 0;
        for (int i = 0; i < size; i++) {
            present += Double.isNaN(values[i]) ? 0 : 1;
        }
        return present;
    }

    long hash(long seed) {
        long hash = Hashing.fold(Hashing.fold(seed, block.value()), subjectId);
        hash = Hashing.fold(Hashing.fold(Hashing.fold(hash, durationNs), timeNs), schemaHash);
        for (int i = 0; i < size; i++) {
            hash = Hashing.fold(hash, values[i]);
        }
        return hash;
    }
}
