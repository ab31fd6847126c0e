package io.escapement.engine.feed;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.ReleasedDeltaEncoder;
import io.escapement.codecs.sbe.SnapshotRequestEncoder;
import io.escapement.engine.pipeline.Slot;

/** Writes what stages say about a book's trust into the slot. */
public final class FeedEffects {
    /** Where the rule has no number to give. */
    public static final long NO_NUMBER = BookStatusEncoder.expectedNullValue();
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BookStatusEncoder status = new BookStatusEncoder();
    private final SnapshotRequestEncoder request = new SnapshotRequestEncoder();
    private final ReleasedDeltaEncoder released = new ReleasedDeltaEncoder();

    /** Appends a {@code BookStatus}. */
    public void status(Slot slot, int instrumentId, BookState state, BookState previous, Reason reason, long expected,
                       long observed) {
        final int message = slot.claimEffect(HEADER + BookStatusEncoder.BLOCK_LENGTH);
        status.wrapAndApplyHeader(slot.buffer(), message, header)
            .expected(expected)
            .observed(observed)
            .instrumentId(instrumentId)
            .state(state)
            .previousState(previous)
            .reason(reason);
        slot.commitEffect(HEADER + status.encodedLength());
    }

    /** Appends a {@code SnapshotRequest}. */
    public void request(Slot slot, int instrumentId, long notBeforeNs, int attempt, Reason reason) {
        final int message = slot.claimEffect(HEADER + SnapshotRequestEncoder.BLOCK_LENGTH);
        request.wrapAndApplyHeader(slot.buffer(), message, header)
            .notBeforeNs(notBeforeNs)
            .instrumentId(instrumentId)
            .attempt(attempt)
            .reason(reason);
        slot.commitEffect(HEADER + request.encodedLength());
    }

    static int releasedLength(LevelGroups levels) {
        return HEADER + ReleasedDeltaEncoder.BLOCK_LENGTH + levels.copyLength();
    }

    void released(Slot slot, int instrumentId, long venueTimeNs, long lastUpdateId, LevelGroups levels) {
        final int length = releasedLength(levels);
        final int message = slot.claimChecked(length);
        released.wrapAndApplyHeader(slot.buffer(), message, header)
            .venueTimeNs(venueTimeNs)
            .lastUpdateId(lastUpdateId)
            .instrumentId(instrumentId);
        levels.copyTo(slot.buffer(), message + HEADER + ReleasedDeltaEncoder.BLOCK_LENGTH);
        slot.commitChecked(length);
    }
}
