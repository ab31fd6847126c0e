package io.escapement.tools.parquet;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a file of row groups. It can be read when {@link #end} has been called: what tells where things are stands
 * behind them. Not thread-safe.
 */
public final class ParquetWriter implements Closeable {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    // Numbers of the specification, parquet.thrift.
    private static final int VERSION = 1;
    private static final int REQUIRED = 0;
    private static final int OPTIONAL = 1;
    private static final int BYTE_ARRAY = 6;
    private static final int UTF8 = 0;
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int GZIP = 2;
    private static final int DATA_PAGE = 0;

    private final OutputStream out;
    private final List<ParquetColumn> columns;
    private final List<Group> groups = new ArrayList<>();
    private ByteBuffer page = ByteBuffer.allocate(0);
    private long at;
    private long rows;

    private record Chunk(long offset, long plainBytes, long bytes) {
    }

    private record Group(int rows, List<Chunk> chunks) {
    }

    /** Creates the file, or empties it. */
    public ParquetWriter(Path file, List<? extends ParquetColumn> columns) throws IOException {
        this.columns = List.copyOf(columns);
        this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        write(MAGIC);
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        at += bytes.length;
    }

    /** Writes so many rows of all columns. */
    public void group(int count) throws IOException {
        final List<Chunk> chunks = new ArrayList<>();
        for (final ParquetColumn column : columns) {
            chunks.add(chunk(column, count));
        }
        groups.add(new Group(count, chunks));
        rows += count;
    }

    private Chunk chunk(ParquetColumn column, int count) throws IOException {
        if (page.capacity() < column.mostBytes(count)) {
            page = ByteBuffer.allocate(column.mostBytes(count)).order(ByteOrder.LITTLE_ENDIAN);
        }
        page.clear();
        column.encode(count, page);
        final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new FastGzip(packed)) {
            gzip.write(page.array(), 0, page.position());
        }
        final byte[] header = new CompactThrift().i32(1, DATA_PAGE).i32(2, page.position()).i32(3, packed.size())
            .struct(5).i32(1, count).i32(2, PLAIN).i32(3, RLE).i32(4, RLE).end().end().bytes();
        final long offset = at;
        write(header);
        write(packed.toByteArray());
        return new Chunk(offset, header.length + page.position(), header.length + packed.size());
    }

    /** Numbers hardly get smaller by more effort. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 13);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /**
     * Writes what tells where everything is.
     *
     * @param metadata  what the file says of itself, in an order of its own
     * @param createdBy which program made it
     */
    public void end(Map<String, String> metadata, String createdBy) throws IOException {
        final CompactThrift thrift = new CompactThrift().i32(1, VERSION);
        schema(thrift);
        thrift.i64(3, rows).list(4, CompactThrift.STRUCT, groups.size());
        for (int i = 0; i < groups.size(); i++) {
            describe(groups.get(i), i, thrift);
        }
        thrift.list(5, CompactThrift.STRUCT, metadata.size());
        metadata.forEach((key, value) -> thrift.struct().text(1, key).text(2, value).end());
        final byte[] footer = thrift.text(6, createdBy).end().bytes();
        write(footer);
        write(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(footer.length).array());
        write(MAGIC);
        out.flush();
    }

    private void schema(CompactThrift thrift) {
        thrift.list(2, CompactThrift.STRUCT, columns.size() + 1)
            .struct().text(4, "rows").i32(5, columns.size()).end();
        for (final ParquetColumn column : columns) {
            thrift.struct().i32(1, column.type).i32(3, column.isOptional ? OPTIONAL : REQUIRED).text(4, column.name);
            if (column.type == BYTE_ARRAY) {
                // A string, in the words of old readers and of new ones.
                thrift.i32(6, UTF8).struct(10).struct(1).end().end();
            }
            thrift.end();
        }
    }

    private void describe(Group group, int ordinal, CompactThrift thrift) {
        thrift.struct().list(1, CompactThrift.STRUCT, columns.size());
        long plainBytes = 0;
        long bytes = 0;
        for (int i = 0; i < columns.size(); i++) {
            final Chunk chunk = group.chunks().get(i);
            plainBytes += chunk.plainBytes();
            bytes += chunk.bytes();
            thrift.struct().i64(2, chunk.offset()).struct(3)
                .i32(1, columns.get(i).type)
                .list(2, CompactThrift.I32, 2).element(PLAIN).element(RLE)
                .list(3, CompactThrift.BINARY, 1).element(columns.get(i).name)
                .i32(4, GZIP)
                .i64(5, group.rows())
                .i64(6, chunk.plainBytes())
                .i64(7, chunk.bytes())
                .i64(9, chunk.offset())
                .end().end();
        }
        thrift.i64(2, plainBytes).i64(3, group.rows()).i64(5, group.chunks().get(0).offset()).i64(6, bytes)
            .i16(7, ordinal).end();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
