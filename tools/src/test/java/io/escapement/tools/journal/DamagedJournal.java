package io.escapement.tools.journal;

import io.escapement.journal.JournalReader;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Damages journals on purpose. */
final class DamagedJournal {
    private DamagedJournal() {
    }

    /** Flips one byte in the middle of a record. */
    static void flip(Path journal, long sequence) throws IOException {
        final byte[] record;
        try (JournalReader reader = JournalReader.open(journal)) {
            reader.seekSequence(sequence);
            reader.next();
            record = new byte[reader.length()];
            reader.buffer().getBytes(reader.offset(), record);
        }
        final byte[] bytes = Files.readAllBytes(file(journal));
        write(journal, indexOf(bytes, record) + record.length / 2, (byte) ~record[record.length / 2]);
    }

    /** Changes a record's sequence number. */
    static void renumber(Path journal, long sequence, long other) throws IOException {
        final long at;
        try (JournalReader reader = JournalReader.open(journal)) {
            reader.seekSequence(sequence);
            reader.next();
            final byte[] record = new byte[reader.length()];
            reader.buffer().getBytes(reader.offset(), record);
            at = indexOf(Files.readAllBytes(file(journal)), record);
        }
        write(journal, at + 8, (byte) other);
    }

    private static void write(Path journal, long position, byte value) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(file(journal).toFile(), "rw")) {
            file.seek(position);
            file.write(value);
        }
    }

    private static Path file(Path journal) throws IOException {
        try (Stream<Path> files = Files.list(journal)) {
            return files.filter(path -> path.toString().endsWith(".cq4")).findFirst().orElseThrow();
        }
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i <= bytes.length - wanted.length; i++) {
            int length = 0;
            while (length < wanted.length && bytes[i + length] == wanted[length]) {
                length++;
            }
            if (length == wanted.length) {
                return i;
            }
        }
        throw new IllegalStateException("the record is not in the file");
    }
}
