package io.escapement.engine.venue.bitfinex;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.decimal.Digits;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.BookCounts;
import io.escapement.engine.venue.event.ConnectionSequence;
import io.escapement.engine.venue.event.DeltaHead;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.SnapshotHead;
import io.escapement.engine.venue.event.StatusWriter;
import io.escapement.engine.venue.event.VenueTime;
import io.escapement.engine.venue.json.JsonFrameDecoder;
import io.escapement.engine.venue.json.JsonScanner;

import java.util.concurrent.TimeUnit;

/**
 * Frames of one connection to Bitfinex' WebSocket v2: objects are about the connection, arrays begin with the number
 * of a channel whose meaning a {@code subscribed} event gave before. Books of price levels become
 * {@code BookSnapshot} and {@code BookDelta}, {@code cs} becomes a {@code BookDelta} without levels that carries the
 * checksum, {@code te} becomes {@code Trade}, a ticker becomes {@code BestBidOffer} without quantities: its sizes are
 * sums over 25 levels. What becomes of {@code status} is told by {@link BitfinexStatus}. Passed over: {@code tu}, which
 * tells a trade again, the trades of before the subscription, and channels that are not known, or not any more.
 *
 * <p>Once the venue has acknowledged the flag for it, all arrays of the connection carry one sequence; a hole becomes
 * {@code CONNECTION_GAP} before what the frame itself holds, a repeated number makes it be passed over. Books have no
 * numbers of their own: each instrument's messages are counted, and a new channel leaves a hole in its count.
 *
 * <p>Source: the sheet of Bitfinex. Arrays may grow: what stands behind the known columns is not looked at.
 */
public final class BitfinexFrameDecoder extends JsonFrameDecoder {
    private static final int COLUMNS = 4;

    private final EventWriter events;
    private final BookCounts counts;
    private final ConnectionSequence sequence;
    private final BitfinexChannels channels = new BitfinexChannels();
    private final BitfinexReplies replies;
    private final VenueTime milliseconds = new VenueTime(TimeUnit.MILLISECONDS);
    private final BitfinexStatus statuses;
    private final BitfinexRow columns = new BitfinexRow(scanner);
    private long frameTimeNs;

    public BitfinexFrameDecoder(Inlet inlet, InstrumentLookup instruments, ControlListener control, int connectionId,
                                Provenance provenance) {
        this(new EventOutlet(inlet, provenance), instruments, control, connectionId);
    }

    private BitfinexFrameDecoder(EventOutlet outlet, InstrumentLookup instruments, ControlListener control,
                                 int connectionId) {
        super(outlet, new StatusWriter(outlet, Venue.BITFINEX, connectionId), instruments);
        events = new EventWriter(outlet, new LevelStore());
        counts = new BookCounts(instruments);
        sequence = new ConnectionSequence(status, ConnectionSequence.ANY);
        replies = new BitfinexReplies(control, instruments, channels);
        statuses = new BitfinexStatus(scanner, fields, outlet, instruments);
    }

    /** The number of the connection's channel for this, a negative one where it has none. */
    public long channelOf(String channel, Instrument instrument) {
        return channels.idOf(BitfinexChannels.kind(channel), instrument);
    }

    @Override
    protected void decode() {
        final int begin = scanner.skipSpace(0);
        if (scanner.at(begin) != '{') {
            final int open = scanner.wholeArray();
            if (open != JsonScanner.FAILED) {
                fields.wrap(frame, open);
                data(open);
            }
        } else if (scanner.wholeText(frame)) {
            fields.wrap(frame, begin);
            event();
        }
    }

    private void event() {
        final int event = frame.find("event");
        if (!frame.isString(event, "subscribed")) {
            if (!replies.onEvent(text, frame)) {
                unknown(0, text.capacity());
            }
            return;
        }
        final int kind = BitfinexReplies.kindOf(text, frame);
        if (kind == BitfinexChannels.NONE) {
            unknown(0, text.capacity());
            return;
        }
        final boolean ofOne = kind != BitfinexChannels.LIQUIDATIONS;
        final Instrument instrument = kind == BitfinexChannels.DERIVATIVE ? ofKey()
            : ofOne && !frame.has("currency") ? instrument(frame, "symbol") : null;
        final long id = fields.integer("chanId", "a channel id");
        if ((instrument != null || !ofOne) && !fields.failed()) {
            replies.onSubscribed(id, kind, instrument);
            if (kind == BitfinexChannels.BOOK) {
                counts.breakChain(instrument);
            }
        }
    }

    /** Of the key {@code "deriv:SYMBOL"}. */
    private Instrument ofKey() {
        final int key = frame.find("key");
        return instrument(frame.begin(key) + 1 + BitfinexTexts.DERIVATIVE.length() + 1, frame.end(key) - 1);
    }

    /** {@code [channel, payload, sequence, time]} or {@code [channel, "tag", payload, sequence, time]}. */
    private void data(int open) {
        final int first = scanner.element(open + 1);
        if (first == JsonScanner.FAILED) {
            scanner.fail(open, "a channel id");
            return;
        }
        final int firstEnd = scanner.value(first, 0);
        final long id = fields.integer(first, firstEnd, "a channel id");
        final int second = scanner.element(firstEnd);
        if (second == JsonScanner.FAILED) {
            scanner.fail(open, "more than a channel id");
        }
        if (fields.failed()) {
            return;
        }
        final int secondEnd = scanner.value(second, 0);
        final int third = scanner.element(secondEnd);
        final boolean tagged = scanner.at(second) == '"';
        final boolean paid = tagged && third != JsonScanner.FAILED
            && (scanner.at(third) == '[' || is(second, secondEnd, "cs"));
        if (isNew(open, paid ? scanner.value(third, 0) : secondEnd)) {
            final int place = channels.find(id);
            if (place != BitfinexChannels.NONE) {
                about = channels.instrument(place);
                payload(place, second, secondEnd, paid ? third : JsonScanner.FAILED);
            }
        }
    }

    /** Takes sequence and time, as far as the venue has acknowledged to send them; false for a repetition. */
    private boolean isNew(int open, int from) {
        int at = scanner.element(from);
        long number = 0;
        if (replies.hasFlag(BitfinexTexts.SEQUENCE)) {
            number = trailing(open, at, "a sequence number");
            at = fields.failed() ? JsonScanner.FAILED : scanner.element(scanner.value(at, 0));
        }
        frameTimeNs = EventWriter.NO_TIME;
        if (replies.hasFlag(BitfinexTexts.TIMESTAMP)) {
            frameTimeNs = nanos(open, trailing(open, at, "a time"));
        }
        return !fields.failed()
            && (!replies.hasFlag(BitfinexTexts.SEQUENCE) || sequence.isNew(number, receiveTimeNs));
    }

    private long trailing(int open, int at, String what) {
        if (at == JsonScanner.FAILED) {
            scanner.fail(open, what, "at the end");
            return 0;
        }
        return fields.integer(at, scanner.value(at, 0), what);
    }

    private long nanos(int at, long ticks) {
        final long nanos = milliseconds.toNanos(ticks);
        if (nanos == VenueTime.TOO_LATE) {
            scanner.fail(at, "a time before the year 2262");
        }
        return nanos;
    }

    private boolean is(int from, int to, String tag) {
        boolean same = to - from == tag.length() + 2;
        for (int i = 0; same && i < tag.length(); i++) {
            same = text.getByte(from + 1 + i) == tag.charAt(i);
        }
        return same;
    }

    /** @param tagged the payload behind a tag, FAILED where there is none */
    private void payload(int place, int from, int to, int tagged) {
        final Instrument instrument = channels.instrument(place);
        final int kind = channels.kind(place);
        if (scanner.at(from) == '[') {
            if (kind == BitfinexChannels.BOOK) {
                book(place, from, instrument);
            } else if (kind == BitfinexChannels.QUOTES) {
                quote(from, instrument);
            } else if (kind == BitfinexChannels.DERIVATIVE) {
                statuses.derivative(from, instrument, receiveTimeNs);
            } else if (kind == BitfinexChannels.LIQUIDATIONS) {
                statuses.liquidations(from, receiveTimeNs);
            }
        } else if (is(from, to, "cs") && kind == BitfinexChannels.BOOK) {
            checksum(from, tagged, instrument);
        } else if (is(from, to, "te") && kind == BitfinexChannels.TRADES) {
            trade(from, tagged, instrument);
        } else if (!is(from, to, "hb") && !(is(from, to, "tu") && kind == BitfinexChannels.TRADES)) {
            unknown(from, to);
        }
    }

    /** Rows in an array are the snapshot, and later on, where the venue may bulk updates, updates. */
    private void book(int place, int open, Instrument instrument) {
        final LevelStore levels = events.levels(text.capacity());
        final int first = scanner.element(open + 1);
        final boolean rows = first == JsonScanner.FAILED || scanner.at(first) == '[';
        if (!rows) {
            row(open, instrument, levels);
        }
        for (int at = rows ? first : JsonScanner.FAILED; at != JsonScanner.FAILED && !fields.failed();
             at = scanner.element(scanner.value(at, 0))) {
            row(at, instrument, levels);
        }
        if (fields.failed()) {
            return;
        }
        if (rows && !(channels.hasBegun(place) && replies.hasFlag(BitfinexTexts.BULK_UPDATES))) {
            channels.begin(place);
            publishSnapshot(instrument);
        } else {
            publishDelta(instrument, DeltaHead.NO_CHECKSUM);
        }
    }

    /** {@code [price, count, amount]}; without orders the amount is 1 for the bid that goes, -1 for the offer. */
    private void row(int open, Instrument instrument, LevelStore levels) {
        if (!columns.read(open, 3, "a level of price, count and amount")) {
            return;
        }
        final long price = price(0, instrument);
        final long orders = fields.integer(columns.begin(1), columns.end(1), "a count of orders");
        final long amount = amount(2, instrument);
        final long one = Digits.powerOfTen(-instrument.quantityExponent());
        if (amount == 0 || orders == 0 && amount != one && amount != -one) {
            scanner.fail(columns.begin(2), "an amount", amount == 0 ? "not zero" : "1 or -1 where there are no orders");
        }
        if (!fields.failed()) {
            levels.add(amount > 0, price, orders == 0 ? 0 : Math.abs(amount));
        }
    }

    private void publishSnapshot(Instrument instrument) {
        final SnapshotHead head = events.snapshot();
        head.instrumentId = instrument.id();
        head.venueTimeNs = frameTimeNs;
        head.receiveTimeNs = receiveTimeNs;
        head.lastUpdateId = counts.next(instrument);
        head.inStream = true;
        events.publishSnapshot();
    }

    private void publishDelta(Instrument instrument, long checksum) {
        final DeltaHead head = events.delta();
        head.instrumentId = instrument.id();
        head.venueTimeNs = frameTimeNs;
        head.receiveTimeNs = receiveTimeNs;
        head.checksum = checksum;
        counts.number(head, instrument);
        events.publishDelta();
    }

    private void checksum(int from, int payload, Instrument instrument) {
        if (payload == JsonScanner.FAILED) {
            scanner.fail(from, "a checksum");
            return;
        }
        final long value = fields.signed(payload, scanner.value(payload, 0), "a checksum", 0);
        if (value != (int) value) {
            scanner.fail(payload, "a checksum", "32 bits");
        }
        if (!fields.failed()) {
            events.levels(0);
            publishDelta(instrument, value);
        }
    }

    /** {@code [id, time, amount, price]}, bought by the aggressor where the amount is positive. */
    private void trade(int from, int payload, Instrument instrument) {
        final int open = payload == JsonScanner.FAILED ? from : payload;
        if (!columns.read(open, COLUMNS, "a trade of id, time, amount and price")) {
            return;
        }
        final long id = fields.integer(columns.begin(0), columns.end(0), "a trade id");
        final long time = nanos(columns.begin(1), fields.integer(columns.begin(1), columns.end(1), "a time"));
        final long amount = amount(2, instrument);
        final long price = price(3, instrument);
        if (amount == 0) {
            scanner.fail(columns.begin(2), "an amount", "not zero");
        }
        if (!fields.failed()) {
            events.publishTrade(time, receiveTimeNs, id, price, Math.abs(amount), instrument.id(),
                amount > 0 ? Side.BUY : Side.SELL);
        }
    }

    /** {@code [bid, its size, offer, its size, ...]}; an empty side is null. */
    private void quote(int open, Instrument instrument) {
        if (!columns.read(open, 3, "a ticker of bid, size, offer")) {
            return;
        }
        final long bid = priceOrNone(0, instrument);
        final long ask = priceOrNone(2, instrument);
        if (!fields.failed()) {
            events.publishQuote(frameTimeNs, receiveTimeNs, EventWriter.NO_UPDATE_ID, bid, EventWriter.NO_QUANTITY, ask,
                EventWriter.NO_QUANTITY, instrument.id());
        }
    }

    private long priceOrNone(int column, Instrument instrument) {
        return scanner.at(columns.begin(column)) == 'n' ? 0 : fields.decimal(columns.begin(column),
            columns.end(column), "a price", instrument.priceExponent(), true);
    }

    private long price(int column, Instrument instrument) {
        return fields.decimal(columns.begin(column), columns.end(column), "a price", instrument.priceExponent(),
            false);
    }

    private long amount(int column, Instrument instrument) {
        return fields.signed(columns.begin(column), columns.end(column), "an amount",
            instrument.quantityExponent());
    }
}
