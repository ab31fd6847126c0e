package io.escapement.engine.venue.wire;

import com.sun.management.ThreadMXBean;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GzipFramesTest {
    private static final byte[] TEXT = "{\"ping\":1618678073643}".getBytes(StandardCharsets.UTF_8);
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int EXTRA = 4;
    private static final int HEADER_CRC = 2;
    private static final int LIMIT = 1 << 20;

    private final GzipFrames gzip = new GzipFrames(LIMIT);

    static byte[] pack(byte[] text) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** With optional fields in the header. */
    static byte[] pack(byte[] text, int flags) {
        final byte[] plain = pack(text);
        final ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(plain, 0, 10);
        header.writeBytes((flags & EXTRA) != 0 ? new byte[] {5, 0, 'A', 'p', 1, 0, 7} : new byte[0]);
        header.writeBytes((flags & NAME) != 0 ? "name\0".getBytes(StandardCharsets.ISO_8859_1) : new byte[0]);
        header.writeBytes((flags & COMMENT) != 0 ? "\0".getBytes(StandardCharsets.ISO_8859_1) : new byte[0]);
        final byte[] begun = header.toByteArray();
        begun[3] = (byte) flags;
        final CRC32 crc = new CRC32();
        crc.update(begun);
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(begun);
        if ((flags & HEADER_CRC) != 0) {
            all.write((int) crc.getValue() & 0xFF);
            all.write((int) crc.getValue() >>> 8 & 0xFF);
        }
        all.write(plain, 10, plain.length - 10);
        return all.toByteArray();
    }

    /** What comes out, or null. */
    private byte[] unpack(byte[] frame) {
        return unpack(gzip, frame);
    }

    static byte[] unpack(GzipFrames gzip, byte[] frame) {
        final byte[] shifted = new byte[frame.length + 10];
        System.arraycopy(frame, 0, shifted, 5, frame.length);
        final int length = gzip.unpack(new UnsafeBuffer(shifted), 5, frame.length);
        if (length == GzipFrames.FAILED) {
            assertNotNull(gzip.expected());
            assertTrue(gzip.errorOffset() >= 0 && gzip.errorOffset() <= frame.length, gzip::expected);
            return null;
        }
        final byte[] text = new byte[length];
        gzip.text().getBytes(0, text);
        return text;
    }

    /** The JDK's own, which is the plain twin. */
    static byte[] unpackPlainly(byte[] frame) {
        try (GZIPInputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(frame))) {
            return unpacking.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }

    private void refuses(String expected, byte[] frame) {
        assertArrayEquals(null, unpack(frame));
        assertEquals(expected, gzip.expected());
    }

    @Example
    void unpacksEveryKindOfHeader() {
        for (int flags = 0; flags < 32; flags++) {
            final byte[] frame = pack(TEXT, flags);
            assertArrayEquals(TEXT, unpack(frame), "flags " + flags);
            assertArrayEquals(TEXT, unpackPlainly(frame), "flags " + flags);
        }
        assertArrayEquals(new byte[0], unpack(pack(new byte[0])));
    }

    @Example
    void saysWhatIsWrong() {
        final byte[] good = pack(TEXT);
        final int end = good.length;
        refuses("a gzip member", new byte[0]);
        refuses("a gzip member", Arrays.copyOf(good, 9));
        refuses("a gzip member", changed(good, 0, 0x1E));
        refuses("deflate and no reserved flag", changed(good, 2, 7));
        refuses("deflate and no reserved flag", changed(good, 3, 0x20));
        refuses("the header's checksum", changed(pack(TEXT, HEADER_CRC), 4, 1));
        refuses("the rest of a gzip header", changed(good, 3, NAME | EXTRA));
        refuses("a gzip member's end", Arrays.copyOf(good, 12));
        refuses("the checksum of what it unpacks to", changed(good, end - 8, good[end - 8] ^ 1));
        refuses("the length that it unpacks to", changed(good, end - 4, good[end - 4] - 1));
        refuses("the length that it unpacks to", changed(good, end - 4, good[end - 4] + 1));
        refuses("compressed data that can be unpacked", changed(good, 10, 0xFF));
    }

    @Example
    void takesOneMemberAndNothingElse() {
        final byte[] good = pack(TEXT);
        final ByteArrayOutputStream two = new ByteArrayOutputStream();
        two.writeBytes(good);
        two.writeBytes(good);
        refuses("one gzip member and nothing behind it", two.toByteArray());
        final byte[] cut = new byte[good.length - 1];
        System.arraycopy(good, 0, cut, 0, good.length - 10);
        System.arraycopy(good, good.length - 8, cut, cut.length - 8, 8);
        assertArrayEquals(null, unpack(cut));
        assertArrayEquals(TEXT, unpack(good));
    }

    @Example
    void refusesBombsBeforeAndWhileUnpacking() {
        final byte[] bomb = pack(new byte[LIMIT + 1]);
        refuses("no more unpacked bytes than the limit", bomb);
        final int end = bomb.length;
        refuses("the length that it unpacks to", changed(changed(changed(bomb, end - 4, 9), end - 3, 0), end - 2, 0));
        assertEquals(LIMIT, unpack(pack(new byte[LIMIT])).length);
        assertThrows(IllegalArgumentException.class, () -> new GzipFrames(0));
    }

    private static byte[] changed(byte[] frame, int at, int value) {
        final byte[] changed = frame.clone();
        changed[at] = (byte) value;
        return changed;
    }

    @Property(tries = 8_000)
    void takesNoBrokenFrameThatTheTwinRefuses(@ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int changes) {
        final Random random = new Random(seed);
        final byte[] text = new byte[random.nextInt(300)];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) Damage.JSON.charAt(random.nextInt(Damage.JSON.length()));
        }
        final byte[] frame = Damage.change(pack(text, random.nextInt(32)), changes, "\0\1\u001f", random);
        final byte[] found = unpack(frame);
        if (found != null) {
            assertArrayEquals(unpackPlainly(frame), found);
        }
        assertTrue(changes > 0 || found != null);
    }

    @Example
    void allocatesNothingOnceWarm() {
        final byte[][] frames = {pack(TEXT), pack(new byte[50_000]), pack(TEXT, 31), Arrays.copyOf(pack(TEXT), 20)};
        final UnsafeBuffer[] buffers = new UnsafeBuffer[frames.length];
        for (int i = 0; i < frames.length; i++) {
            buffers[i] = new UnsafeBuffer(frames[i]);
        }
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        unpackAll(buffers);
        final long before = threads.getThreadAllocatedBytes(thread);
        unpackAll(buffers);
        final long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertTrue(allocated < 40_000, () -> allocated + " bytes for 40,000 frames");
    }

    private void unpackAll(UnsafeBuffer[] frames) {
        for (int i = 0; i < 40_000; i++) {
            final UnsafeBuffer frame = frames[i % frames.length];
            gzip.unpack(frame, 0, frame.capacity());
        }
    }
}
