package io.escapement.engine.venue.loopback;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Binance's depth frames as its SBE streams have them: {@code DepthDiffStreamEvent} of schema 1, version 0, with prices
 * and quantities at exponent -8. Written by hand, field by field, so that it shares nothing with the engine's decoder.
 */
final class SbeWords {
    private static final int MOST_BYTES = 1 << 20;
    private static final short TEMPLATE = 10_003;
    private static final short ROOT = 26;
    private static final short LEVEL = 16;
    private static final byte EXPONENT = -DecimalText.EXPONENT_DIGITS;
    private static final long US_PER_MS = 1_000;

    private final ByteBuffer buffer = ByteBuffer.allocate(MOST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    /** The last message of each symbol, the half of which is sent where a frame has been cut. */
    private final Map<String, byte[]> last = new HashMap<>();

    /** Of a frame as JSON; where that has been spoilt, what is as bad. */
    byte[] depth(final SourceItem.Frame frame) {
        final DepthMessage message;
        try {
            message = DepthMessage.parse(frame.wrapped(), frame.dataOffset(),
                frame.dataOffset() == 0 ? frame.wrapped().length : frame.dataLength());
        } catch (final IllegalArgumentException ex) {
            final byte[] before = last.get(frame.symbol());
            return before == null || frame.wrapped()[0] == '<' ? frame.wrapped()
                : Arrays.copyOf(before, before.length / 2);
        }
        buffer.clear();
        buffer.putShort(ROOT).putShort(TEMPLATE).putShort((short) 1).putShort((short) 0)
            .putLong(message.eventTimeMs() * US_PER_MS).putLong(message.firstUpdateId())
            .putLong(message.lastUpdateId()).put(EXPONENT).put(EXPONENT);
        int bids = 0;
        while (bids < message.levelCount() && message.isBid(bids)) {
            bids++;
        }
        levels(message, 0, bids);
        levels(message, bids, message.levelCount());
        final byte[] symbol = frame.symbol().getBytes(StandardCharsets.UTF_8);
        buffer.put((byte) symbol.length).put(symbol);
        final byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
        last.put(frame.symbol(), bytes);
        return bytes;
    }

    private void levels(final DepthMessage message, final int from, final int to) {
        buffer.putShort(LEVEL).putShort((short) (to - from));
        for (int i = from; i < to; i++) {
            buffer.putLong(message.price(i)).putLong(DecimalText.parse(message.quantity(i)));
        }
    }
}
