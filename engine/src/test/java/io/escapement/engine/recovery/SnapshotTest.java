package io.escapement.engine.recovery;

import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.engine.orders.OrdersConfig;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SnapshotTest {
    private static final Path FILE = Path.of("12.snapshot");
    private static final RunOrders ORDERS = new RunOrders(new OrdersConfig(7, 64, 5_000), 8);
    private static final JournalPlace PLACE = new JournalPlace(12, 0xCAFEL, 99);

    private static byte[] bytes() {
        final UnsafeBuffer frames = new UnsafeBuffer(new byte[32]);
        frames.putLong(8, 0x1234);
        return Snapshot.of(frames, 32, 1, "0.3.1", ORDERS, PLACE).bytes().clone();
    }

    private static String refusal(byte[] bytes) {
        return assertThrows(SnapshotException.class, () -> Snapshot.read(FILE, bytes)).getMessage();
    }

    /** Changes a field and makes the CRC right again, as another version would have written it. */
    private static byte[] forged(int offset, int value) {
        final byte[] bytes = bytes();
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        buffer.putInt(offset, value, ByteOrder.LITTLE_ENDIAN);
        final CRC32C crc32c = new CRC32C();
        crc32c.update(bytes, 0, bytes.length - 8);
        buffer.putInt(bytes.length - 8, (int) crc32c.getValue(), ByteOrder.LITTLE_ENDIAN);
        return bytes;
    }

    @Test
    void saysWhatItStandsForAndWhoMadeIt() {
        final Snapshot read = Snapshot.read(FILE, bytes());
        assertEquals(List.of(PLACE, ORDERS, "0.3.1", 1, MessageHeaderEncoder.SCHEMA_VERSION),
            List.of(read.at(), read.orders(), read.engineVersion(), read.count(), read.schemaVersion()));
        assertEquals(0x1234, read.buffer().getLong(read.first()));
    }

    @Test
    void anyByteThatChangesIsNoticed() {
        final byte[] good = bytes();
        for (int i = 0; i < good.length; i++) {
            final byte[] bad = good.clone();
            bad[i] ^= 0x40;
            refusal(bad);
        }
    }

    @Property
    void anyCutIsNoticed(@ForAll @IntRange(min = 0, max = 167) int length) {
        refusal(Arrays.copyOf(bytes(), length));
    }

    @Test
    void oneOfANewerFormatOrSchemaIsRefusedWithWhoMadeIt() {
        assertTrue(refusal(forged(8, 3)).contains("was made by engine version 0.3.1, format 3, schema "
            + MessageHeaderEncoder.SCHEMA_VERSION));
        final String newer = refusal(forged(12, MessageHeaderEncoder.SCHEMA_VERSION + 1));
        assertTrue(newer.contains("use a newer version") && newer.contains("schema "
            + (MessageHeaderEncoder.SCHEMA_VERSION + 1)), newer);
        assertTrue(refusal(forged(8, 0)).contains("has format 0, which never was"));
    }

    @Test
    void oneThatDoesNotSayWhichStagesItsRunHadIsRefused() {
        assertTrue(refusal(forged(8, 1)).contains("engine version 0.3.1, format 1, which does not say which stages"));
    }

    @Test
    void oneOfAnOlderSchemaIsTaken() {
        assertEquals(2, Snapshot.read(FILE, forged(12, 2)).schemaVersion());
    }

    @Test
    void whatIsNoSnapshotIsRefused() {
        assertTrue(refusal(new byte[0]).contains("is no snapshot, or cut off: 0 bytes"));
        assertTrue(refusal(new byte[4096]).contains("is no snapshot"));
        final byte[] longer = Arrays.copyOf(bytes(), 200);
        assertTrue(refusal(longer).contains("has 200 bytes, its header says 168"), refusal(longer));
    }
}
