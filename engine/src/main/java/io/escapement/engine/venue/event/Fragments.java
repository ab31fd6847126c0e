package io.escapement.engine.venue.event;

import io.escapement.codecs.Messages;
import io.escapement.engine.pipeline.Slot;
import org.agrona.UnsafeApi;

/** Publishes a book message as one event, or as several where one slot is too small for its levels: bids first. */
public final class Fragments {
    private static final int MOST_IN_GROUP = 65_534;

    private Fragments() {
    }

    /** @param head everything of the message but its levels */
    public static void publish(EventOutlet outlet, BookHead head, LevelStore levels) {
        final int total = levels.bids() + levels.asks();
        int done = 0;
        do {
            final Slot slot = outlet.slot();
            final int overhead = head.length() + 2 * BookHead.GROUP_HEADER_LENGTH;
            final int room = (slot.eventCapacity() - overhead) / LevelStore.LEVEL_LENGTH;
            final int count = Math.min(Math.min(room, MOST_IN_GROUP), total - done);
            final int bids = Math.max(0, Math.min(count, levels.bids() - done));
            final int first = done == 0 ? Messages.FIRST_FRAGMENT : 0;
            final int last = done + count == total ? Messages.LAST_FRAGMENT : 0;

            final long message = slot.buffer().addressOffset() + slot.event();
            head.write(message, first | last);
            final long asks = group(message + head.length(), levels.address(true), done, bids);
            group(asks, levels.address(false), Math.max(0, done - levels.bids()), count - bids);
            outlet.publish(overhead + count * LevelStore.LEVEL_LENGTH);
            done += count;
        } while (done < total);
    }

    private static long group(long to, long levels, int first, int count) {
        BookHead.group(to, count);
        final long bytes = (long) count * LevelStore.LEVEL_LENGTH;
        UnsafeApi.copyMemory(levels + (long) first * LevelStore.LEVEL_LENGTH, to + BookHead.GROUP_HEADER_LENGTH,
            bytes);
        return to + BookHead.GROUP_HEADER_LENGTH + bytes;
    }
}
