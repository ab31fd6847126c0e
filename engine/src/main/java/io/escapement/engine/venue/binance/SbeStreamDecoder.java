package io.escapement.engine.venue.binance;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
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

import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/**
 * Binary frames of the SBE market streams, schema {@code stream_1_0}: trades, best bid and ask, depth of 20 levels and
 * depth changes. Blocks and groups are stepped over by the lengths that were received, so that longer ones of a later
 * version are read as well; of version 0 nothing may follow the symbol. Each message has its own exponents: numbers
 * that the instrument's cannot hold make the frame malformed. Times are microseconds.
 */
final class SbeStreamDecoder extends BinaryFrameDecoder {
    private static final int SCHEMA = 1;
    private static final int HEADER = 8;
    private static final int TRADES = 10_000;
    private static final int BEST_BID_ASK = 10_001;
    private static final int DEPTH_SNAPSHOT = 10_002;
    private static final int DEPTH_DIFF = 10_003;
    private static final int TRADES_ROOT = 18;
    private static final int BEST_BID_ASK_ROOT = 50;
    private static final int DEPTH_SNAPSHOT_ROOT = 18;
    private static final int DEPTH_DIFF_ROOT = 26;
    private static final int TRADE_ENTRY = 25;
    private static final int LEVEL_ENTRY = 16;

    private final EventWriter events;
    private final TradeStore trades = new TradeStore();
    private final VenueTime venueTime = new VenueTime(TimeUnit.MICROSECONDS);
    private Instrument instrument;
    private int priceShift;
    private int quantityShift;

    SbeStreamDecoder(Inlet inlet, InstrumentLookup instruments, int connectionId, Provenance provenance) {
        this(new EventOutlet(inlet, provenance), instruments, connectionId);
    }

    private SbeStreamDecoder(EventOutlet outlet, InstrumentLookup instruments, int connectionId) {
        super(outlet, new StatusWriter(outlet, Venue.BINANCE, connectionId), instruments);
        this.events = new EventWriter(outlet, new LevelStore());
    }

    @Override
    protected void decode() {
        if (bytes.capacity() < HEADER) {
            fail(bytes.capacity(), "a message header");
            return;
        }
        final int rootLength = uint16(0);
        final int template = uint16(2);
        if (uint16(4) != SCHEMA) {
            fail(4, "schema 1");
            return;
        }
        switch (template) {
            case TRADES -> trades(root(rootLength, TRADES_ROOT));
            case BEST_BID_ASK -> quote(root(rootLength, BEST_BID_ASK_ROOT));
            case DEPTH_SNAPSHOT -> snapshot(root(rootLength, DEPTH_SNAPSHOT_ROOT));
            case DEPTH_DIFF -> delta(root(rootLength, DEPTH_DIFF_ROOT));
            default -> unknown(2, 6, "template ", template);
        }
    }

    /** Where what follows the root block begins. */
    private int root(int received, int known) {
        if (received < known) {
            fail(0, "a longer block");
        } else if (HEADER + received > bytes.capacity()) {
            fail(bytes.capacity(), "more bytes");
        }
        return HEADER + received;
    }

    private void delta(int groups) {
        final int asks = failed() ? 0 : behindGroup(groups);
        final int tail = failed() ? 0 : behindGroup(asks);
        if (failed() || !symbol(tail, HEADER + 24) || !isKeptBy(SyncKind.RANGES)) {
            return;
        }
        final DeltaHead head = events.delta();
        head.instrumentId = instrument.id();
        head.receiveTimeNs = receiveTimeNs;
        head.venueTimeNs = time(HEADER);
        head.firstUpdateId = natural(HEADER + 8, "an update id");
        head.lastUpdateId = natural(HEADER + 16, "an update id");
        head.previousUpdateId = EventWriter.NO_UPDATE_ID;
        levels(groups, asks);
        if (!failed()) {
            events.publishDelta();
        }
    }

    private void snapshot(int groups) {
        final int asks = failed() ? 0 : behindGroup(groups);
        final int tail = failed() ? 0 : behindGroup(asks);
        if (failed() || !symbol(tail, HEADER + 16) || !isKeptBy(SyncKind.SNAPSHOTS)) {
            return;
        }
        final SnapshotHead head = events.snapshot();
        head.instrumentId = instrument.id();
        head.receiveTimeNs = receiveTimeNs;
        head.venueTimeNs = time(HEADER);
        head.lastUpdateId = natural(HEADER + 8, "an update id");
        head.inStream = true;
        levels(groups, asks);
        if (!failed()) {
            events.publishSnapshot();
        }
    }

    /** Depth of a kind that this instrument's book is not kept by would break it. */
    private boolean isKeptBy(SyncKind sync) {
        if (instrument.book().sync() != sync) {
            unknown(2, 6, "depth that the books are not kept by, template ", uint16(2));
            return false;
        }
        return true;
    }

    private void levels(int bids, int asks) {
        final LevelStore levels = events.levels(bytes.capacity());
        side(bids, true, levels);
        side(asks, false, levels);
    }

    private void side(int group, boolean bid, LevelStore levels) {
        final int length = uint16(group);
        final int count = uint16(group + 2);
        for (int i = 0; i < count && !failed(); i++) {
            final int at = group + 4 + i * length;
            final long price = decimal(at, priceShift, "a price", false);
            final long quantity = decimal(at + 8, quantityShift, "a quantity", true);
            if (!failed()) {
                levels.add(bid, price, quantity);
            }
        }
    }

    /** Where what follows a group of levels begins. */
    private int behindGroup(int group) {
        if (group + 4 > bytes.capacity()) {
            fail(bytes.capacity(), "more bytes");
            return 0;
        }
        final int length = uint16(group);
        final long behind = group + 4 + (long) length * uint16(group + 2);
        if (length < LEVEL_ENTRY && uint16(group + 2) > 0) {
            fail(group, "longer levels");
        } else if (behind > bytes.capacity()) {
            fail(bytes.capacity(), "more bytes");
        }
        return (int) behind;
    }

    private void quote(int tail) {
        if (failed() || !symbol(tail, HEADER + 16)) {
            return;
        }
        final long timeNs = time(HEADER);
        final long id = natural(HEADER + 8, "an update id");
        final long bidPrice = decimal(HEADER + 18, priceShift, "a price", true);
        final long bidQuantity = decimal(HEADER + 26, quantityShift, "a quantity", true);
        final long askPrice = decimal(HEADER + 34, priceShift, "a price", true);
        final long askQuantity = decimal(HEADER + 42, quantityShift, "a quantity", true);
        if (!failed()) {
            events.publishQuote(timeNs, receiveTimeNs, id, bidPrice, bidQuantity, askPrice, askQuantity,
                instrument.id());
        }
    }

    private void trades(int group) {
        if (failed() || group + 6 > bytes.capacity()) {
            fail(bytes.capacity(), "more bytes");
            return;
        }
        final int length = uint16(group);
        final long count = bytes.getInt(group + 2, ByteOrder.LITTLE_ENDIAN) & 0xFFFF_FFFFL;
        final long tail = group + 6 + length * count;
        if (length < TRADE_ENTRY && count > 0) {
            fail(group, "longer trades");
        } else if (count > bytes.capacity() || tail > bytes.capacity()) {
            fail(bytes.capacity(), "more bytes");
        }
        if (failed() || !symbol((int) tail, HEADER + 16)) {
            return;
        }
        trades.clear();
        final long timeNs = time(HEADER + 8);
        for (int at = group + 6; at < tail && !failed(); at += length) {
            final long id = natural(at, "a trade id");
            final long price = decimal(at + 8, priceShift, "a price", false);
            final long quantity = decimal(at + 16, quantityShift, "a quantity", false);
            final int buyerIsMaker = bytes.getByte(at + 24);
            if (buyerIsMaker != 0 && buyerIsMaker != 1) {
                fail(at + 24, "true or false");
            }
            trades.add(timeNs, id, price, quantity, buyerIsMaker == 1 ? Side.SELL : Side.BUY);
        }
        if (!failed()) {
            trades.publish(events, receiveTimeNs, instrument.id());
        }
    }

    /** The symbol that stands here, and the distance of the message's two exponents from its instrument's. */
    private boolean symbol(int at, int exponents) {
        final int length = at < bytes.capacity() ? bytes.getByte(at) & 0xFF : 0;
        if (length == 0 || at + 1 + length > bytes.capacity()) {
            fail(Math.min(at, bytes.capacity()), "a symbol");
            return false;
        }
        if (uint16(6) == 0 && at + 1 + length < bytes.capacity()) {
            fail(at + 1 + length, "the end of the frame");
            return false;
        }
        instrument = instrument(at + 1, at + 1 + length);
        if (instrument == null) {
            return false;
        }
        priceShift = bytes.getByte(exponents) - instrument.priceExponent();
        quantityShift = bytes.getByte(exponents + 1) - instrument.quantityExponent();
        return true;
    }

    private long decimal(int at, int shift, String what, boolean mayBeZero) {
        final long value = int64(at);
        if (value < 0 || value == 0 && !mayBeZero) {
            fail(at, what, mayBeZero ? "zero or more" : "above zero");
            return 0;
        }
        final long mantissa = Rescale.mantissa(value, shift);
        if (mantissa < 0) {
            fail(at, what, mantissa == Rescale.INEXACT ? "more decimals than the exponent holds"
                : "too big for 64 bits");
            return 0;
        }
        return mantissa;
    }

    private long natural(int at, String what) {
        final long value = int64(at);
        if (value < 0) {
            fail(at, what);
        }
        return value;
    }

    private long time(int at) {
        final long ns = venueTime.toNanos(natural(at, "a time"));
        if (ns == VenueTime.TOO_LATE) {
            fail(at, "a time before the year 2262");
        }
        return ns;
    }

    private int uint16(int at) {
        return bytes.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    private long int64(int at) {
        return bytes.getLong(at, ByteOrder.LITTLE_ENDIAN);
    }
}
