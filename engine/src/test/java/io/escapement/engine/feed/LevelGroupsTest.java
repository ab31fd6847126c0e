package io.escapement.engine.feed;

import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookDeltaEncoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.ReleasedDeltaDecoder;
import io.escapement.codecs.sbe.ReleasedDeltaEncoder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.ByteOrder;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Reading at known offsets gives what the generated decoder gives. */
class LevelGroupsTest {
    private final LevelGroups groups = new LevelGroups();

    @Test
    void shouldReadWhatTheGeneratedDecoderReads() {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
            final int offset = random.nextInt(64);
            write(random, buffer, offset);
            compare("seed " + seed + " round " + round, buffer, offset);
        }
    }

    private static void write(SplittableRandom random, ExpandableArrayBuffer buffer, int offset) {
        final BookDeltaEncoder encoder = new BookDeltaEncoder();
        encoder.wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder()).instrumentId(1)
            .checksum(BookDeltaEncoder.checksumNullValue());
        final int bidCount = random.nextInt(40);
        final BookDeltaEncoder.BidsEncoder bids = encoder.bidsCount(bidCount);
        for (int i = 0; i < bidCount; i++) {
            bids.next().price(random.nextLong()).quantity(random.nextLong());
        }
        final int askCount = random.nextInt(40);
        final BookDeltaEncoder.AsksEncoder asks = encoder.asksCount(askCount);
        for (int i = 0; i < askCount; i++) {
            asks.next().price(random.nextLong()).quantity(random.nextLong());
        }
    }

    private void compare(String where, ExpandableArrayBuffer buffer, int offset) {
        groups.wrap(buffer, offset);
        final BookDeltaDecoder decoder = new BookDeltaDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        int i = 0;
        for (final BookDeltaDecoder.BidsDecoder bid : decoder.bids()) {
            assertEquals(bid.price(), groups.bidPrice(i), where);
            assertEquals(bid.quantity(), groups.bidQuantity(i++), where);
        }
        assertEquals(i, groups.bidCount(), where);
        i = 0;
        for (final BookDeltaDecoder.AsksDecoder ask : decoder.asks()) {
            assertEquals(ask.price(), groups.askPrice(i), where);
            assertEquals(ask.quantity(), groups.askQuantity(i++), where);
        }
        assertEquals(i, groups.askCount(), where);
    }

    /** A newer writer's block and levels are longer: what was appended is stepped over, and dropped by the copy. */
    @Test
    void shouldReadAndCopyMessagesOfANewerSchema() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        final int block = BookDeltaDecoder.BLOCK_LENGTH + 9;
        new MessageHeaderEncoder().wrap(buffer, 0).blockLength(block).templateId(BookDeltaDecoder.TEMPLATE_ID)
            .schemaId(BookDeltaDecoder.SCHEMA_ID).version(BookDeltaDecoder.SCHEMA_VERSION + 1);
        int at = group(buffer, MessageHeaderDecoder.ENCODED_LENGTH + block, 24, 100, 5, 99, 6);
        at = group(buffer, at, 24, 101, 7, 102, 8);
        groups.wrap(buffer, 0);
        assertEquals("100x5 99x6 | 101x7 102x8", text());

        final UnsafeBuffer copy = new UnsafeBuffer(new byte[512]);
        final ReleasedDeltaEncoder released = new ReleasedDeltaEncoder();
        released.wrapAndApplyHeader(copy, 8, new MessageHeaderEncoder()).instrumentId(1);
        groups.copyTo(copy, 8 + MessageHeaderDecoder.ENCODED_LENGTH + ReleasedDeltaEncoder.BLOCK_LENGTH);
        final ReleasedDeltaDecoder decoder = new ReleasedDeltaDecoder();
        decoder.wrapAndApplyHeader(copy, 8, new MessageHeaderDecoder());
        assertEquals(ReleasedDeltaEncoder.BLOCK_LENGTH + groups.copyLength(), decoder.sbeDecodedLength());
        groups.wrap(copy, 8);
        assertEquals("100x5 99x6 | 101x7 102x8", text());
    }

    private static int group(UnsafeBuffer buffer, int offset, int levelLength, long... numbers) {
        buffer.putShort(offset, (short) levelLength, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(offset + 2, (short) (numbers.length / 2), ByteOrder.LITTLE_ENDIAN);
        int at = offset + LevelGroups.GROUP_HEADER_LENGTH;
        for (int i = 0; i < numbers.length; i += 2) {
            buffer.putLong(at, numbers[i], ByteOrder.LITTLE_ENDIAN);
            buffer.putLong(at + 8, numbers[i + 1], ByteOrder.LITTLE_ENDIAN);
            buffer.putLong(at + 16, -1, ByteOrder.LITTLE_ENDIAN);
            at += levelLength;
        }
        return at;
    }

    private String text() {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < groups.bidCount(); i++) {
            text.append(groups.bidPrice(i)).append('x').append(groups.bidQuantity(i)).append(' ');
        }
        text.append('|');
        for (int i = 0; i < groups.askCount(); i++) {
            text.append(' ').append(groups.askPrice(i)).append('x').append(groups.askQuantity(i));
        }
        return text.toString();
    }
}
