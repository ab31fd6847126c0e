package io.escapement.perf.proof;

import io.escapement.journal.JournalException;
import io.escapement.journal.JournalVerifier;
import io.escapement.journal.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Damages an engine's journal, one byte or one tail at a time, and looks whether verification finds it. */
@Command(name = "damage", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Flips random bytes of an engine-made journal, one at a time, and truncates it at random places;"
        + " verification must find each.")
final class DamageCommand implements Callable<Integer> {
    private static final int RUN_SECONDS = 6;

    @Option(names = "--flips", paramLabel = "N", defaultValue = "1000", description = "default ${DEFAULT-VALUE}")
    int flips;

    @Option(names = "--truncations", paramLabel = "N", defaultValue = "100", description = "default ${DEFAULT-VALUE}")
    int truncations;

    @Option(names = "--seed", paramLabel = "N", description = "of the places; without: another each time")
    long seed = System.nanoTime();

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "journals/proof-damage",
        description = "a folder that is not there yet or empty (default ${DEFAULT-VALUE})")
    Path work;

    private int missed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        Files.createDirectories(work);
        try (ChildEngine child = new ChildEngine(ProofConfigs.write(work, seed, 2_000, "inline"),
            work.resolve("child.log"), Integer.toString(RUN_SECONDS))) {
            final int code = child.await(60);
            if (code != 0) {
                throw new IOException("the engine ended with " + code + "; see " + work.resolve("child.log"));
            }
        }
        final Path journal = work.resolve("journal");
        final Verification whole = JournalVerifier.verify(journal);
        final Path file = data(journal);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            final long end = end(bytes);
            System.out.printf("%s: %,d records, %,d bytes written; sound: %b%n", file.getFileName(), whole.records(),
                end, whole.isSound());
            missed += whole.isSound() ? 0 : 1;
            for (int i = 0; i < flips; i++) {
                flip(journal, bytes, (long) (random.nextDouble() * end), 1 + random.nextInt(255));
            }
            for (int i = 0; i < truncations; i++) {
                truncate(journal, bytes, (long) (random.nextDouble() * end), end);
            }
        }
        missed += JournalVerifier.verify(journal).isSound() ? 0 : 1;
        System.out.printf("%d flips and %d truncations, %d missed%n", flips, truncations, missed);
        return missed == 0 ? 0 : 1;
    }

    private static Path data(Path journal) throws IOException {
        try (Stream<Path> files = Files.list(journal)) {
            final List<Path> data = files.filter(file -> file.toString().endsWith(".cq4")).sorted().toList();
            return data.get(data.size() - 1);
        }
    }

    /** Behind the last byte that is not zero. */
    private static long end(RandomAccessFile bytes) throws IOException {
        final byte[] block = new byte[1 << 16];
        for (long at = bytes.length() / block.length * block.length; at >= 0; at -= block.length) {
            bytes.seek(at);
            for (int i = bytes.read(block) - 1; i >= 0; i--) {
                if (block[i] != 0) {
                    return at + i + 1;
                }
            }
        }
        return 0;
    }

    private void flip(Path journal, RandomAccessFile bytes, long at, int mask) throws IOException {
        bytes.seek(at);
        final int was = bytes.read();
        bytes.seek(at);
        bytes.write(was ^ mask);
        judge(journal, "flipping byte " + at + " by " + mask);
        bytes.seek(at);
        bytes.write(was);
    }

    private void truncate(Path journal, RandomAccessFile bytes, long at, long end) throws IOException {
        final long length = bytes.length();
        final byte[] tail = new byte[(int) (end - at)];
        bytes.seek(at);
        bytes.readFully(tail);
        bytes.setLength(at);
        judge(journal, "truncating at " + at);
        bytes.seek(at);
        bytes.write(tail);
        bytes.setLength(length);
    }

    private void judge(Path journal, String what) {
        String found;
        try {
            found = JournalVerifier.verify(journal).isSound() ? null : "";
        } catch (final JournalException e) {
            found = e.getMessage();
        }
        if (found == null) {
            missed++;
            System.out.println("MISSED: " + what);
        }
    }
}
