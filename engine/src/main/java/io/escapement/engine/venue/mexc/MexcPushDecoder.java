package io.escapement.engine.venue.mexc;

import io.escapement.codecs.decimal.DecimalParser;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.DeltaHead;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.event.LevelStore;
import io.escapement.engine.venue.event.SnapshotHead;
import io.escapement.engine.venue.event.StatusWriter;
import io.escapement.engine.venue.event.TradeStore;
import io.escapement.engine.venue.event.VenueTime;
import io.escapement.engine.venue.wire.BinaryFrameDecoder;
import io.escapement.engine.venue.wire.ProtoReader;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * One {@code PushDataV3ApiWrapper}. Which body it has is told by the field's number, never by the channel's text. Field
 * numbers are those of the venue's {@code .proto} files of June 2026; fields that are not listed here are passed over.
 */
final class MexcPushDecoder extends BinaryFrameDecoder {
    private static final int SYMBOL = 3;
    private static final int CREATE_TIME = 5;
    private static final int SEND_TIME = 6;
    private static final int FIRST_BODY = 301;
    private static final int LIMIT_DEPTH = 303;
    private static final int AGGRE_DEPTH = 313;
    private static final int AGGRE_DEALS = 314;
    private static final int AGGRE_BOOK_TICKER = 315;
    private static final int LAST_BODY = 315;
    private static final int ASKS = 1;
    private static final int BIDS = 2;
    private static final int BUY = 1;
    private static final int SELL = 2;
    /** A field that is not there: proto3 leaves out what is zero or empty. */
    private static final int ABSENT = -1;

    private final EventWriter events;
    private final VenueTime venueTime = new VenueTime(TimeUnit.MILLISECONDS);
    private final TradeStore trades = new TradeStore();
    private final ProtoReader wrapper = new ProtoReader();
    private final ProtoReader body = new ProtoReader();
    private final ProtoReader item = new ProtoReader();
    private final Texts texts = new Texts();
    private Instrument instrument;
    private long timeNs;

    /** Where the texts of a message stand, by field number. */
    private static final class Texts {
        private static final int MOST = 8;
        private final int[] begin = new int[MOST];
        private final int[] end = new int[MOST];

        private void clear() {
            Arrays.fill(begin, ABSENT);
            Arrays.fill(end, ABSENT);
        }

        private void put(ProtoReader reader) {
            begin[reader.field()] = reader.valueBegin();
            end[reader.field()] = reader.valueEnd();
        }

        private boolean isEmpty(int field) {
            return begin[field] == end[field];
        }
    }

    MexcPushDecoder(EventOutlet outlet, EventWriter events, StatusWriter status, InstrumentLookup instruments) {
        super(outlet, status, instruments);
        this.events = events;
    }

    @Override
    protected void decode() {
        int kind = 0;
        int kindBegin = 0;
        int from = 0;
        int to = 0;
        int symbol = ABSENT;
        int symbolEnd = 0;
        long created = EventWriter.NO_TIME;
        long sent = EventWriter.NO_TIME;
        wrapper.wrap(bytes, 0, bytes.capacity());
        while (wrapper.next()) {
            final int field = wrapper.field();
            if (field >= FIRST_BODY && field <= LAST_BODY) {
                if (kind != 0) {
                    wrapper.fail(wrapper.begin(), "one body");
                }
                wrapper.is(ProtoReader.LENGTH, "a body");
                kind = field;
                kindBegin = wrapper.begin();
                from = wrapper.valueBegin();
                to = wrapper.valueEnd();
            } else if (field == SYMBOL && wrapper.is(ProtoReader.LENGTH, "a symbol")) {
                symbol = wrapper.valueBegin();
                symbolEnd = wrapper.valueEnd();
            } else if (field == CREATE_TIME && wrapper.is(ProtoReader.VARINT, "a time")) {
                created = wrapper.value();
            } else if (field == SEND_TIME && wrapper.is(ProtoReader.VARINT, "a time")) {
                sent = wrapper.value();
            }
        }
        if (check(wrapper) && isKnown(kind, kindBegin) && isOurs(symbol, symbolEnd)) {
            timeNs = time(sent != EventWriter.NO_TIME ? sent : created);
            body.wrap(bytes, from, to);
            decodeBody(kind, kindBegin);
        }
    }

    private boolean isOurs(int symbol, int symbolEnd) {
        if (symbol == ABSENT) {
            fail(0, "a symbol");
            return false;
        }
        instrument = instrument(symbol, symbolEnd);
        return instrument != null;
    }

    private boolean isKnown(int kind, int kindBegin) {
        if (kind == 0) {
            fail(bytes.capacity(), "a body");
            return false;
        }
        final boolean known = kind == LIMIT_DEPTH || kind >= AGGRE_DEPTH;
        if (!known) {
            unknown(kindBegin, kindBegin + 2, "body ", kind);
        }
        return known;
    }

    private void decodeBody(int kind, int kindBegin) {
        final boolean snapshots = instrument.book().sync() == SyncKind.SNAPSHOTS;
        if (kind == AGGRE_DEALS) {
            deals();
        } else if (kind == AGGRE_BOOK_TICKER) {
            quote();
        } else if (snapshots != (kind == LIMIT_DEPTH)) {
            unknown(kindBegin, kindBegin + 2, "depth of the kind that the books are not kept by, body ", kind);
        } else if (kind == LIMIT_DEPTH) {
            limitDepth();
        } else {
            aggreDepth();
        }
    }

    private void aggreDepth() {
        readDepth(5);
        final DeltaHead head = events.delta();
        head.instrumentId = instrument.id();
        head.receiveTimeNs = receiveTimeNs;
        head.venueTimeNs = timeNs;
        head.firstUpdateId = natural(4, "a version from which");
        head.lastUpdateId = natural(5, "a version up to which");
        head.previousUpdateId = EventWriter.NO_UPDATE_ID;
        if (!failed()) {
            events.publishDelta();
        }
    }

    private void limitDepth() {
        readDepth(4);
        final SnapshotHead head = events.snapshot();
        head.instrumentId = instrument.id();
        head.receiveTimeNs = receiveTimeNs;
        head.venueTimeNs = timeNs;
        head.lastUpdateId = natural(4, "a version");
        head.inStream = true;
        if (!failed()) {
            events.publishSnapshot();
        }
    }

    /** Levels to the store, texts up to this field number to their places. */
    private void readDepth(int lastText) {
        final LevelStore levels = events.levels(bytes.capacity());
        texts.clear();
        while (!failed() && body.next()) {
            final int field = body.field();
            if (field == ASKS || field == BIDS) {
                if (body.is(ProtoReader.LENGTH, "a level")) {
                    level(field == BIDS, levels);
                }
            } else if (field > BIDS && field <= lastText && body.is(ProtoReader.LENGTH, "a text")) {
                texts.put(body);
            }
        }
        check(body);
    }

    private void level(boolean bid, LevelStore levels) {
        int price = ABSENT;
        int priceEnd = ABSENT;
        int quantity = ABSENT;
        int quantityEnd = ABSENT;
        item.wrap(bytes, body.valueBegin(), body.valueEnd());
        while (item.next()) {
            if (item.field() == 1 && item.is(ProtoReader.LENGTH, "a price")) {
                price = item.valueBegin();
                priceEnd = item.valueEnd();
            } else if (item.field() == 2 && item.is(ProtoReader.LENGTH, "a quantity")) {
                quantity = item.valueBegin();
                quantityEnd = item.valueEnd();
            }
        }
        if (check(item)) {
            final long p = decimal(price, priceEnd, "a price", instrument.priceExponent(), false);
            final long q = decimal(quantity, quantityEnd, "a quantity", instrument.quantityExponent(), true);
            if (!failed()) {
                levels.add(bid, p, q);
            }
        }
    }

    private void deals() {
        trades.clear();
        while (!failed() && body.next()) {
            if (body.field() == 1 && body.is(ProtoReader.LENGTH, "a deal")) {
                deal();
            }
        }
        if (check(body)) {
            trades.publish(events, receiveTimeNs, instrument.id());
        }
    }

    private void deal() {
        long type = 0;
        long time = 0;
        texts.clear();
        item.wrap(bytes, body.valueBegin(), body.valueEnd());
        while (item.next()) {
            switch (item.field()) {
                case 1, 2, 5 -> {
                    if (item.is(ProtoReader.LENGTH, "a text")) {
                        texts.put(item);
                    }
                }
                case 3 -> type = item.is(ProtoReader.VARINT, "a trade type") ? item.value() : 0;
                case 4 -> time = item.is(ProtoReader.VARINT, "a time") ? item.value() : 0;
                default -> {
                    // of no use here
                }
            }
        }
        if (!check(item)) {
            return;
        }
        if (type < 0 || type > SELL) {
            fail(body.begin(), "a trade type of 1 or 2");
        }
        final long price = decimal(1, "a price", instrument.priceExponent(), false);
        final long quantity = decimal(2, "a quantity", instrument.quantityExponent(), false);
        final long timeOfTrade = time(time == 0 ? EventWriter.NO_TIME : time);
        if (!failed()) {
            trades.add(timeOfTrade == EventWriter.NO_TIME ? timeNs : timeOfTrade, tradeId(), price, quantity,
                type == BUY ? Side.BUY : type == SELL ? Side.SELL : Side.UNKNOWN);
        }
    }

    /** Ids that are no numbers, such as those of two orders in one text, are no ids to us. */
    private long tradeId() {
        final long id = texts.isEmpty(5) ? -1 : number(texts.begin[5], texts.end[5]);
        return id < 0 ? TradeStore.NO_ID : id;
    }

    private void quote() {
        texts.clear();
        while (!failed() && body.next()) {
            if (body.field() <= 5 && body.is(ProtoReader.LENGTH, "a text")) {
                texts.put(body);
            }
        }
        if (!check(body)) {
            return;
        }
        final long bidPrice = orZero(1, "a price", instrument.priceExponent());
        final long bidQuantity = orZero(2, "a quantity", instrument.quantityExponent());
        final long askPrice = orZero(3, "a price", instrument.priceExponent());
        final long askQuantity = orZero(4, "a quantity", instrument.quantityExponent());
        final long version = texts.isEmpty(5) ? EventWriter.NO_UPDATE_ID : natural(5, "a version");
        if (!failed()) {
            events.publishQuote(timeNs, receiveTimeNs, version, bidPrice, bidQuantity, askPrice, askQuantity,
                instrument.id());
        }
    }

    /** A side without orders is left out. */
    private long orZero(int field, String what, int exponent) {
        return texts.isEmpty(field) ? 0 : decimal(texts.begin[field], texts.end[field], what, exponent, true);
    }

    private long decimal(int field, String what, int exponent, boolean mayBeZero) {
        return decimal(texts.begin[field], texts.end[field], what, exponent, mayBeZero);
    }

    private long decimal(int from, int to, String what, int exponent, boolean mayBeZero) {
        if (from == to) {
            fail(from == ABSENT ? body.begin() : from, what);
            return 0;
        }
        final long value = DecimalParser.parse(bytes, from, to - from, exponent);
        if (DecimalParser.isError(value)) {
            fail(from, what, DecimalParser.explain(value));
        } else if (value < 0 || value == 0 && !mayBeZero) {
            fail(from, what, mayBeZero ? "zero or more" : "above zero");
        }
        return value;
    }

    /** The number from 0 on that a text field is. */
    private long natural(int field, String what) {
        final long value = texts.isEmpty(field) ? -1 : number(texts.begin[field], texts.end[field]);
        if (value < 0) {
            fail(texts.begin[field] == ABSENT ? bytes.capacity() : texts.begin[field], what);
        }
        return value;
    }

    /** Negative where it is none of 63 bits. */
    private long number(int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            final int digit = bytes.getByte(i) - '0';
            final boolean fits =
                value < Long.MAX_VALUE / 10 || value == Long.MAX_VALUE / 10 && digit <= Long.MAX_VALUE % 10;
            if (digit < 0 || digit > 9 || !fits) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private long time(long ms) {
        if (ms == EventWriter.NO_TIME) {
            return EventWriter.NO_TIME;
        }
        final long ns = venueTime.toNanos(ms);
        if (ms < 0 || ns == VenueTime.TOO_LATE) {
            fail(0, "a time from 1970 to 2262");
        }
        return ns;
    }

    /** Takes over what a reader complains about. */
    private boolean check(ProtoReader reader) {
        if (reader.expected() != null) {
            fail(reader.errorOffset(), reader.expected());
        }
        return !failed();
    }
}
