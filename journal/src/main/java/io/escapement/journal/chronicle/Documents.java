package io.escapement.journal.chronicle;

/**
 * The four-byte word before each document of a Chronicle file, little endian, at a multiple of 4.
 *
 * <pre>
 *   bit 31        not complete: being written
 *   bit 30        metadata: Chronicle's own, no record
 *   bits 29 to 0  bytes that follow
 *   0             nothing here yet
 *   0xC0000000    the file ends here
 * </pre>
 */
public final class Documents {
    /** Bytes of the word. */
    public static final int HEADER_LENGTH = 4;
    /** No document here yet. */
    public static final int NONE = 0;
    /** The file ends here; a later file goes on. */
    public static final int END_OF_FILE = 0xC0000000;
    /** What Chronicle writes behind the word that ends a file. */
    private static final byte[] END_NAME = {(byte) 0xC3, 'E', 'O', 'F'};
    private static final int NOT_COMPLETE = 0x80000000;
    private static final int META_DATA = 0x40000000;
    private static final int LENGTH_MASK = 0x3FFFFFFF;

    private Documents() {
    }

    /** Whether a whole document of the user's, a record, follows. */
    public static boolean isData(int header) {
        return header > 0 && header < META_DATA;
    }

    /** Whether a whole document of Chronicle's own follows. */
    public static boolean isMetaData(int header) {
        return header > META_DATA;
    }

    /** Whether a document follows that is still being written. */
    public static boolean isNotComplete(int header) {
        return (header & NOT_COMPLETE) != 0 && header != END_OF_FILE;
    }

    /** Bytes of the document that follows. */
    public static int length(int header) {
        return header & LENGTH_MASK;
    }

    /** Where the next document's word is, for a word at this position. */
    public static long next(long position, int length) {
        return (position + HEADER_LENGTH + length + 3) & ~3L;
    }

    /** Position behind the word that ends a file, and behind the name that follows it where that is whole or cut. */
    public static long afterEndOfFile(MappedCycle cycle, long position) {
        final long name = position + HEADER_LENGTH;
        if (!cycle.ensure(name, END_NAME.length)) {
            return name;
        }
        for (int i = 0; i < END_NAME.length; i++) {
            final byte found = cycle.buffer().getByte(cycle.offset(name + i));
            if (found != END_NAME[i] && found != 0) {
                return name;
            }
        }
        return name + END_NAME.length;
    }
}
