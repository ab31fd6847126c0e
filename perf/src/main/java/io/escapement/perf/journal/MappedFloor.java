package io.escapement.perf.journal;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The least that an append to a file can cost: a copy into a mapped file whose pages have been touched. */
final class MappedFloor implements AutoCloseable {
    private final Path file;
    private final MappedByteBuffer bytes;
    private final UnsafeBuffer buffer;
    private int position;

    MappedFloor(Path file, int size) throws IOException {
        this.file = file;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
            bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, size);
        }
        buffer = new UnsafeBuffer(bytes);
        for (int page = 0; page < size; page += 4096) {
            buffer.putByte(page, (byte) 1);
        }
    }

    void append(UnsafeBuffer record, int length) {
        if (position + length + 4 > buffer.capacity()) {
            position = 0;
        }
        buffer.putBytes(position + 4, record, 0, length);
        buffer.putIntOrdered(position, length);
        position += length + 4;
    }

    @Override
    public void close() throws IOException {
        BufferUtil.free(bytes);
        Files.delete(file);
    }
}
