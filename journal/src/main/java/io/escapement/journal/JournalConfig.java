package io.escapement.journal;

import io.escapement.journal.chronicle.Roll;

import java.nio.file.Path;

/**
 * How a journal is written.
 *
 * @param directory      one journal, one directory; made if it is not there
 * @param roll           time that one file covers. Short: files can be deleted, copied and checked sooner. Long: fewer
 *                       files, fewer of the slower appends (about a millisecond) at a roll
 * @param retention      which old files are deleted
 * @param durability     what a record survives
 * @param forceEveryMs   with {@link Durability#POWER}: pause between two forcings. Short loses less with the power,
 *                       and makes the disk, and now and then an append, wait more
 * @param keepChecked    whether checked effects are kept whole too: larger records and a second copy, but they can be
 *                       read without replaying
 * @param blockBytes     by how much a file grows, a multiple of 64 KiB; a record may be a quarter of it
 * @param preTouchBytes  how far ahead of the appends a thread touches the file's pages, so that appends meet no page
 *                       fault; 0 leaves the faults to the appends and needs no thread
 * @param minFreeBytes   free disk space below which appends fail with a clear error, before the disk is really full;
 *                       enough for what is appended within a tenth of a second
 */
public record JournalConfig(
    Path directory,
    Roll roll,
    Retention retention,
    Durability durability,
    int forceEveryMs,
    boolean keepChecked,
    long blockBytes,
    long preTouchBytes,
    long minFreeBytes) {

    private static final long BLOCK_UNIT = 64 << 10;

    public JournalConfig {
        require(forceEveryMs >= 1 && forceEveryMs <= 60_000, "forceEveryMs", "1 to 60000", forceEveryMs);
        require(blockBytes >= 4 * BLOCK_UNIT && blockBytes % BLOCK_UNIT == 0 && blockBytes <= 1L << 30,
            "blockBytes", "a multiple of 65536 from 262144 to 1073741824", blockBytes);
        require(preTouchBytes >= 0 && preTouchBytes <= blockBytes, "preTouchBytes", "0 to blockBytes", preTouchBytes);
        require(minFreeBytes >= 0, "minFreeBytes", "0 or more", minFreeBytes);
    }

    /** The usual: an hour a file, kept for ever, surviving the death of the process, pages touched ahead. */
    public static JournalConfig in(Path directory) {
        return new JournalConfig(directory, Roll.HOURLY, Retention.FOREVER, Durability.PROCESS, 50, false,
            64L << 20, 16L << 20, 256L << 20);
    }

    public JournalConfig withRoll(Roll value) {
        return new JournalConfig(directory, value, retention, durability, forceEveryMs, keepChecked, blockBytes,
            preTouchBytes, minFreeBytes);
    }

    public JournalConfig withRetention(Retention value) {
        return new JournalConfig(directory, roll, value, durability, forceEveryMs, keepChecked, blockBytes,
            preTouchBytes, minFreeBytes);
    }

    /** Survives a loss of power, up to the last so many milliseconds. */
    public JournalConfig withPowerSafety(int everyMs) {
        return new JournalConfig(directory, roll, retention, Durability.POWER, everyMs, keepChecked, blockBytes,
            preTouchBytes, minFreeBytes);
    }

    public JournalConfig withKeepChecked(boolean value) {
        return new JournalConfig(directory, roll, retention, durability, forceEveryMs, value, blockBytes,
            preTouchBytes, minFreeBytes);
    }

    public JournalConfig withBlockBytes(long value) {
        return new JournalConfig(directory, roll, retention, durability, forceEveryMs, keepChecked, value,
            Math.min(preTouchBytes, value), minFreeBytes);
    }

    public JournalConfig withPreTouchBytes(long value) {
        return new JournalConfig(directory, roll, retention, durability, forceEveryMs, keepChecked, blockBytes,
            value, minFreeBytes);
    }

    public JournalConfig withMinFreeBytes(long value) {
        return new JournalConfig(directory, roll, retention, durability, forceEveryMs, keepChecked, blockBytes,
            preTouchBytes, value);
    }

    /** Bytes that a record may have. */
    public int maxRecordLength() {
        return (int) (blockBytes / 4 - 64);
    }

    private static void require(boolean holds, String key, String expected, long actual) {
        if (!holds) {
            throw new IllegalArgumentException("journal." + key + ": expected " + expected + ", got " + actual);
        }
    }
}
