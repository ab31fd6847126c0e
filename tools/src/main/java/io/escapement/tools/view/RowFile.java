package io.escapement.tools.view;

import java.io.IOException;

/** A table of columns that is written row by row. */
interface RowFile extends AutoCloseable {
    /** The columns behind time and subject; once, before the first row. */
    void begin(Choices choices) throws IOException;

    /**
     * A row.
     *
     * @param subjectId the instrument's id, or the pair's
     * @param subject   the instrument as VENUE:SYMBOL, or the id where it has no name
     * @param values    one a column; NaN: missing. Theirs who call, and changed after the call
     */
    void row(long timeNs, int subjectId, String subject, double[] values) throws IOException;

    /** Lets those who wait see what there is, where that can be; says whether it cannot be written any more. */
    boolean flush();

    /** All rows are there. */
    void end() throws IOException;

    /** What was not ended is no whole file. */
    @Override
    void close() throws IOException;
}
