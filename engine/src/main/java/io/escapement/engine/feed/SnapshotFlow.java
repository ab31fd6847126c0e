package io.escapement.engine.feed;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/** What becomes of snapshots, and of held deltas once a snapshot is in the book. */
final class SnapshotFlow {
    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int FLAGS = BODY + BookSnapshotDecoder.flagsEncodingOffset();
    private static final int VENUE_TIME = BODY + BookSnapshotDecoder.venueTimeNsEncodingOffset();
    private static final int LAST_ID = BODY + BookSnapshotDecoder.lastUpdateIdEncodingOffset();

    private final FeedEffects effects;
    private final LevelGroups levels = new LevelGroups();
    /** Id of each instrument's open snapshot, by instrument id. */
    private final long[] openIds;
    /** Whether the fragments of the delta that is being released are dropped as old, by instrument id. */
    private final boolean[] dropping;
    private final int reservedRoom;

    /** @param furtherRoom beyond {@link FeedStage#RESERVED_ROOM} */
    SnapshotFlow(int maxInstruments, FeedEffects effects, int furtherRoom) {
        this.effects = effects;
        this.reservedRoom = FeedStage.RESERVED_ROOM + furtherRoom;
        openIds = new long[maxInstruments + 1];
        dropping = new boolean[maxInstruments + 1];
    }

    void onSnapshot(InstrumentFeed feed, Slot slot) {
        final DirectBuffer buffer = slot.buffer();
        final int flags = buffer.getByte(slot.event() + FLAGS);
        final boolean inStream = (flags & Messages.IN_STREAM) != 0;
        final long snapshotId = buffer.getLong(slot.event() + LAST_ID, ByteOrder.LITTLE_ENDIAN);
        final byte verdict;
        if ((flags & Messages.FIRST_FRAGMENT) != 0) {
            verdict = inStream ? beginInStream(feed, slot, snapshotId, flags) : begin(feed, slot, snapshotId);
            openIds[feed.id] = snapshotId;
        } else {
            verdict = feed.openSnapshot == Verdict.NONE || openIds[feed.id] != snapshotId
                ? Verdict.REFUSED : feed.openSnapshot;
        }
        final boolean isLast = (flags & Messages.LAST_FRAGMENT) != 0;
        feed.openSnapshot = isLast ? Verdict.NONE : verdict;
        slot.verdict(verdict);
        if (isLast && verdict == Verdict.APPLIED) {
            if (!inStream || !feed.isLive()) {
                feed.phase = InstrumentFeed.DRAINING;
            }
            feed.bookId = snapshotId;
            feed.bridging = !inStream;
            feed.fresh = feed.rule.takesDeltas();
            feed.said(venueNs(slot));
            feed.resyncStarted = false;
            feed.replacing = false;
            feed.heardNs = slot.eventTimeNs();
            feed.need.cancel();
            dropping[feed.id] = false;
        }
    }

    private static byte beginInStream(InstrumentFeed feed, Slot slot, long snapshotId, int flags) {
        if (feed.isHalted()) {
            return Verdict.IGNORED;
        }
        if (feed.isTrusted()) {
            final int judged = feed.rule.judgeSnapshot(feed.bookId, snapshotId);
            if (judged != SyncRule.APPLY) {
                return old(feed, slot, snapshotId, judged);
            }
            feed.need.settled();
        } else if (feed.phase == InstrumentFeed.PAUSED) {
            feed.restart(slot, Reason.CONNECTED);
        }
        feed.replace(slot, (flags & Messages.LAST_FRAGMENT) != 0);
        return Verdict.APPLIED;
    }

    /** The same book once more shows that the stream lives; older ones, too many in a row, that it runs backwards. */
    private static byte old(InstrumentFeed feed, Slot slot, long snapshotId, int judged) {
        feed.heardNs = judged == SyncRule.IGNORE ? slot.eventTimeNs() : feed.heardNs;
        if (judged == SyncRule.REGRESSION && (++feed.oldInRow > feed.limits.oldDeltas()
            || feed.isNews(venueNs(slot), slot.eventTimeNs()))) {
            feed.lose(slot, BookState.SUSPECT, Reason.SEQUENCE_REGRESSION, feed.bookId + 1, snapshotId);
        }
        return Verdict.IGNORED;
    }

    private static long venueNs(Slot slot) {
        return slot.buffer().getLong(slot.event() + VENUE_TIME, ByteOrder.LITTLE_ENDIAN);
    }

    private static byte begin(InstrumentFeed feed, Slot slot, long snapshotId) {
        if (feed.isTrusted()) {
            return Verdict.IGNORED;
        }
        if (feed.phase == InstrumentFeed.PAUSED || !feed.resyncStarted || !feed.rule.holdsDeltas()) {
            return Verdict.REFUSED;
        }
        final HeldDeltas held = feed.held;
        if (!held.isEmpty() && !feed.rule.bridges(snapshotId, held.firstUpdateId(), held.previousUpdateId())) {
            feed.remark(slot, Reason.SNAPSHOT_TOO_OLD,
                feed.rule.observed(held.firstUpdateId() - 1, held.previousUpdateId()), snapshotId);
            feed.snapshotMissed(Reason.SNAPSHOT_TOO_OLD);
            return Verdict.REFUSED;
        }
        return Verdict.APPLIED;
    }

    /** Releases held deltas, as many as the slot has room for; with the last one the book is live. */
    void drain(InstrumentFeed feed, Slot slot) {
        if (feed.phase != InstrumentFeed.DRAINING) {
            return;
        }
        boolean releasedAny = false;
        while (feed.held.hasComplete()) {
            final HeldDeltas held = feed.held;
            if (held.isFirstFragment() && !admit(feed, slot)) {
                return;
            }
            if (!dropping[feed.id]) {
                levels.wrap(held.buffer(), held.message());
                final int length = FeedEffects.releasedLength(levels);
                if (releasedAny && slot.checkedRoom() < length + reservedRoom) {
                    return;
                }
                effects.released(slot, feed.id, held.venueTimeNs(), held.lastUpdateId(), levels);
                releasedAny = true;
            }
            if (held.isLastFragment() && !dropping[feed.id]) {
                feed.bookId = held.lastUpdateId();
                feed.bridging = false;
                feed.fresh = false;
                feed.said(held.venueTimeNs());
                feed.need.settled();
            }
            held.removeFirst();
        }
        if (feed.held.isEmpty()) {
            feed.phase = InstrumentFeed.APPLYING;
            feed.tell(slot, BookState.LIVE, Reason.SYNCHRONISED, FeedEffects.NO_NUMBER, feed.bookId);
        }
    }

    /** @return false if the delta does not continue the book after all; the book has been given up then */
    private boolean admit(InstrumentFeed feed, Slot slot) {
        final HeldDeltas held = feed.held;
        final long first = held.firstUpdateId();
        final long previous = held.previousUpdateId();
        final int judged = feed.rule.judge(feed.bookId, feed.bridging, first, held.lastUpdateId(), previous);
        if (judged != SyncRule.APPLY && judged != SyncRule.IGNORE) {
            feed.lose(slot, BookState.SUSPECT, Reason.SEQUENCE_GAP, feed.rule.expected(feed.bookId, previous),
                feed.rule.observed(first, previous));
            return false;
        }
        dropping[feed.id] = judged == SyncRule.IGNORE;
        return true;
    }

    long hash(InstrumentFeed feed) {
        return (feed.openSnapshot == Verdict.NONE ? 0 : openIds[feed.id]) * 31 + (dropping[feed.id] ? 1 : 0);
    }
}
