package io.escapement.journal;

/**
 * Which of the oldest files may be deleted while the journal is written. The file in use never is. Deleting old files
 * does not harm the rest: a journal may begin at any record.
 *
 * @param maxFiles files to keep at most; 0 is no limit
 * @param maxBytes bytes of records to keep at most; 0 is no limit
 */
public record Retention(int maxFiles, long maxBytes) {
    /** Nothing is ever deleted. */
    public static final Retention FOREVER = new Retention(0, 0);

    public Retention {
        if (maxFiles < 0 || maxBytes < 0) {
            throw new IllegalArgumentException("retention needs limits of 0 (none) or more, got " + maxFiles
                + " files and " + maxBytes + " bytes");
        }
    }

    /** Keeps this many files, the one in use among them. */
    public static Retention files(int maxFiles) {
        return new Retention(maxFiles, 0);
    }

    /** Keeps files as long as their records are no more than this many bytes together. */
    public static Retention bytes(long maxBytes) {
        return new Retention(0, maxBytes);
    }

    boolean isForever() {
        return maxFiles == 0 && maxBytes == 0;
    }
}
