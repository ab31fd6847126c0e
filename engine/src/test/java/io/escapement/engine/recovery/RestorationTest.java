package io.escapement.engine.recovery;

import io.escapement.engine.pipeline.TestEvents;
import io.escapement.journal.RecordLayout;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever has become of a journal's snapshots: the start is right, and says what it could not use. */
class RestorationTest {
    private static final int HEADER = 128;

    @TempDir
    private Path journal;
    private final List<String> warnings = new ArrayList<>();
    private SnapshotStore store;
    private JournalPlace end;
    private List<String> right;
    private Path older;
    private Path newest;

    /** A journal with two snapshots, and records behind them. */
    @BeforeEach
    void trade() throws IOException {
        final RecordedTrading trading = trading(1);
        store = new SnapshotStore(journal, 9);
        end = trading.write(journal);
        right = FoldText.of(RecordedTrading.fold(trading.all).state());
        older = store.write(new SnapshotWriter().write(RecordedTrading.fold(trading.all.subList(0, 6)), "0.3.1"));
        newest = store.write(new SnapshotWriter().write(RecordedTrading.fold(trading.all.subList(0, 12)), "0.3.1"));
    }

    private static RecordedTrading trading(long price) {
        final RecordedTrading trading = new RecordedTrading().run().event(TestEvents.define(1, "BTCUSDT"));
        for (int i = 0; i < 8; i++) {
            trading.trade(1, i, (i % 3 == 2 ? -1 : 1) * TestEvents.LOT, 9_000 + price * i);
        }
        return trading;
    }

    private long restored() throws IOException {
        final Restored restored =
            new Restoration(journal, manifest -> RecordedTrading.RUN, warnings::add).run(store, end);
        restored.reader().close();
        assertEquals(right, FoldText.of(restored.state()), warnings::toString);
        return restored.snapshotSequence();
    }

    private void assertRefused(long taken, String why) throws IOException {
        assertEquals(taken, restored(), warnings::toString);
        assertTrue(warnings.stream().anyMatch(each -> each.startsWith("snapshot refused") && each.contains(why)),
            warnings::toString);
    }

    @Test
    void theNewestThatIsSoundIsTaken() throws IOException {
        assertEquals(12, restored());
        assertEquals(List.of(), warnings);
        Files.delete(newest);
        assertEquals(6, restored());
        Files.delete(older);
        assertEquals(0, restored());
        assertEquals(List.of(), warnings, "that there is none is nothing to warn of");
    }

    @Test
    void whateverBitIsFlippedTheOneBeforeIsTakenAndItIsSaid() throws IOException {
        final byte[] good = Files.readAllBytes(newest);
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 25; i++) {
            final byte[] bad = good.clone();
            final int at = random.nextInt(good.length);
            bad[at] ^= (byte) (1 << random.nextInt(8));
            warnings.clear();
            Files.write(newest, bad);
            assertEquals(6, restored(), () -> "seed " + seed + ", byte " + at + ": " + warnings);
            assertEquals(1, warnings.size(), () -> "seed " + seed + ", byte " + at + ": " + warnings);
            assertTrue(warnings.get(0).startsWith("snapshot refused, the next older is taken: " + newest));
        }
    }

    @Test
    void oneThatIsEmptyCutOffForeignOrNoFileIsRefused() throws IOException {
        final byte[] good = Files.readAllBytes(newest);
        Files.write(newest, new byte[0]);
        assertRefused(6, "is no snapshot, or cut off: 0 bytes");
        Files.write(newest, Arrays.copyOf(good, good.length - 5));
        assertRefused(6, "it is cut off or damaged");
        Files.write(newest, "#!/bin/sh\n".repeat(40).getBytes());
        assertRefused(6, "is no snapshot");
        Files.createDirectory(newest);
        assertRefused(6, "cannot be read");
        final Path foreign = newest.resolveSibling("0000000000000000013.snapshot");
        Files.write(foreign, new SnapshotWriter().write(RecordedTrading.fold(trading(2).all.subList(0, 13)), "1")
            .bytes());
        assertRefused(6, "its record 13 is not the one in this journal");
        Files.write(newest.resolveSibling("0000000000000000099.snapshot"), forged(good,
            bytes -> bytes.putLong(24, 99, ByteOrder.LITTLE_ENDIAN)));
        assertRefused(6, "stands for record 99, but the journal ends with " + end.sequence());
    }

    private interface Change {
        void to(UnsafeBuffer bytes);
    }

    /** Changes a good one, and makes its CRC right again. */
    private static byte[] forged(byte[] good, Change change) {
        final byte[] bytes = good.clone();
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        change.to(buffer);
        final CRC32C crc32c = new CRC32C();
        crc32c.update(bytes, 0, bytes.length - 8);
        buffer.putInt(bytes.length - 8, (int) crc32c.getValue(), ByteOrder.LITTLE_ENDIAN);
        return bytes;
    }

    @Test
    void oneOfANewerVersionOrWithMessagesThatMakeNoSenseIsRefusedWithTheReason() throws IOException {
        final byte[] good = Files.readAllBytes(newest);
        Files.write(newest, forged(good, bytes -> bytes.putInt(12, 99, ByteOrder.LITTLE_ENDIAN)));
        assertRefused(6, "was made by engine version 0.3.1, format 2, schema 99");
        // Its first message, the instrument's definition, becomes another: what follows is about an unknown instrument.
        Files.write(newest, forged(good, bytes -> bytes.putShort(HEADER + RecordLayout.FRAME_HEADER_LENGTH + 2,
            (short) 3, ByteOrder.LITTLE_ENDIAN)));
        assertRefused(6, "the snapshot of record 12 cannot be taken in");
    }

    @Test
    void oneOfAnOlderSchemaIsTaken() throws IOException {
        Files.write(newest, forged(Files.readAllBytes(newest), bytes -> bytes.putInt(12, 3, ByteOrder.LITTLE_ENDIAN)));
        assertEquals(12, restored());
    }

    @Test
    void whereNoneCanBeUsedTheRecordsAloneAre() throws IOException {
        Files.write(newest, new byte[300]);
        Files.write(older, new byte[0]);
        assertRefused(0, older.toString());
        assertEquals(2, warnings.size(), warnings::toString);
        assertEquals(List.of(), store.newestFirst(), "they are out of the way");
    }
}
