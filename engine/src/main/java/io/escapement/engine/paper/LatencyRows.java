package io.escapement.engine.paper;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads recorded latencies from a text file: a row per line, {@code request,exchange,response} in epoch nanoseconds;
 * empty lines and lines that begin with {@code #} do not count.
 */
public final class LatencyRows {
    private static final String EXPECTED = "three epoch times in nanoseconds with commas between,"
        + " as in 1723075200000000000,1723075200001500000,1723075200003000000";

    private LatencyRows() {
    }

    /**
     * @throws IOException              if the file cannot be read
     * @throws IllegalArgumentException naming file and line if it holds something else
     */
    public static RecordedLatency read(Path file) throws IOException {
        long[][] columns = new long[3][1024];
        int rows = 0;
        int lineNumber = 0;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lineNumber++;
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (rows == columns[0].length) {
                    columns = grown(columns);
                }
                row(file, lineNumber, line, columns, rows++);
            }
        }
        if (rows == 0) {
            throw new IllegalArgumentException(file + ": no row; expected " + EXPECTED);
        }
        try {
            return new RecordedLatency(Arrays.copyOf(columns[0], rows), Arrays.copyOf(columns[1], rows),
                Arrays.copyOf(columns[2], rows));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static void row(Path file, int lineNumber, String line, long[][] columns,
        int row) {
        final String[] parts = line.split(",", -1);
        try {
            if (parts.length != columns.length) {
                throw new NumberFormatException();
            }
            for (int i = 0; i < parts.length; i++) {
                columns[i][row] = Long.parseLong(parts[i].trim());
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(file + ":" + lineNumber + ": got '" + line + "', expected "
                + EXPECTED, e);
        }
    }

    private static long[][] grown(long[][] columns) {
        final long[][] grown = new long[columns.length][];
        for (int i = 0; i < columns.length; i++) {
            grown[i] = Arrays.copyOf(columns[i], columns[i].length * 2);
        }
        return grown;
    }
}
