package io.escapement.engine.venue.binance;

import io.escapement.codecs.sbe.BestBidOfferEncoder;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.venue.event.BookHead;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.VenueTime;
import org.agrona.UnsafeApi;

/**
 * {@code bookTicker} as the venue spells it: spot {@code u s b B a A}, without type or time; USD-M
 * {@code e u s b B a A T E}, COIN-M {@code u e s ps b B a A T E}.
 */
final class QuoteTemplate {
    private static final long SPOT = FrameView.word("{\"u\":");
    private static final long FUTURES_1 = FrameView.word("{\"e\":\"bo");
    private static final long FUTURES_2 = FrameView.word("okTicker");
    private static final long FUTURES_3 = FrameView.word("\",\"u\":");
    private static final long COINM_1 = FrameView.word(",\"e\":\"bo");
    private static final int COINM_LENGTH = 17;
    private static final long BID = FrameView.word(",\"b\":\"");
    private static final long BID_QUANTITY = FrameView.word("\",\"B\":\"");
    private static final long ASK = FrameView.word("\",\"a\":\"");
    private static final long ASK_QUANTITY = FrameView.word("\",\"A\":\"");
    private static final long TRADE_TIME = FrameView.word("\",\"T\":");
    private static final long TIME = FrameView.word(",\"E\":");
    private static final long MASK_5 = FrameView.mask(5);
    private static final long MASK_6 = FrameView.mask(6);
    private static final long MASK_7 = FrameView.mask(7);
    private static final long HEADER = BookHead.sbeHeader(BestBidOfferEncoder.BLOCK_LENGTH,
        BestBidOfferEncoder.TEMPLATE_ID, BestBidOfferEncoder.SCHEMA_ID, BestBidOfferEncoder.SCHEMA_VERSION);
    /** Every field at its longest: each decimal may have 64 characters. */
    private static final int REACH = 488;

    private final FrameView view;
    private final SymbolTemplate symbol;
    private final QuotedDecimal decimal;
    private final EventOutlet outlet;
    private final VenueTime venueTime;
    private final IntegerColumn times = new IntegerColumn();
    private final IntegerColumn updateIds = new IntegerColumn();
    private long updateId;
    private long bidPrice;
    private long bidQuantity;
    private long askPrice;
    private long askQuantity;
    private long venueTimeNs;

    QuoteTemplate(FrameView view, SymbolTemplate symbol, EventOutlet outlet, VenueTime venueTime) {
        this.view = view;
        this.symbol = symbol;
        this.decimal = new QuotedDecimal(view);
        this.outlet = outlet;
        this.venueTime = venueTime;
    }

    static boolean begins(long object) {
        return FrameView.has(object, SPOT, MASK_5) || FrameView.load(object) == FUTURES_1;
    }

    /** See {@link DepthTemplate#decode}. */
    boolean decode(long object, int closers, long receiveTimeNs) {
        final long prices = readHead(view.reach(object, REACH));
        final long times = prices == 0 ? 0 : readPrices(prices);
        if (times == 0 || readTimes(times) + closers != view.end()) {
            return false;
        }
        final Slot slot = outlet.slot();
        write(slot.buffer().addressOffset() + slot.event(), receiveTimeNs);
        outlet.publish(BookHead.SBE_HEADER_LENGTH + BestBidOfferEncoder.BLOCK_LENGTH);
        return true;
    }

    /** Update id and symbol; the address of the quote behind. */
    private long readHead(long object) {
        long at = object + 5;
        if (!FrameView.has(object, SPOT, MASK_5)) {
            if (FrameView.load(object + 8) != FUTURES_2 || !FrameView.has(object + 16, FUTURES_3, MASK_6)) {
                return 0;
            }
            at = object + 22;
        }
        updateId = updateIds.read(at);
        if (updateId < 0) {
            return 0;
        }
        at += updateIds.digits();
        if (FrameView.load(at) == COINM_1 && FrameView.load(at + 8) == FUTURES_2
            && (FrameView.load(at + 16) & 0xFF) == '"') {
            at += COINM_LENGTH;
        }
        final long behind = symbol.read(at);
        return symbol.time() == SymbolTemplate.NO_TIME ? behind : 0;
    }

    /** The address of the quote behind the last of the four. */
    private long readPrices(long from) {
        final DecimalColumn prices = symbol.found().price;
        final DecimalColumn quantities = symbol.found().quantity;
        if (!FrameView.has(from, BID, MASK_6)) {
            return 0;
        }
        bidPrice = decimal.readAny(from + 6, prices);
        if (bidPrice < 0 || !FrameView.has(decimal.end(), BID_QUANTITY, MASK_7)) {
            return 0;
        }
        bidQuantity = decimal.readAny(decimal.end() + 7, quantities);
        if (bidQuantity < 0 || !FrameView.has(decimal.end(), ASK, MASK_7)) {
            return 0;
        }
        askPrice = decimal.readAny(decimal.end() + 7, prices);
        if (askPrice < 0 || !FrameView.has(decimal.end(), ASK_QUANTITY, MASK_7)) {
            return 0;
        }
        askQuantity = decimal.readAny(decimal.end() + 7, quantities);
        return askQuantity >= 0 && (FrameView.load(decimal.end()) & 0xFF) == '"' ? decimal.end() : 0;
    }

    /** Nothing, or both of USD-M's times; the address behind. */
    private long readTimes(long from) {
        if (!FrameView.has(from, TRADE_TIME, MASK_6)) {
            venueTimeNs = BestBidOfferEncoder.venueTimeNsNullValue();
            return from + 1;
        }
        final long tradeTime = times.read(from + 6);
        final long at = from + 6 + times.digits();
        venueTimeNs = venueTime.toNanos(times.read(at + 5));
        final boolean usual = tradeTime >= 0 && venueTimeNs >= 0 && FrameView.has(at, TIME, MASK_5);
        return usual ? at + 5 + times.digits() : 0;
    }

    private void write(long message, long receiveTimeNs) {
        UnsafeApi.putLong(message, HEADER);
        final long block = message + BookHead.SBE_HEADER_LENGTH;
        UnsafeApi.putLong(block + BestBidOfferEncoder.venueTimeNsEncodingOffset(), venueTimeNs);
        UnsafeApi.putLong(block + BestBidOfferEncoder.receiveTimeNsEncodingOffset(), receiveTimeNs);
        UnsafeApi.putLong(block + BestBidOfferEncoder.updateIdEncodingOffset(), updateId);
        UnsafeApi.putLong(block + BestBidOfferEncoder.bidPriceEncodingOffset(), bidPrice);
        UnsafeApi.putLong(block + BestBidOfferEncoder.bidQuantityEncodingOffset(), bidQuantity);
        UnsafeApi.putLong(block + BestBidOfferEncoder.askPriceEncodingOffset(), askPrice);
        UnsafeApi.putLong(block + BestBidOfferEncoder.askQuantityEncodingOffset(), askQuantity);
        UnsafeApi.putInt(block + BestBidOfferEncoder.instrumentIdEncodingOffset(), symbol.found().instrumentId);
    }
}
