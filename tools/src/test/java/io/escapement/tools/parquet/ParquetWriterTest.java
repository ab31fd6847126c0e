package io.escapement.tools.parquet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The oracle is parquet-java, which reads what is written. */
class ParquetWriterTest {
    private static final double[] VALUES = {1.5, Double.NaN, -0.0, Double.POSITIVE_INFINITY, Double.MIN_VALUE,
        Double.NEGATIVE_INFINITY, Double.NaN, Math.PI, Double.MAX_VALUE, 0.1};

    @TempDir
    Path directory;

    @Test
    void everyValueIsReadAsItWasWrittenInGroupsOfAnySize() throws IOException {
        final Path file = directory.resolve("a.parquet");
        final List<Integer> groups = List.of(1, 7, 8, 9, 64, 65, 1000);
        final ParquetColumn.Longs longs = new ParquetColumn.Longs("l", 1000);
        final ParquetColumn.Ints ints = new ParquetColumn.Ints("i", 1000);
        final ParquetColumn.Texts texts = new ParquetColumn.Texts("t", 1000);
        final List<ParquetColumn.Doubles> doubles = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            doubles.add(new ParquetColumn.Doubles("d" + i + (i == 0 ? "@1m" : ""), 1000));
        }
        final List<ParquetColumn> columns = new ArrayList<>(List.of(longs, ints, texts));
        columns.addAll(doubles);
        final List<List<Object>> expected = new ArrayList<>();
        columns.forEach(column -> expected.add(new ArrayList<>()));
        final Map<String, String> metadata = new TreeMap<>(Map.of("schema", "a1", "long", "x".repeat(300)));
        try (ParquetWriter writer = new ParquetWriter(file, columns)) {
            int number = 0;
            for (final int rows : groups) {
                for (int row = 0; row < rows; row++, number++) {
                    final long many = number * 0x1234_5678_9ABCL * (number % 2 == 0 ? 1 : -1);
                    final String text = number % 3 == 0 ? "" : "BINANCE:€" + number / 5;
                    longs.set(row, many);
                    ints.set(row, (int) many);
                    texts.set(row, text);
                    expected.get(0).add(many);
                    expected.get(1).add((int) many);
                    expected.get(2).add(text);
                    for (int i = 0; i < doubles.size(); i++) {
                        final double value = i == 1 ? Double.NaN : i == 2 ? number : VALUES[(number + i * row) % 10];
                        doubles.get(i).set(row, value);
                        expected.get(3 + i).add(Double.isNaN(value) ? null : value);
                    }
                }
                writer.group(rows);
            }
            writer.end(metadata, "escapement version 1");
        }
        final ParquetTable read = ParquetTable.read(file);
        assertEquals(groups, read.groups().stream().map(Long::intValue).toList());
        assertEquals(metadata, new TreeMap<>(read.metadata()));
        assertEquals(expected, read.columns());
        assertEquals(List.of("required int64 l", "required int32 i", "required binary t STRING",
            "optional double d0@1m"), read.schema().subList(0, 4));
    }

    @Test
    void aFileWithoutRowsHasItsSchema() throws IOException {
        final Path file = directory.resolve("a.parquet");
        try (ParquetWriter writer = new ParquetWriter(file, List.of(new ParquetColumn.Doubles("d", 1)))) {
            writer.end(Map.of(), "escapement");
        }
        assertEquals(List.of(List.of()), ParquetTable.read(file).columns());
    }
}
