package io.escapement.engine.feed;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/** What the sync rule makes of each delta: applied, held, old, or the end of trust. Fragments of one share a fate. */
final class DeltaFlow {
    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int FLAGS = BODY + BookDeltaDecoder.flagsEncodingOffset();
    private static final int FIRST_ID = BODY + BookDeltaDecoder.firstUpdateIdEncodingOffset();
    private static final int LAST_ID = BODY + BookDeltaDecoder.lastUpdateIdEncodingOffset();
    private static final int PREVIOUS_ID = BODY + BookDeltaDecoder.previousUpdateIdEncodingOffset();
    private static final int VENUE_TIME = BODY + BookDeltaDecoder.venueTimeNsEncodingOffset();
    private static final int RECEIVE_TIME = BODY + BookDeltaDecoder.receiveTimeNsEncodingOffset();

    /** Last update ids of each instrument's open and newest held delta, by instrument id. */
    private final long[] openIds;
    private final long[] heldIds;

    private long first;
    private long last;
    private long previous;

    DeltaFlow(int maxInstruments) {
        openIds = new long[maxInstruments + 1];
        heldIds = new long[maxInstruments + 1];
    }

    void onDelta(InstrumentFeed feed, Slot slot) {
        final DirectBuffer buffer = slot.buffer();
        final int message = slot.event();
        final int flags = buffer.getByte(message + FLAGS);
        first = buffer.getLong(message + FIRST_ID, ByteOrder.LITTLE_ENDIAN);
        last = buffer.getLong(message + LAST_ID, ByteOrder.LITTLE_ENDIAN);
        previous = buffer.getLong(message + PREVIOUS_ID, ByteOrder.LITTLE_ENDIAN);
        if (!feed.rule.takesDeltas()) {
            feed.onDoubt(slot, Reason.MALFORMED);
            slot.verdict(Verdict.REFUSED);
            return;
        }
        final boolean isLast = (flags & Messages.LAST_FRAGMENT) != 0;
        final byte verdict;
        if ((flags & Messages.FIRST_FRAGMENT) != 0) {
            if (feed.openDelta == Verdict.APPLIED) {
                feed.lose(slot, BookState.SUSPECT, Reason.MALFORMED, openIds[feed.id], last);
            } else if (feed.openDelta == Verdict.HELD) {
                feed.dropHeld(slot, Reason.MALFORMED, openIds[feed.id], last);
            }
            if (feed.replacing) {
                // The snapshot that the book was emptied for has been cut short.
                feed.lose(slot, BookState.SUSPECT, Reason.MALFORMED, FeedEffects.NO_NUMBER, last);
            }
            feed.openDelta = Verdict.NONE;
            verdict = firstFragment(feed, slot);
            openIds[feed.id] = last;
        } else {
            verdict = laterFragment(feed, slot);
        }
        feed.openDelta = isLast ? Verdict.NONE : verdict;
        if (verdict == Verdict.APPLIED && isLast) {
            feed.bookId = last;
            feed.bridging = false;
            feed.fresh = false;
            feed.said(venueNs(slot));
        }
        slot.verdict(verdict);
    }

    private byte firstFragment(InstrumentFeed feed, Slot slot) {
        if (feed.phase == InstrumentFeed.APPLYING) {
            return applied(feed, slot);
        }
        if (feed.phase == InstrumentFeed.PAUSED) {
            if (feed.isHalted()) {
                return Verdict.IGNORED;
            }
            feed.restart(slot, Reason.CONNECTED);
        }
        return held(feed, slot);
    }

    private byte laterFragment(InstrumentFeed feed, Slot slot) {
        if (feed.openDelta == Verdict.NONE || last != openIds[feed.id]) {
            if (feed.phase == InstrumentFeed.APPLYING) {
                feed.lose(slot, BookState.SUSPECT, Reason.MALFORMED,
                    feed.openDelta == Verdict.NONE ? FeedEffects.NO_NUMBER : openIds[feed.id], last);
            }
            return Verdict.REFUSED;
        }
        return feed.openDelta == Verdict.HELD ? append(feed, slot) : feed.openDelta;
    }

    private byte applied(InstrumentFeed feed, Slot slot) {
        final long receivedNs = slot.buffer().getLong(slot.event() + RECEIVE_TIME, ByteOrder.LITTLE_ENDIAN);
        final long lagNs = receivedNs == BookDeltaDecoder.receiveTimeNsNullValue()
            ? 0 : slot.eventTimeNs() - receivedNs;
        if (lagNs > feed.limits.lagNs()) {
            feed.lose(slot, BookState.SUSPECT, Reason.LAGGING, feed.limits.lagNs(), lagNs);
            return held(feed, slot);
        }
        switch (feed.rule.judge(feed.bookId, feed.bridging, first, last, previous)) {
            case SyncRule.APPLY:
                feed.heardNs = slot.eventTimeNs();
                feed.oldInRow = 0;
                feed.need.settled();
                return Verdict.APPLIED;
            case SyncRule.IGNORE:
                if (++feed.oldInRow <= feed.limits.oldDeltas() && !isNews(feed, slot)) {
                    return Verdict.IGNORED;
                }
                feed.lose(slot, BookState.SUSPECT, Reason.SEQUENCE_REGRESSION, feed.bookId + 1, last);
                return held(feed, slot);
            case SyncRule.REGRESSION:
                feed.lose(slot, BookState.SUSPECT, Reason.SEQUENCE_REGRESSION, first, last);
                return Verdict.REFUSED;
            default:
                feed.lose(slot, BookState.SUSPECT, Reason.SEQUENCE_GAP, feed.rule.expected(feed.bookId, previous),
                    feed.rule.observed(first, previous));
                return held(feed, slot);
        }
    }

    /** What a snapshot ended with may be told once more, however late. */
    private boolean isNews(InstrumentFeed feed, Slot slot) {
        return !(feed.fresh && last == feed.bookId) && feed.isNews(venueNs(slot), slot.eventTimeNs());
    }

    private static long venueNs(Slot slot) {
        return slot.buffer().getLong(slot.event() + VENUE_TIME, ByteOrder.LITTLE_ENDIAN);
    }

    private byte held(InstrumentFeed feed, Slot slot) {
        if (!feed.rule.holdsDeltas()) {
            feed.awaitSnapshot(slot.eventTimeNs());
            return Verdict.IGNORED;
        }
        if (first > last) {
            feed.dropHeld(slot, Reason.SEQUENCE_REGRESSION, first, last);
            return Verdict.REFUSED;
        }
        if (!feed.held.isEmpty()) {
            final long heldId = heldIds[feed.id];
            final int judged = feed.rule.judge(heldId, false, first, last, previous);
            if (judged == SyncRule.GAP) {
                feed.dropHeld(slot, Reason.SEQUENCE_GAP, feed.rule.expected(heldId, previous),
                    feed.rule.observed(first, previous));
            } else if (judged == SyncRule.IGNORE) {
                if (++feed.oldInRow <= feed.limits.oldDeltas()) {
                    return Verdict.IGNORED;
                }
                feed.dropHeld(slot, Reason.SEQUENCE_REGRESSION, heldId + 1, last);
            }
        }
        return last < previous ? reset(feed, slot) : append(feed, slot);
    }

    /**
     * The venue numbers anew from here: neither what is held nor a snapshot that may be from before can be compared
     * with what comes. The delta itself is in any snapshot from now on.
     */
    private byte reset(InstrumentFeed feed, Slot slot) {
        if (feed.isTrusted()) {
            feed.lose(slot, BookState.SUSPECT, Reason.SEQUENCE_REGRESSION, previous, last);
            return Verdict.IGNORED;
        }
        feed.held.clear();
        if (feed.resyncStarted || feed.need.isOutstanding()) {
            feed.snapshotMissed(Reason.SEQUENCE_REGRESSION);
        }
        return Verdict.IGNORED;
    }

    private byte append(InstrumentFeed feed, Slot slot) {
        final int length = RecordLayout.messageLength(slot.buffer(), slot.event());
        final boolean opening = feed.openDelta == Verdict.NONE;
        if (!feed.held.append(slot.buffer(), slot.event(), length)) {
            feed.lose(slot, BookState.SUSPECT, Reason.HELD_TOO_MANY, feed.held.capacity(), feed.held.needed(length));
            if (!opening || !feed.held.append(slot.buffer(), slot.event(), length)) {
                return Verdict.REFUSED;
            }
        }
        feed.oldInRow = 0;
        feed.need.want(feed.reason());
        heldIds[feed.id] = last;
        return Verdict.HELD;
    }

    /** The ids that decide about an instrument's open fragments and held deltas. */
    long hash(InstrumentFeed feed) {
        return (feed.openDelta == Verdict.NONE ? 0 : openIds[feed.id]) * 31
            + (feed.held.isEmpty() ? 0 : heldIds[feed.id]);
    }
}
