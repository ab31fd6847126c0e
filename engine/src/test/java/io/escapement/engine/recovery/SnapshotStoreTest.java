package io.escapement.engine.recovery;

import io.escapement.engine.orders.OrdersConfig;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SnapshotStoreTest {
    @TempDir
    private Path journal;

    private static Snapshot snapshot(long sequence) {
        return Snapshot.of(new UnsafeBuffer(new byte[0]), 0, 0, "1", new RunOrders(new OrdersConfig(1, 16, 1), 6),
            new JournalPlace(sequence, sequence, 0));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(journal.resolve(SnapshotStore.FOLDER))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void keepsTheLastFewAndNothingHalfWritten() throws IOException {
        final SnapshotStore store = new SnapshotStore(journal, 2);
        assertEquals(List.of(), store.newestFirst());
        for (long sequence : new long[] {9, 10, 1_000}) {
            final Path file = store.write(snapshot(sequence));
            assertArrayEquals(snapshot(sequence).bytes(), Files.readAllBytes(file));
        }
        assertEquals(List.of("0000000000000000010.snapshot", "0000000000000001000.snapshot"), names());
        assertEquals(List.of(1_000L, 10L),
            store.newestFirst().stream().map(file -> SnapshotStore.read(file).at().sequence()).toList());
    }

    @Test
    void oneThatWasBeingWrittenWhenTheEngineDiedIsNotLookedAt() throws IOException {
        final SnapshotStore store = new SnapshotStore(journal, 2);
        store.write(snapshot(5));
        Files.write(journal.resolve(SnapshotStore.FOLDER).resolve("being-written"), new byte[10]);
        assertEquals(1, store.newestFirst().size());
        store.write(snapshot(6));
        assertEquals(List.of("0000000000000000005.snapshot", "0000000000000000006.snapshot"), names());
    }

    @Test
    void oneThatIsSetAsideIsNotCountedAmongThoseToKeep() throws IOException {
        final SnapshotStore store = new SnapshotStore(journal, 2);
        store.write(snapshot(5));
        store.setAside(store.write(snapshot(900)));
        store.write(snapshot(6));
        assertEquals(List.of("0000000000000000005.snapshot", "0000000000000000006.snapshot",
            "0000000000000000900.snapshot.refused"), names());
    }

    @Test
    void oneThatCannotBeReadSaysSo() {
        final Path missing = journal.resolve("1.snapshot");
        assertTrue(assertThrows(SnapshotException.class, () -> SnapshotStore.read(missing)).getMessage()
            .contains("cannot be read"));
    }

    @Test
    void keepingNoneIsRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new SnapshotStore(journal, 0)).getMessage()
            .contains("expected at least 1"));
    }
}
