package io.escapement.journal;

/**
 * Something wrong with a journal.
 *
 * @param kind     what sort of damage
 * @param sequence of the first record that it touches, as far as that can be told; 0 where it touches none
 * @param file     name of the file
 * @param position in the file
 * @param detail   what was expected and what was found
 */
public record Finding(Kind kind, long sequence, String file, long position, String detail) {
    /** Sorts of damage. */
    public enum Kind {
        /** A record's bytes differ from what was written. */
        CHANGED,
        /** Records that were written are not there. */
        LOST,
        /** Records are there that do not belong where they are. */
        MISPLACED,
        /** A record does not follow from the one before it. */
        CHAIN,
        /** Event time goes back. */
        TIME,
        /** The file's own structure is damaged; records may be hidden by it. */
        STRUCTURE,
        /** Chronicle's notes about the records do not match them; the records themselves are whole. */
        INDEX
    }

    @Override
    public String toString() {
        return kind + (sequence > 0 ? " at sequence " + sequence : "") + " (" + file + ", position " + position + "): "
            + detail;
    }
}
