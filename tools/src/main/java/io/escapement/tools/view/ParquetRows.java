package io.escapement.tools.view;

import io.escapement.engine.ViewColumns;
import io.escapement.tools.parquet.ParquetColumn;
import io.escapement.tools.parquet.ParquetWriter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows as a Parquet file: {@code time_ns}, {@code subject_id}, {@code subject}, and the columns, null where missing.
 * Its metadata have the schema's hash, and the hash of each block as it was told. One that is not ended is taken away.
 */
final class ParquetRows implements RowFile {
    /** Of a row group, 8 bytes each. */
    private static final int VALUES = 1 << 22;
    private static final int LEAST_ROWS = 1 << 10;
    private static final int MOST_ROWS = 1 << 16;

    private final Path file;
    private final Map<String, String> metadata = new TreeMap<>();
    private ParquetWriter writer;
    private ParquetColumn.Longs times;
    private ParquetColumn.Ints ids;
    private ParquetColumn.Texts subjects;
    private ParquetColumn.Doubles[] columns;
    private int most;
    private int rows;
    private boolean isEnded;

    ParquetRows(Path file) {
        this.file = file;
    }

    @Override
    public void begin(Choices choices) throws IOException {
        most = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, VALUES / choices.columns().size()));
        times = new ParquetColumn.Longs("time_ns", most);
        ids = new ParquetColumn.Ints("subject_id", most);
        subjects = new ParquetColumn.Texts("subject", most);
        columns = choices.titles().stream().map(title -> new ParquetColumn.Doubles(title, most))
            .toArray(ParquetColumn.Doubles[]::new);
        metadata.put("escapement.schema", ViewColumns.REGISTRY.sha256());
        choices.columns().forEach(choice -> metadata.put("escapement.schema." + choice.block(),
            String.format(Locale.ROOT, "%016x", choice.schemaHash())));
        final List<ParquetColumn> all = new ArrayList<>(List.of(times, ids, subjects));
        all.addAll(List.of(columns));
        writer = new ParquetWriter(file, all);
    }

    @Override
    public void row(long timeNs, int subjectId, String subject, double[] values) throws IOException {
        times.set(rows, timeNs);
        ids.set(rows, subjectId);
        subjects.set(rows, subject);
        for (int i = 0; i < columns.length; i++) {
            columns[i].set(rows, values[i]);
        }
        if (++rows == most) {
            writer.group(rows);
            rows = 0;
        }
    }

    @Override
    public boolean flush() {
        return false;
    }

    @Override
    public void end() throws IOException {
        if (rows > 0) {
            writer.group(rows);
        }
        writer.end(metadata, "escapement version " + version());
        isEnded = true;
    }

    private static String version() {
        final String version = ParquetRows.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
            if (!isEnded) {
                Files.delete(file);
            }
        }
    }
}
