package io.escapement.journal;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The chain over a journal's records: each record names the hash of everything before it, so a record that is
 * changed, lost, added or moved is found where it happened. Not thread-safe; owned by the one writer or reader.
 */
public final class RecordChain {
    /** The hash before the first record of a journal. */
    public static final long GENESIS = 0x4553434150454D4EL;

    private final CRC32C crc32c = new CRC32C();
    private long hash;

    public RecordChain(long hash) {
        this.hash = hash;
    }

    /** The hash over all records so far. */
    public long hash() {
        return hash;
    }

    /**
     * Writes a record's previous hash and CRC, and takes the record into the chain.
     *
     * @param bytes the memory of {@code buffer}, direct
     */
    public void seal(MutableDirectBuffer buffer, ByteBuffer bytes, int record) {
        buffer.putLong(record + RecordLayout.PREVIOUS_HASH_OFFSET, hash, ByteOrder.LITTLE_ENDIAN);
        final int crc = crc(bytes, record, RecordLayout.length(buffer, record));
        buffer.putInt(record + RecordLayout.CRC_OFFSET, crc, ByteOrder.LITTLE_ENDIAN);
        hash = link(hash, crc);
    }

    /** Takes a record that has been read and checked into the chain. */
    public void follow(DirectBuffer buffer, int record) {
        hash = link(hash, RecordLayout.crc(buffer, record));
    }

    /** The CRC32C that a record of this length should carry. */
    public int crc(ByteBuffer bytes, int record, int length) {
        bytes.limit(record + length).position(record + RecordLayout.SEQUENCE_OFFSET);
        crc32c.reset();
        crc32c.update(bytes);
        return (int) crc32c.getValue();
    }

    /** The hash over all records up to one, from the previous hash and the CRC that it carries. */
    public static long after(long previousHash, int crc) {
        return link(previousHash, crc);
    }

    /** One step of the chain: the CRC covers the previous hash too, this spreads it over 64 bits. */
    private static long link(long previous, int crc) {
        long z = (previous ^ (crc & 0xFFFFFFFFL)) + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
