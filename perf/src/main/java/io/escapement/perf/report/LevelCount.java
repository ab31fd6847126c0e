package io.escapement.perf.report;

import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.pipeline.RecordSink;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;

import java.io.IOException;

/** Counts what goes into a journal. */
final class LevelCount implements RecordSink {
    private final RecordSink sink;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private long deltas;
    private long levels;

    LevelCount(RecordSink sink) {
        this.sink = sink;
    }

    @Override
    public void append(Slot slot) throws IOException {
        if (slot.eventTemplateId() == BookDeltaDecoder.TEMPLATE_ID) {
            if (slot.verdict() != Verdict.APPLIED) {
                throw new IllegalStateException("record " + slot.sequence() + " was not applied to a book but has the "
                    + "verdict " + slot.verdict() + "; such a journal would be too easy");
            }
            deltas++;
            delta.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
            final BookDeltaDecoder.BidsDecoder bids = delta.bids();
            levels += bids.count();
            while (bids.hasNext()) {
                bids.next();
            }
            levels += delta.asks().count();
        }
        sink.append(slot);
    }

    /** Depth events. */
    long deltas() {
        return deltas;
    }

    /** Levels in them. */
    long levels() {
        return levels;
    }
}
