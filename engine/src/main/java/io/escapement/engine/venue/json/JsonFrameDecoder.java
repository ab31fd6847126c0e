package io.escapement.engine.venue.json;

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
 * What decoders of JSON frames share: a frame is wrong as a whole or right as a whole. A frame that is wrong in any way
 * becomes one {@code MALFORMED_FRAME} that names byte and expectation, and nothing else of it may have been published:
 * read everything first, publish last. Kinds of messages and symbols that are not known are told once each.
 *
 * <p>Allocates nothing once the longest frame has been seen, save for control replies.
 */
public abstract class JsonFrameDecoder implements FrameDecoder {
    /** Of a status that is about no instrument that we know. */
    protected static final int NO_INSTRUMENT = FeedStatusEncoder.instrumentIdNullValue();

    protected final JsonScanner scanner = new JsonScanner();
    /** The frame, from 0. */
    protected final UnsafeBuffer text = scanner.text();
    protected final FieldReader fields = new FieldReader(scanner);
    protected final JsonObject frame = new JsonObject();
    protected final InstrumentLookup instruments;
    protected final StatusWriter status;
    protected long receiveTimeNs;
    /** The instrument that the frame is about, as soon as that is known. */
    protected Instrument about;
    /** Set where the frame is about several instruments: what is wrong with it then concerns all of them. */
    protected boolean several;
    /** Behind the object that was entered last. */
    protected int behind;

    private final EventOutlet outlet;
    private final DistinctTexts unknownKinds = new DistinctTexts();
    private final DistinctTexts unknownSymbols = new DistinctTexts();

    protected JsonFrameDecoder(EventOutlet outlet, StatusWriter status, InstrumentLookup instruments) {
        this.outlet = outlet;
        this.status = status;
        this.instruments = instruments;
    }

    @Override
    public final int onFrame(DirectBuffer bytes, int offset, int length, long frameReceiveTimeNs,
                             long receivedNanos) {
        receiveTimeNs = frameReceiveTimeNs;
        about = null;
        several = false;
        outlet.begin(receivedNanos);
        scanner.wrap(bytes, offset, length);
        frame.clear();
        decode();
        if (scanner.expected() != null) {
            malformed();
        }
        return outlet.finish();
    }

    /** Decodes {@link #text}; {@link #scanner} tells what was wrong with it. */
    protected abstract void decode();

    /** Reads the object that begins here into {@code into}, and makes it the one that {@link #fields} reads. */
    protected final boolean enter(JsonObject into, int begin) {
        into.clear();
        behind = scanner.at(begin) == '{' ? scanner.object(begin, 0, into) : scanner.fail(begin, "an object");
        fields.wrap(into, begin);
        return !fields.failed();
    }

    /** The instrument with the symbol that stands here; null where there is none, which has been told then. */
    protected final Instrument instrument(int from, int to) {
        final Instrument found = instruments.find(text, from, to - from);
        if (found != null) {
            about = found;
        } else if (hasEscape(from, to)) {
            // It may be another spelling of a symbol that is configured.
            scanner.fail(from, "a symbol without escapes");
        } else if (unknownSymbols.isNew(text, from, to)) {
            status.begin().text("no instrument is configured for the symbol ").quote(text, from, to)
                .publish(FeedCondition.UNKNOWN_SYMBOL, NO_INSTRUMENT, receiveTimeNs);
        }
        return found;
    }

    private boolean hasEscape(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.getByte(i) == '\\') {
                return true;
            }
        }
        return false;
    }

    /** As {@link #instrument(int, int)}, of a field that has to be there and be a string. */
    protected final Instrument instrument(JsonObject object, String key) {
        final int field = fields.need(key, "a symbol");
        if (field == JsonObject.MISSING) {
            return null;
        }
        if (object.kind(field) != '"') {
            scanner.fail(object.begin(field), "a symbol in quotes");
            return null;
        }
        return instrument(object.begin(field) + 1, object.end(field) - 1);
    }

    /** Epoch nanoseconds of a time as text; the scanner knows where it is none. */
    protected final long time(JsonObject object, String key) {
        final int field = fields.need(key, "a time");
        if (field == JsonObject.MISSING) {
            return 0;
        }
        final long ns = object.kind(field) == '"'
            ? Rfc3339.parse(text, object.begin(field) + 1, object.end(field) - 1) : Rfc3339.INVALID;
        if (ns == Rfc3339.INVALID) {
            scanner.fail(object.begin(field), "a time such as 2026-11-21T14:30:00.123Z", key);
        }
        return ns;
    }

    /** Says once for each text that nobody here knows what messages of this kind mean. */
    protected final void unknown(int from, int to) {
        if (unknownKinds.isNew(text, from, to)) {
            status.begin().text("no use for messages of this kind: ").quote(text, from, to)
                .publish(FeedCondition.UNKNOWN_MESSAGE, NO_INSTRUMENT, receiveTimeNs);
        }
    }

    private void malformed() {
        final Instrument likely = several ? null : about != null ? about : likelyInstrument();
        status.begin().text("at byte ").number(scanner.errorOffset()).text(" of ").number(text.capacity())
            .text(": expected ").text(scanner.expected()).note(scanner.detail())
            .publish(FeedCondition.MALFORMED_FRAME, likely == null ? NO_INSTRUMENT : likely.id(), receiveTimeNs);
    }

    /** The instrument whose symbol stands anywhere in the text, however broken it is; null where none does. */
    protected Instrument likelyInstrument() {
        for (int from = 0; from < text.capacity(); from++) {
            for (int i = 0; i < instruments.count(); i++) {
                if (isAt(from, instruments.instrument(i).symbol())) {
                    return instruments.instrument(i);
                }
            }
        }
        return null;
    }

    private boolean isAt(int from, String symbol) {
        if (from + symbol.length() > text.capacity()) {
            return false;
        }
        for (int i = 0; i < symbol.length(); i++) {
            if (text.getByte(from + i) != (byte) symbol.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
