package io.escapement.tools.view;

import io.escapement.tools.terminal.CommandException;

import java.io.PrintWriter;

/** Rows as CSV with a line of names; what is missing is an empty field. */
final class CsvRows implements RowFile {
    private final PrintWriter out;
    private final String name;
    private final boolean isOwn;
    private final StringBuilder line = new StringBuilder();

    /** @param isOwn whether it is closed here */
    CsvRows(PrintWriter out, String name, boolean isOwn) {
        this.out = out;
        this.name = name;
        this.isOwn = isOwn;
    }

    @Override
    public void begin(Choices choices) {
        line.setLength(0);
        line.append("time_ns,subject");
        choices.titles().forEach(column -> line.append(',').append(column));
        out.println(line);
    }

    @Override
    public void row(long timeNs, int subjectId, String subject, double[] values) {
        line.setLength(0);
        line.append(timeNs).append(',').append(subject);
        for (final double value : values) {
            line.append(',');
            if (!Double.isNaN(value)) {
                line.append(value);
            }
        }
        out.println(line);
    }

    @Override
    public boolean flush() {
        return out.checkError();
    }

    @Override
    public void end() {
        if (flush()) {
            throw new CommandException(name + ": cannot be written");
        }
    }

    @Override
    public void close() {
        out.flush();
        if (isOwn) {
            out.close();
        }
    }
}
