package io.escapement.tools.journal;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.engine.book.BookStage;
import io.escapement.engine.book.OrderBook;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.feed.FeedStage;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;
import io.escapement.tools.terminal.CommandException;
import org.agrona.DirectBuffer;

import java.util.List;

/** The feed and book stages of one run, fed again from the journal. */
final class BookRebuild {
    private final BookStage books;
    private final Core core;
    private final Slot slot;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookStatusDecoder status = new BookStatusDecoder();
    private final BookChangeDecoder change = new BookChangeDecoder();
    private final int instrumentId;

    Reason reason = Reason.NULL_VAL;
    long updateId = BookChangeDecoder.updateIdNullValue();
    long venueTimeNs = BookChangeDecoder.venueTimeNsNullValue();

    /** @param lastSequence of the record that started the run */
    BookRebuild(FeedLimits limits, SlotSizes sizes, int instrumentId, long lastSequence, long lastEventTimeNs) {
        this.slot = sizes.newSlot();
        this.instrumentId = instrumentId;
        books = new BookStage(limits);
        core = new Core(List.of(new FeedStage(limits), books), 0, lastSequence, lastEventTimeNs);
    }

    /** Feeds the event of the record that the reader is at. */
    void feed(JournalReader reader) {
        final DirectBuffer recorded = reader.buffer();
        final int record = reader.offset();
        final int event = RecordLayout.event(record);
        final int length = RecordLayout.messageLength(recorded, event);
        slot.clear();
        slot.buffer().putBytes(slot.event(), recorded, event, length);
        slot.commitEvent(length, Provenance.of(RecordLayout.provenance(recorded, record)));
        core.onEvent(slot, reader.sequence(), reader.eventTimeNs());
        if (slot.isFaulted()) {
            throw new CommandException("record " + reader.sequence() + " cannot be applied: "
                + slot.failure().getMessage());
        }
        if (isDepth() && slot.verdict() != RecordLayout.verdict(recorded, record)) {
            throw new CommandException("record " + reader.sequence() + " was judged otherwise when it was recorded: "
                + "this version builds other books; tools replay --verify tells more");
        }
        note();
    }

    /** Whether the feed stage is the one that judges it. */
    private boolean isDepth() {
        return slot.eventTemplateId() == BookDeltaDecoder.TEMPLATE_ID
            || slot.eventTemplateId() == BookSnapshotDecoder.TEMPLATE_ID;
    }

    private void note() {
        for (int at = slot.firstEffect(); at != Slot.NONE; at = slot.nextEffect(at)) {
            if (slot.templateId(at) == BookStatusDecoder.TEMPLATE_ID) {
                status.wrapAndApplyHeader(slot.buffer(), at, header);
                reason = status.instrumentId() == instrumentId ? status.reason() : reason;
            }
        }
        for (int at = slot.firstChecked(); at != Slot.NONE; at = slot.nextChecked(at)) {
            if (slot.templateId(at) == BookChangeDecoder.TEMPLATE_ID) {
                change.wrapAndApplyHeader(slot.buffer(), at, header);
                if (change.instrumentId() == instrumentId) {
                    updateId = change.updateId();
                    venueTimeNs = change.venueTimeNs();
                }
            }
        }
    }

    /** Null while the instrument is not defined. */
    OrderBook book() {
        return books.book(instrumentId);
    }

    String state() {
        return books.state(instrumentId).name();
    }
}
