package io.escapement.engine.venue.binance;

import io.escapement.codecs.Messages;
import io.escapement.engine.pipeline.Slot;
import org.agrona.UnsafeApi;

/** Cuts a book message with many levels into as many slots as it needs. Called only with levels known to be good. */
final class Fragments {
    private static final int MOST_IN_GROUP = 65_534;

    private Fragments() {
    }

    static void publish(EventOutlet outlet, BookHead head, LevelStore levels) {
        final int total = levels.total();
        int done = 0;
        do {
            final Slot slot = outlet.slot();
            final int overhead = head.length() + 2 * BookHead.GROUP_HEADER_LENGTH;
            final int room = (slot.eventCapacity() - overhead) / LevelReader.LEVEL_LENGTH;
            final int count = Math.min(Math.min(room, MOST_IN_GROUP), total - done);
            final int bids = Math.max(0, Math.min(count, levels.bids() - done));
            final int first = done == 0 ? Messages.FIRST_FRAGMENT : 0;
            final int last = done + count == total ? Messages.LAST_FRAGMENT : 0;

            final long message = slot.buffer().addressOffset() + slot.event();
            head.write(message, first | last);
            final long from = levels.address() + (long) done * LevelReader.LEVEL_LENGTH;
            final long asks = group(message + head.length(), from, bids);
            group(asks, from + (long) bids * LevelReader.LEVEL_LENGTH, count - bids);
            outlet.publish(overhead + count * LevelReader.LEVEL_LENGTH);
            done += count;
        } while (done < total);
    }

    private static long group(long to, long from, int count) {
        BookHead.group(to, count);
        final long bytes = (long) count * LevelReader.LEVEL_LENGTH;
        UnsafeApi.copyMemory(from, to + BookHead.GROUP_HEADER_LENGTH, bytes);
        return to + BookHead.GROUP_HEADER_LENGTH + bytes;
    }
}
