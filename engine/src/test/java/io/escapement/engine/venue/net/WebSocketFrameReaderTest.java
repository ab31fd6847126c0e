package io.escapement.engine.venue.net;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;

class WebSocketFrameReaderTest {
    private static final int[] LENGTHS = {0, 1, 2, 3, 60, 124, 125, 126, 127, 200, 1_000, 65_535, 65_536, 65_999};
    private static final int ROUNDS = 600;

    @Test
    void readsEveryStreamAsNettyDoesHoweverItIsCut() {
        final long seed = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            final long roundSeed = seed + round;
            final SplittableRandom random = new SplittableRandom(roundSeed);
            final byte[] bytes = stream(random);
            assertEquals(FrameReading.nettys(bytes, roundSeed), FrameReading.ours(bytes, roundSeed, true),
                () -> "seed " + roundSeed);
        }
    }

    @Test
    void readsFromHeapBuffersToo() {
        final byte[] bytes = join(frame(0x81, "one".getBytes(StandardCharsets.US_ASCII)),
            frame(0x82, new byte[300]));
        assertEquals(FrameReading.nettys(bytes, 3), FrameReading.ours(bytes, 3, false));
    }

    @Test
    void joinsFragmentsAndLetsControlFramesPassBetweenThem() {
        final byte[] bytes = join(frame(0x01, ascii("ab")), frame(0x89, ascii("p")), frame(0x00, ascii("cd")),
            frame(0x8A, new byte[0]), frame(0x80, ascii("e")), frame(0x82, ascii("x")));
        assertEquals(List.of("ping 70", "pong", "text 5 " + Arrays.hashCode(ascii("abcde")),
            "binary 1 " + Arrays.hashCode(ascii("x"))), FrameReading.ours(bytes, 1, true));
    }

    @Test
    void refusesWhatAServerMustNotSend() {
        assertEnds("violation 1002", 0xC1, 0x00);
        assertEnds("violation 1002", 0x81, 0x80, 1, 2, 3, 4);
        assertEnds("violation 1002", 0x80, 0x00);
        assertEnds("violation 1002", 0x83, 0x00);
        assertEnds("violation 1002", 0x8B, 0x00);
        assertEnds("violation 1002", 0x09, 0x00);
        assertEnds("violation 1002", 0x89, 0x7E, 0, 126);
        assertEnds("violation 1002", 0x88, 0x01, 3);
        assertEnds("violation 1002", 0x88, 0x02, 0x03, 0xED);
        assertEnds("violation 1007", 0x88, 0x04, 0x03, 0xE8, 0xC3, 0x28);
        assertEnds("violation 1002", 0x81, 0x7E, 0, 125);
        assertEnds("violation 1002", 0x81, 0x7F, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF);
        assertEnds("violation 1002", 0x81, 0x7F, 0xFF, 0, 0, 0, 0, 0, 0, 0);
        assertEnds("violation 1009", 0x81, 0x7F, 0, 0, 0, 1, 0, 0, 0, 0);
        assertEnds("violation 1009", 0x82, 0x7F, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF);
    }

    @Test
    void readsNothingAfterACloseFrame() {
        assertEnds("close 1000 recording ended", join(frame(0x88, join(new byte[]{0x03, (byte) 0xE8},
            ascii("recording ended"))), frame(0x81, ascii("late"))));
        assertEnds("close 54863 ", join(frame(0x88, new byte[]{(byte) 0xD6, 0x4F}), frame(0x81, ascii("late"))));
        assertEnds("close 1005 ", join(frame(0x88, new byte[0]), frame(0x81, ascii("late"))));
    }

    @FuzzTest
    void readsAnyBytesAsNettyDoes(byte[] bytes) {
        assertEquals(FrameReading.nettys(bytes, bytes.length), FrameReading.ours(bytes, bytes.length, true));
    }

    private static void assertEnds(String expected, int... bytes) {
        final byte[] raw = new byte[bytes.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) bytes[i];
        }
        assertEnds(expected, raw);
    }

    private static void assertEnds(String expected, byte[] bytes) {
        assertEquals(List.of(expected), FrameReading.ours(bytes, 1, true));
        assertEquals(List.of(expected), FrameReading.nettys(bytes, 1));
    }

    private static byte[] stream(SplittableRandom random) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean inFragments = false;
        final int count = random.nextInt(1, 12);
        for (int i = 0; i < count; i++) {
            int first = inFragments ? 0x00 : random.nextBoolean() ? 0x01 : 0x02;
            final boolean last = random.nextInt(3) > 0;
            final boolean control = random.nextInt(5) == 0;
            int length = LENGTHS[random.nextInt(random.nextInt(20) == 0 ? LENGTHS.length : 11)];
            if (control) {
                first = 0x80 | (random.nextInt(12) == 0 ? 0x08 : random.nextBoolean() ? 0x09 : 0x0A);
                length = Math.min(length, 125);
            } else {
                inFragments = !last;
                first |= last ? 0x80 : 0;
            }
            final byte[] payload = new byte[length];
            random.nextBytes(payload);
            if (first == 0x88 && length > 1) {
                payload[0] = 0x03;
                payload[1] = (byte) 0xE8;
            }
            out.writeBytes(frame(first, payload));
        }
        final byte[] bytes = out.toByteArray();
        if (random.nextInt(4) == 0) {
            bytes[random.nextInt(Math.min(bytes.length, 400))] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] frame(int first, byte[] payload) {
        final ByteBuffer out = ByteBuffer.allocate(payload.length + 10);
        out.put((byte) first);
        if (payload.length < 126) {
            out.put((byte) payload.length);
        } else if (payload.length <= 0xFFFF) {
            out.put((byte) 126).putShort((short) payload.length);
        } else {
            out.put((byte) 127).putLong(payload.length);
        }
        out.put(payload);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] join(byte[]... parts) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (final byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
