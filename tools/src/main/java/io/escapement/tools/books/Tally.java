package io.escapement.tools.books;

/** What was counted while books were checked. */
final class Tally {
    /** Frames that were decoded, of books or of anything else. */
    long frames;
    /** Frames, or parts of frames, that are about a book. */
    long bookMessages;
    /** Whole books that were asked for. */
    long snapshots;
    long sequenceChecks;
    long sequenceMismatches;
    /** That the venue sent. */
    long checksums;
    long checksumMismatches;
    /** Comparisons of all levels of a book with its twin. */
    long compared;
    long differences;
    /** Frames that the decoder would not have. */
    long refused;
    /** Quantities with more digits than are kept. */
    long cut;
    /** The first thing that was not as it should be, with where; null while there is none. */
    String first;

    private String place = "";

    /** Where things are from now on. */
    void at(String where) {
        place = where;
    }

    /** Notes what is wrong, if it is the first. */
    void note(String what) {
        first = first == null ? place + ": " + what : first;
    }

    /** Fast and slow do not agree. */
    void differ(String what) {
        differences++;
        note(what);
    }

    boolean isSound() {
        return sequenceMismatches == 0 && checksumMismatches == 0 && differences == 0;
    }

    void add(Tally other) {
        frames += other.frames;
        bookMessages += other.bookMessages;
        snapshots += other.snapshots;
        sequenceChecks += other.sequenceChecks;
        sequenceMismatches += other.sequenceMismatches;
        checksums += other.checksums;
        checksumMismatches += other.checksumMismatches;
        compared += other.compared;
        differences += other.differences;
        refused += other.refused;
        cut += other.cut;
        first = first == null ? other.first : first;
    }
}
