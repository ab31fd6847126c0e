package io.escapement.engine.venue.wire;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusEncoder;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.DistinctTexts;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.StatusWriter;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What decoders of binary frames share, as {@link io.escapement.engine.venue.json.JsonFrameDecoder} does for JSON: a
 * frame is wrong as a whole or right as a whole, and is published last. Allocates nothing.
 */
public abstract class BinaryFrameDecoder implements FrameDecoder {
    /** Of a status that is about no instrument that we know. */
    protected static final int NO_INSTRUMENT = FeedStatusEncoder.instrumentIdNullValue();

    /** The frame, from 0. */
    protected final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    protected final InstrumentLookup instruments;
    protected final StatusWriter status;
    protected long receiveTimeNs;
    /** The instrument that the frame is about, as soon as that is known. */
    protected Instrument about;

    private final EventOutlet outlet;
    private final DistinctTexts unknownKinds = new DistinctTexts();
    private final DistinctTexts unknownSymbols = new DistinctTexts();
    private int errorOffset;
    private String expected;
    private String detail;

    protected BinaryFrameDecoder(EventOutlet outlet, StatusWriter status, InstrumentLookup instruments) {
        this.outlet = outlet;
        this.status = status;
        this.instruments = instruments;
    }

    @Override
    public final int onFrame(DirectBuffer frame, int offset, int length, long frameReceiveTimeNs,
                             long receivedNanos) {
        bytes.wrap(frame, offset, length);
        receiveTimeNs = frameReceiveTimeNs;
        about = null;
        expected = null;
        outlet.begin(receivedNanos);
        decode();
        if (expected != null) {
            malformed();
        }
        return outlet.finish();
    }

    /** Decodes {@link #bytes}; publishes only if nothing has {@link #failed}. */
    protected abstract void decode();

    /** The first failure counts: later ones follow from it. */
    protected final void fail(int at, String what, String more) {
        if (expected == null) {
            errorOffset = at;
            expected = what;
            detail = more;
        }
    }

    protected final void fail(int at, String what) {
        fail(at, what, "");
    }

    protected final boolean failed() {
        return expected != null;
    }

    /** The instrument with the symbol that stands here; null where there is none, which has been told then. */
    protected final Instrument instrument(int from, int to) {
        final Instrument found = instruments.find(bytes, from, to - from);
        if (found != null) {
            about = found;
        } else if (unknownSymbols.isNew(bytes, from, to)) {
            status.begin().text("no instrument is configured for the symbol ").quote(bytes, from, to)
                .publish(FeedCondition.UNKNOWN_SYMBOL, NO_INSTRUMENT, receiveTimeNs);
        }
        return found;
    }

    /** Says once for each number, which stands in these bytes, that nobody here knows what to do with such messages. */
    protected final void unknown(int from, int to, String what, int number) {
        if (unknownKinds.isNew(bytes, from, to)) {
            status.begin().text("no use for messages of this kind: ").text(what).number(number)
                .publish(FeedCondition.UNKNOWN_MESSAGE, NO_INSTRUMENT, receiveTimeNs);
        }
    }

    private void malformed() {
        final Instrument likely = about != null ? about : instruments.firstNamedIn(bytes, bytes.capacity());
        status.begin().text("at byte ").number(errorOffset).text(" of ").number(bytes.capacity())
            .text(": expected ").text(expected).note(detail)
            .publish(FeedCondition.MALFORMED_FRAME, likely == null ? NO_INSTRUMENT : likely.id(), receiveTimeNs);
    }
}
