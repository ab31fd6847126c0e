package io.escapement.engine.venue.binance;

import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradeEncoder;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.venue.event.BookHead;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.VenueTime;
import org.agrona.UnsafeApi;

/**
 * {@code trade} as the venue spells it: spot {@code e E s t p q [b a] T m M}, USD-M {@code e E T s t p q X m}.
 */
final class TradeTemplate {
    private static final long BEGIN_1 = FrameView.word("{\"e\":\"tr");
    private static final long BEGIN_2 = FrameView.word("ade\",\"E\"");
    private static final int BEGIN_LENGTH = 17;
    private static final long TRADE_ID = FrameView.word(",\"t\":");
    private static final long PRICE = FrameView.word(",\"p\":\"");
    private static final long QUANTITY = FrameView.word("\",\"q\":\"");
    private static final long BUYER_ORDER = FrameView.word(",\"b\":");
    private static final long SELLER_ORDER = FrameView.word(",\"a\":");
    private static final long TIME = FrameView.word(",\"T\":");
    private static final long KIND_1 = FrameView.word("\",\"X\":\"M");
    private static final long KIND_2 = FrameView.word("ARKET");
    private static final long BUYER_IS_MAKER = FrameView.word(",\"m\":");
    private static final long LAST_FLAG = FrameView.word(",\"M\":");
    private static final long TRUE = FrameView.word("true");
    private static final long FALSE = FrameView.word("false");
    private static final long MASK_4 = FrameView.mask(4);
    private static final long MASK_5 = FrameView.mask(5);
    private static final long MASK_6 = FrameView.mask(6);
    private static final long MASK_7 = FrameView.mask(7);
    private static final long HEADER = BookHead.sbeHeader(TradeEncoder.BLOCK_LENGTH, TradeEncoder.TEMPLATE_ID,
        TradeEncoder.SCHEMA_ID, TradeEncoder.SCHEMA_VERSION);
    /** Every field at its longest: each decimal may have 64 characters. */
    private static final int REACH = 464;

    private final FrameView view;
    private final SymbolTemplate symbol;
    private final QuotedDecimal decimal;
    private final EventOutlet outlet;
    private final VenueTime venueTime;
    private final IntegerColumn times = new IntegerColumn();
    private long tradeId;
    private long price;
    private long quantity;
    private long time;
    private boolean buyerIsMaker;

    TradeTemplate(FrameView view, SymbolTemplate symbol, EventOutlet outlet, VenueTime venueTime) {
        this.view = view;
        this.symbol = symbol;
        this.decimal = new QuotedDecimal(view);
        this.outlet = outlet;
        this.venueTime = venueTime;
    }

    static boolean begins(long object) {
        return FrameView.load(object) == BEGIN_1;
    }

    /** See {@link DepthTemplate#decode}. */
    boolean decode(long object, int closers, long receiveTimeNs) {
        final long numbers = readHead(view.reach(object, REACH));
        final long kind = numbers == 0 ? 0 : readNumbers(numbers);
        final long flags = kind == 0 ? 0 : readKind(kind);
        final long venueTimeNs = venueTime.toNanos(time);
        if (flags == 0 || venueTimeNs < 0 || readFlags(flags) + closers != view.end()) {
            return false;
        }
        final Slot slot = outlet.slot();
        write(slot.buffer().addressOffset() + slot.event(), venueTimeNs, receiveTimeNs);
        outlet.publish(BookHead.SBE_HEADER_LENGTH + TradeEncoder.BLOCK_LENGTH);
        return true;
    }

    private long readHead(long object) {
        if (FrameView.load(object + 8) != BEGIN_2 || (FrameView.load(object + 16) & 0xFF) != ':') {
            return 0;
        }
        final long behind =
            times.read(object + BEGIN_LENGTH) < 0 ? 0 : symbol.read(object + BEGIN_LENGTH + times.digits());
        return behind != 0 && FrameView.has(behind, TRADE_ID, MASK_5) ? behind + 5 : 0;
    }

    /** Trade id, price, quantity; the address of the quote behind the last. */
    private long readNumbers(long from) {
        final SymbolColumns columns = symbol.found();
        tradeId = columns.tradeId.read(from);
        final long behind = from + columns.tradeId.digits();
        if (tradeId < 0 || !FrameView.has(behind, PRICE, MASK_6)) {
            return 0;
        }
        price = decimal.readAny(behind + 6, columns.price);
        if (price <= 0 || !FrameView.has(decimal.end(), QUANTITY, MASK_7)) {
            return 0;
        }
        quantity = decimal.readAny(decimal.end() + 7, columns.quantity);
        return quantity > 0 && (FrameView.load(decimal.end()) & 0xFF) == '"' ? decimal.end() : 0;
    }

    /** USD-M's kind of trade, or spot's order ids, which are no longer sent, and time. */
    private long readKind(long from) {
        if (FrameView.load(from) == KIND_1) {
            time = symbol.time();
            return time != SymbolTemplate.NO_TIME && FrameView.has(from + 8, KIND_2, MASK_5)
                && (FrameView.load(from + 13) & 0xFF) == '"' ? from + 14 : 0;
        }
        long at = from + 1;
        if (FrameView.has(at, BUYER_ORDER, MASK_5)) {
            final int digits = FrameView.digits(at + 5);
            at += 5 + digits;
            final int more = FrameView.digits(at + 5);
            if (digits == 0 || more == 0 || !FrameView.has(at, SELLER_ORDER, MASK_5)) {
                return 0;
            }
            at += 5 + more;
        }
        time = times.read(at + 5);
        if (time < 0 || symbol.time() != SymbolTemplate.NO_TIME || !FrameView.has(at, TIME, MASK_5)) {
            return 0;
        }
        return at + 5 + times.digits();
    }

    /** {@code ,"m":true} and spot's {@code ,"M":true}; the address behind. */
    private long readFlags(long from) {
        final int length = booleanLength(from + 5);
        if (length == 0 || !FrameView.has(from, BUYER_IS_MAKER, MASK_5)) {
            return 0;
        }
        buyerIsMaker = length == 4;
        final long at = from + 5 + length;
        if (!FrameView.has(at, LAST_FLAG, MASK_5)) {
            return at;
        }
        final int more = booleanLength(at + 5);
        return more == 0 ? 0 : at + 5 + more;
    }

    private int booleanLength(long at) {
        return FrameView.has(at, TRUE, MASK_4) ? 4 : FrameView.has(at, FALSE, MASK_5) ? 5 : 0;
    }

    private void write(long message, long venueTimeNs, long receiveTimeNs) {
        UnsafeApi.putLong(message, HEADER);
        final long block = message + BookHead.SBE_HEADER_LENGTH;
        UnsafeApi.putLong(block + TradeEncoder.venueTimeNsEncodingOffset(), venueTimeNs);
        UnsafeApi.putLong(block + TradeEncoder.receiveTimeNsEncodingOffset(), receiveTimeNs);
        UnsafeApi.putLong(block + TradeEncoder.tradeIdEncodingOffset(), tradeId);
        UnsafeApi.putLong(block + TradeEncoder.priceEncodingOffset(), price);
        UnsafeApi.putLong(block + TradeEncoder.quantityEncodingOffset(), quantity);
        UnsafeApi.putInt(block + TradeEncoder.instrumentIdEncodingOffset(), symbol.found().instrumentId);
        UnsafeApi.putByte(block + TradeEncoder.aggressorSideEncodingOffset(),
            (byte) (buyerIsMaker ? Side.SELL : Side.BUY).value());
    }
}
