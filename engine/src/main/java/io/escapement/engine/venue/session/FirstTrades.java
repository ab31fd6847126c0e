package io.escapement.engine.venue.session;

import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;

import java.util.concurrent.atomic.AtomicLongArray;

/** When each instrument's first trade was that counted. Hears of records on the listeners' thread, is asked on any. */
public final class FirstTrades implements RecordListener {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final AtomicLongArray timesNs;
    private int missing;

    /** @param instruments ids are 1 to this */
    public FirstTrades(int instruments) {
        timesNs = new AtomicLongArray(instruments + 1);
        missing = instruments;
    }

    @Override
    public void onRecord(Slot slot) {
        if (missing == 0 || slot.eventTemplateId() != TradeDecoder.TEMPLATE_ID || slot.verdict() != Verdict.APPLIED) {
            return;
        }
        trade.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final int id = trade.instrumentId();
        if (id > 0 && id < timesNs.length() && timesNs.getPlain(id) == 0) {
            timesNs.setRelease(id, trade.venueTimeNs());
            missing--;
        }
    }

    /** Venue time, 0: there was none yet. */
    long timeNs(int instrumentId) {
        return timesNs.getAcquire(instrumentId);
    }
}
