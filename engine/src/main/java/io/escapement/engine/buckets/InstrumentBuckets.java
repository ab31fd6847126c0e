package io.escapement.engine.buckets;

import io.escapement.codecs.decimal.Digits;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BucketSnapshotEncoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.engine.book.RecordChanges;
import io.escapement.engine.consolidation.Conversion;
import io.escapement.engine.feed.LevelGroups;
import io.escapement.engine.market.Hashing;

/**
 * One instrument's book in buckets: sums over all levels, kept up by what each change replaced. It has no book of its
 * own; what lies where beyond the sums is not known to it.
 */
final class InstrumentBuckets implements BucketSubject, BucketSource {
    /** Prices above cannot be placed: twice a mid must fit a long. */
    private static final long MAX_PRICE = 1L << 61;
    private static final long MAX_WIDTH = 1L << 60;
    private static final int COMMON_EXPONENT = -8;
    /** The start of no bucket: no price is less than a width above. */
    private static final long NOWHERE = Long.MAX_VALUE;
    /** Buckets that one record may name; one that changes more has all read again. */
    private static final int MAX_DIRTY = 256;

    private final int id;
    private final Shape shape;
    private final BucketWidths widths;
    private final BucketWidths.Book facts;
    private final Conversion conversion;
    /** Prices that are counted: from the first, below the second. */
    private final long lowest;
    private final long end;
    private final BucketWindow window;
    private final DepthFlow flow = new DepthFlow();
    /** Null until the first snapshot of the book says how wide its buckets are, or where no width suits it. */
    private BucketGrid grid;
    private long commonWidth;

    /** The grid has had every change since the book was last cleared. */
    private boolean following;
    /** A message's first fragments are in the grid, its last is not. */
    private boolean partial;
    /** What the book stage says: LIVE, with these best prices; 0: the side is empty. */
    private boolean live;
    private long bestBid;
    private long bestAsk;
    /** The buckets are told, changes are counted. */
    private boolean counting;
    /** A sum was too great since the book was last cleared. */
    private boolean unsound;
    /** Levels whose size in the base asset cannot be held at -8. */
    private int withoutBase;
    /** The view that it is or was in; null: none so far. */
    private ViewBuckets view;

    // Within one record
    boolean listed;
    private boolean switched;
    private final long[] dirty = new long[MAX_DIRTY];
    private int dirtyCount;

    /** What a change of makes another book of it. */
    private record Shape(long tickSize, int priceExponent, int quantityExponent, int depth, short checksum,
                         boolean inverse, long contractSize) {
        static Shape of(InstrumentDefinitionDecoder definition) {
            return new Shape(definition.tickSize(), definition.priceExponent(), definition.quantityExponent(),
                definition.bookDepth(), definition.checksumRaw(),
                definition.kindRaw() == InstrumentKind.INVERSE.value(),
                definition.contractSize() > 0 ? definition.contractSize() : Instrument.ONE);
        }
    }

    /** @param messageEnd where the definition ends: those of the first schema have no canonical name */
    InstrumentBuckets(InstrumentDefinitionDecoder definition, int messageEnd, BucketsConfig config,
                      BucketWidths widths) {
        this.widths = widths;
        id = definition.instrumentId();
        shape = Shape.of(definition);
        conversion = Conversion.of(shape.inverse ? InstrumentKind.INVERSE : InstrumentKind.LINEAR,
            definition.priceExponent(), definition.quantityExponent(), shape.contractSize);
        final String symbol = definition.symbol();
        final String base = definition.baseAsset();
        final String quote = definition.quoteAsset();
        final String canonical = definition.limit() + Short.BYTES <= messageEnd ? definition.canonical() : "";
        facts = new BucketWidths.Book(symbol, canonical.isEmpty() ? base + "/" + quote : canonical, base,
            shape.priceExponent, shape.tickSize);
        lowest = widths.from(facts);
        end = widths.below(facts);
        window = new BucketWindow(this, config.tracked());
    }

    /** Whether a definition says what this one was made of. */
    boolean isOf(InstrumentDefinitionDecoder definition) {
        return shape.equals(Shape.of(definition));
    }

    /** Takes in levels of a message. @param snapshot whether they replace the book rather than change it */
    void apply(RecordChanges changes, boolean snapshot) {
        if (changes.clearsBook()) {
            clear();
        }
        partial = !changes.isComplete();
        if (following && (grid != null || makeGrid(changes))) {
            applySide(changes, changes.bids(), true, !snapshot);
            applySide(changes, changes.asks(), false, !snapshot);
        }
    }

    /**
     * Sums up what happens in each bucket, then counts it. Levels come sorted by price, so that those of one bucket are
     * neighbours; where they do not, a bucket is counted several times.
     */
    private void applySide(RecordChanges changes, int count, boolean bid, boolean flows) {
        final long width = grid.width();
        long id = -1;
        long start = NOWHERE;
        long quantity = 0;
        long high = 0;
        long low = 0;
        long base = 0;
        long added = 0;
        long removed = 0;
        long wrapped = 0;
        for (int i = 0; i < count; i++) {
            final long price = changes.price(i);
            if (price < lowest || price >= end) {
                continue;
            }
            final long difference = changes.after(i) - changes.before(i);
            long offset = price - start;
            if (offset < 0 || offset >= width) {
                count(bid, id, quantity, high, low, base);
                id = grid.idOf(price);
                start = id * width;
                offset = price - start;
                quantity = 0;
                high = 0;
                low = 0;
                base = 0;
            }
            final long before = quantity;
            quantity += difference;
            final long product = offset * difference;
            final long sum = low + product;
            high += Math.multiplyHigh(offset, difference) + BucketGrid.carry(low, sum, product);
            low = sum;
            base += shape.inverse ? baseDifference(price, changes.before(i), changes.after(i)) : 0;
            // Without a branch: which way a level goes cannot be predicted.
            final long down = difference >> 63;
            added += difference & ~down;
            removed -= difference & down;
            wrapped |= added | removed | (before ^ quantity) & (difference ^ quantity);
        }
        count(bid, id, quantity, high, low, base);
        unsound |= wrapped < 0;
        if (flows && counting) {
            flow.onChanges(added, removed);
        }
    }

    private void count(boolean bid, long id, long quantity, long high, long low, long base) {
        if ((quantity | high | low) != 0) {
            grid.add(bid, id, quantity, high, low, base);
            if (counting && dirtyCount < MAX_DIRTY) {
                dirty[dirtyCount++] = id;
            }
        }
    }

    /** Takes out levels that the book has lost beyond its depth. */
    void drop(LevelGroups levels) {
        for (int i = 0; grid != null && following && i < levels.bidCount(); i++) {
            drop(true, levels.bidPrice(i), levels.bidQuantity(i));
        }
        for (int i = 0; grid != null && following && i < levels.askCount(); i++) {
            drop(false, levels.askPrice(i), levels.askQuantity(i));
        }
    }

    private void drop(boolean bid, long price, long quantity) {
        if (price >= lowest && price < end) {
            final long id = grid.idOf(price);
            final long offset = price - id * grid.width();
            count(bid, id, -quantity, Math.multiplyHigh(offset, -quantity), offset * -quantity,
                shape.inverse ? baseDifference(price, quantity, 0) : 0);
        }
    }

    /** The book has lost levels and nobody says which: only from its next snapshot on can it be followed again. */
    void lostTrack() {
        following = false;
    }

    private void clear() {
        if (grid != null) {
            grid.clear();
        }
        following = true;
        unsound = false;
        switched |= withoutBase > 0;
        withoutBase = 0;
        dirtyCount = counting ? MAX_DIRTY : 0;
    }

    /** @return false if there are no levels, or no width suits the book */
    private boolean makeGrid(RecordChanges first) {
        final long price = bestPrice(first);
        if (price == 0) {
            return false;
        }
        final BucketWidths.Width width = widths.of(facts, price);
        final long own = width.atLeast(facts.priceExponent());
        if (own > 0 && own <= MAX_WIDTH) {
            grid = new BucketGrid(own);
            commonWidth = width.at(facts.priceExponent()) == 0 ? 0 : width.at(COMMON_EXPONENT);
        }
        return grid != null;
    }

    /** The best bid, or where there is none the best ask; 0 where there are no levels. */
    private static long bestPrice(RecordChanges changes) {
        final int bids = changes.bids();
        long best = 0;
        for (int i = 0; i < bids; i++) {
            best = Math.max(best, changes.price(i));
        }
        final int asks = changes.asks();
        for (int i = 0; bids == 0 && i < asks; i++) {
            best = i == 0 ? changes.price(i) : Math.min(best, changes.price(i));
        }
        return best;
    }

    /** Of the size in the base asset at -8 of contracts at a price; a size that -8 cannot hold counts as none. */
    private long baseDifference(long price, long before, long after) {
        final int refused = withoutBase;
        final long was = base(price, before);
        final long is = base(price, after);
        withoutBase += (is == Conversion.REFUSED ? 1 : 0) - (was == Conversion.REFUSED ? 1 : 0);
        switched |= (refused == 0) != (withoutBase == 0);
        return (is == Conversion.REFUSED ? 0 : is) - (was == Conversion.REFUSED ? 0 : was);
    }

    private long base(long price, long quantity) {
        if (quantity == 0 || conversion == null) {
            return 0;
        }
        final long common = conversion.price(price);
        return common == Conversion.REFUSED ? common : conversion.quantity(quantity, common);
    }

    /** What the book stage says of the book. @param bid best price, 0: none */
    void live(long bid, long ask) {
        live = true;
        bestBid = bid;
        bestAsk = ask;
    }

    /** The book stage says that the book is not LIVE. */
    void notLive() {
        live = false;
    }

    void onTrade(long quantity) {
        flow.onTrade(quantity);
    }

    /** After all that a record did to the book. */
    void conclude(long timeNs) {
        if (!live || !following || unsound || grid == null) {
            lose(timeNs);
        } else if (!grid.isSound()) {
            unsound = true;
            lose(timeNs);
        } else if (!partial) {
            if (bestBid > 0 && bestAsk > 0 && bestBid < MAX_PRICE && bestAsk < MAX_PRICE) {
                place(timeNs);
            } else if (counting) {
                refreshIn(window, timeNs);
                window.loseMid(timeNs);
            }
        }
    }

    private void place(long timeNs) {
        window.place((bestBid + bestAsk) / (2 * grid.width()), timeNs);
        if (counting) {
            refreshIn(window, timeNs);
        } else {
            counting = true;
            switched = true;
            flow.begin(timeNs);
        }
        window.conclude(timeNs);
    }

    private void lose(long timeNs) {
        if (counting) {
            counting = false;
            switched = true;
            window.lose(timeNs);
            flow.lose();
        }
    }

    /** Ends the record. */
    void endRecord() {
        listed = false;
        switched = false;
        if (!partial) {
            dirtyCount = 0;
        }
    }

    /** Whether it began or ceased to count in this record. */
    boolean hasSwitched() {
        return switched;
    }

    /** Has a window, this one's or its view's, read again what this record changed. */
    void refreshIn(BucketWindow shown, long timeNs) {
        if (dirtyCount >= MAX_DIRTY) {
            shown.refreshAll(timeNs);
        } else {
            for (int i = 0; i < dirtyCount; i++) {
                shown.refresh(dirty[i], timeNs);
            }
        }
    }

    /** Whether its buckets may be added to those of other books. */
    boolean isCounting() {
        return counting && conversion != null && withoutBase == 0 && commonWidth > 0;
    }

    /** Whether the book is as of the end of a message. */
    boolean isWhole() {
        return !partial;
    }

    /** Width of a bucket at exponent -8; 0 where it is no whole number there. */
    long commonWidth() {
        return commonWidth;
    }

    /** Size bid in the base asset at -8; {@link BucketSource#UNKNOWN} where that cannot hold it. */
    long commonBid(long bucket) {
        return shape.inverse ? grid.baseBid(bucket) : common(grid.bid(bucket));
    }

    /** Size asked likewise. */
    long commonAsk(long bucket) {
        return shape.inverse ? grid.baseAsk(bucket) : common(grid.ask(bucket));
    }

    private long common(long quantity) {
        final long size = quantity == 0 ? 0 : conversion.quantity(quantity, 1);
        return size == Conversion.REFUSED ? UNKNOWN : size;
    }

    /** Size in base units of a sum of quantities; of inverse contracts at the mid. */
    double base(long quantity) {
        final int exponent = shape.quantityExponent;
        final double scale = exponent < 0 ? 1.0 / Digits.powerOfTen(-exponent) : Digits.powerOfTen(exponent);
        final double amount = quantity * scale * ((double) shape.contractSize / Instrument.ONE);
        return shape.inverse ? amount / price(mid()) : amount;
    }

    private double price(double mantissa) {
        final int exponent = facts.priceExponent();
        return exponent < 0 ? mantissa / Digits.powerOfTen(-exponent) : mantissa * Digits.powerOfTen(exponent);
    }

    /** Size bid in base units; NaN where it cannot be told. */
    double baseBid(long bucket) {
        return shape.inverse ? inverseBase(grid.baseBid(bucket)) : base(grid.bid(bucket));
    }

    /** Size asked likewise. */
    double baseAsk(long bucket) {
        return shape.inverse ? inverseBase(grid.baseAsk(bucket)) : base(grid.ask(bucket));
    }

    private double inverseBase(long size) {
        return withoutBase > 0 ? Double.NaN : (double) size / Instrument.ONE;
    }

    /** See {@link BucketGrid#offsets}. */
    double offsets(long bucket) {
        return grid.offsets(bucket);
    }

    DepthFlow flow() {
        return flow;
    }

    ViewBuckets view() {
        return view;
    }

    void view(ViewBuckets newView) {
        view = newView;
    }

    @Override
    public long bid(long bucket) {
        return grid.bid(bucket);
    }

    @Override
    public long ask(long bucket) {
        return grid.ask(bucket);
    }

    @Override
    public BucketWindow window() {
        return window;
    }

    @Override
    public int instrumentId() {
        return id;
    }

    @Override
    public int viewId() {
        return BucketSnapshotEncoder.viewIdNullValue();
    }

    @Override
    public long width() {
        return grid.width();
    }

    @Override
    public double mid() {
        return (bestBid + bestAsk) * 0.5;
    }

    @Override
    public long bestBid() {
        return bestBid;
    }

    @Override
    public long bestAsk() {
        return bestAsk;
    }

    @Override
    public double vwap(long bucket) {
        return grid.vwap(bucket);
    }

    @Override
    public boolean isShown() {
        return window.isShown() && !partial;
    }

    long hash(long seed) {
        long hash = Hashing.fold(Hashing.fold(seed, live), counting);
        hash = Hashing.fold(Hashing.fold(hash, unsound), withoutBase);
        hash = Hashing.fold(Hashing.fold(hash, following), partial);
        hash = flow.hash(Hashing.fold(Hashing.fold(hash, bestBid), bestAsk));
        return window.hash(grid == null ? hash : grid.hash(hash));
    }
}
