package io.escapement.engine.columns;

import io.escapement.codecs.sbe.ColumnBlock;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns that one stage tells together, in the order in which it does. Immutable. */
public final class ColumnSet {
    private final ColumnBlock block;
    private final List<Column> columns;
    private final byte[] sha256;
    private final long hash;

    /** @throws IllegalArgumentException if two columns have one name */
    public ColumnSet(ColumnBlock block, List<Column> columns) {
        this.block = block;
        this.columns = List.copyOf(columns);
        final Set<String> names = new HashSet<>();
        final StringBuilder lines = new StringBuilder(block.name()).append('\n');
        for (final Column column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("two columns " + column.name() + " in " + block);
            }
            lines.append(column.line()).append('\n');
        }
        this.sha256 = sha256(lines.toString());
        long first = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            first = first << Byte.SIZE | sha256[i] & 0xFF;
        }
        this.hash = first;
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public ColumnBlock block() {
        return block;
    }

    public List<Column> columns() {
        return columns;
    }

    public int size() {
        return columns.size();
    }

    /** Where the column of this name is; -1 where there is none. */
    public int index(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The first eight bytes of the SHA-256 over all that the columns are: another definition, another hash. */
    public long hash() {
        return hash;
    }

    byte[] sha256() {
        return sha256.clone();
    }
}
