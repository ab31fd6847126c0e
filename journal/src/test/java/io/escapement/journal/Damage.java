package io.escapement.journal;

import io.escapement.journal.chronicle.Documents;
import io.escapement.journal.chronicle.MappedCycle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Does one damage at a time to the files of a journal, and undoes it. */
final class Damage {
    record Place(Path file, long position, int length, long sequence) {
    }

    record Flip(Path file, long position, int mask, long sequence, long seed) {
    }

    private final long seed;
    private final Random random;
    private final List<Place> records = new ArrayList<>();
    private Path damaged;
    private final Path copy;

    Damage(List<Path> files, long seed) throws IOException {
        this.seed = seed;
        random = new Random(seed);
        copy = files.get(0).resolveSibling("undamaged.copy");
        for (final Path file : files) {
            note(file);
        }
    }

    private void note(Path file) throws IOException {
        try (MappedCycle cycle = MappedCycle.read(file)) {
            long at = 0;
            while (cycle.ensure(at, 4) && cycle.header(at) != Documents.NONE
                && cycle.header(at) != Documents.END_OF_FILE) {
                final int length = Documents.length(cycle.header(at));
                if (Documents.isData(cycle.header(at))) {
                    cycle.ensure(at, 64);
                    records.add(new Place(file, at, length + 4,
                        RecordLayout.sequence(cycle.buffer(), cycle.offset(at) + 4)));
                }
                at = Documents.next(at, length);
            }
        }
    }

    /** Changes one byte of a record or of the word before it. */
    Flip flipInRecord() throws IOException {
        final Place place = records.get(random.nextInt(records.size()));
        final long position = place.position() + random.nextInt(place.length());
        return flip(place.file(), position, place.sequence());
    }

    /** Changes one byte that belongs to no record. */
    void flipOutsideRecords() throws IOException {
        final Path file = records.get(random.nextInt(records.size())).file();
        while (true) {
            final long position = (long) (random.nextDouble() * Files.size(file));
            final boolean inside = records.stream().anyMatch(place -> place.file().equals(file)
                && position >= place.position() && position < place.position() + place.length());
            if (!inside) {
                flip(file, position, 0);
                return;
            }
        }
    }

    private Flip flip(Path file, long position, long sequence) throws IOException {
        save(file);
        final int mask = 1 + random.nextInt(255);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            final ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, position);
            one.put(0, (byte) (one.get(0) ^ mask)).rewind();
            channel.write(one, position);
        }
        return new Flip(file, position, mask, sequence, seed);
    }

    /** Cuts a file off within a record, or right before one. */
    String truncate() throws IOException {
        final Place place = records.get(random.nextInt(records.size()));
        final long length = place.position() + random.nextInt(place.length());
        save(place.file());
        try (FileChannel channel = FileChannel.open(place.file(), StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
        return place.file().getFileName() + " cut at " + length + ", in sequence " + place.sequence() + ", seed "
            + seed;
    }

    /** Lets a record and the next one of the same length change places. */
    void swapNeighbours(long sequence) throws IOException {
        final Place one = records.get((int) sequence - 1);
        final Place two = records.get((int) sequence + 3);
        try (FileChannel channel = FileChannel.open(one.file(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            final ByteBuffer first = ByteBuffer.allocate(one.length());
            final ByteBuffer second = ByteBuffer.allocate(two.length());
            channel.read(first, one.position());
            channel.read(second, two.position());
            channel.write(second.flip(), one.position());
            channel.write(first.flip(), two.position());
        }
    }

    private void save(Path file) throws IOException {
        damaged = file;
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Puts everything back. */
    void undo() throws IOException {
        Files.copy(copy, damaged, StandardCopyOption.REPLACE_EXISTING);
    }
}
