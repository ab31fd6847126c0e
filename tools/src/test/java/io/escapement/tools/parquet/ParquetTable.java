package io.escapement.tools.parquet;

import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A whole file, as parquet-java reads it.
 *
 * @param schema   a line for each column: "optional double mid"
 * @param groups   rows of each group
 * @param metadata that the file has of itself
 * @param columns  by place, the values of all rows; null: missing
 */
public record ParquetTable(List<String> schema, List<Long> groups, Map<String, String> metadata,
                           List<List<Object>> columns) {
    /** Reads it. */
    public static ParquetTable read(Path file) throws IOException {
        final ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new Gzip()).build();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            final MessageType schema = reader.getFileMetaData().getSchema();
            final List<Long> groups = new ArrayList<>();
            final List<List<Object>> columns = new ArrayList<>();
            schema.getColumns().forEach(column -> columns.add(new ArrayList<>()));
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                groups.add(pages.getRowCount());
                final ColumnReadStoreImpl store = new ColumnReadStoreImpl(pages,
                    new GroupRecordConverter(schema).getRootConverter(), schema,
                    reader.getFileMetaData().getCreatedBy());
                for (int i = 0; i < columns.size(); i++) {
                    read(store, schema.getColumns().get(i), pages.getRowCount(), columns.get(i));
                }
            }
            return new ParquetTable(schema.getFields().stream().map(ParquetTable::words).toList(), groups,
                reader.getFileMetaData().getKeyValueMetaData(), columns);
        }
    }

    private static String words(Type column) {
        return column.getRepetition().name().toLowerCase(Locale.ROOT) + " "
            + column.asPrimitiveType().getPrimitiveTypeName().name().toLowerCase(Locale.ROOT) + " " + column.getName()
            + (column.getLogicalTypeAnnotation() == null ? "" : " " + column.getLogicalTypeAnnotation());
    }

    private static void read(ColumnReadStoreImpl store, ColumnDescriptor column, long rows, List<Object> values) {
        final ColumnReader reader = store.getColumnReader(column);
        for (long row = 0; row < rows; row++) {
            values.add(reader.getCurrentDefinitionLevel() < column.getMaxDefinitionLevel() ? null
                : switch (column.getPrimitiveType().getPrimitiveTypeName()) {
                    case INT64 -> reader.getLong();
                    case INT32 -> reader.getInteger();
                    case DOUBLE -> reader.getDouble();
                    case BINARY -> reader.getBinary().toStringUsingUTF8();
                    default -> throw new IllegalArgumentException(column.toString());
                });
            reader.consume();
        }
    }

    /** GZIP without Hadoop. */
    private static final class Gzip implements CompressionCodecFactory {
        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            if (codec != CompressionCodecName.GZIP) {
                throw new IllegalArgumentException(codec + "; expected GZIP");
            }
            return new BytesInputDecompressor() {
                @Override
                public BytesInput decompress(BytesInput bytes, int uncompressedSize) throws IOException {
                    try (GZIPInputStream in = new GZIPInputStream(bytes.toInputStream())) {
                        return BytesInput.from(in.readNBytes(uncompressedSize));
                    }
                }

                @Override
                public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void release() {
                }
            };
        }

        @Override
        public void release() {
        }
    }
}
