package io.escapement.engine.buckets;

import io.escapement.codecs.decimal.Digits;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BucketSnapshotEncoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.engine.book.DepthCursor;
import io.escapement.engine.book.OrderBook;
import io.escapement.engine.book.RecordLevels;
import io.escapement.engine.consolidation.Conversion;
import io.escapement.engine.market.Hashing;

/** One instrument's book in buckets. */
final class InstrumentBuckets implements BucketSubject, BucketSource, FollowedBook.LevelChanges {
    /** Prices above cannot be placed: twice a mid must fit a long. */
    private static final long MAX_PRICE = 1L << 61;
    private static final long MAX_WIDTH = 1L << 60;
    private static final int COMMON_EXPONENT = -8;
    /** Buckets that one record may name; one that changes more has all read again. */
    private static final int MAX_DIRTY = 256;

    private final int id;
    private final BucketWidths widths;
    private final BucketWidths.Book facts;
    private final boolean inverse;
    private final int quantityExponent;
    private final long contractSize;
    private final Conversion conversion;
    private final FollowedBook followed;
    private final BucketGrid grid;
    private final BucketWindow window;
    private final DepthFlow flow = new DepthFlow();
    private final DepthCursor cursor = new DepthCursor();

    /** What the book stage says. */
    private boolean live;
    /** The grid holds the book; changes are counted. */
    private boolean counting;
    /** A sum was too great since the book was last cleared. */
    private boolean unsound;
    /** A size could not be held at -8 since the book was last counted. */
    private boolean noBase;
    /** Null until the book is LIVE for the first time. */
    private BucketWidths.Width width;
    private long commonWidth;
    /** The view that it is or was in; null: none so far. */
    private ViewBuckets view;
    /** As of the last record that touched it; a view asks all its books with each record of any of them. */
    private boolean addable;
    private boolean whole;

    // Within one record
    boolean listed;
    private boolean inSnapshot;
    private boolean switched;
    private final long[] dirty = new long[MAX_DIRTY];
    private int dirtyCount;

    /** @param end where the definition ends: those of the first schema have no canonical name */
    InstrumentBuckets(InstrumentDefinitionDecoder definition, int end, BucketsConfig config, BucketWidths widths) {
        this.widths = widths;
        id = definition.instrumentId();
        inverse = definition.kindRaw() == InstrumentKind.INVERSE.value();
        quantityExponent = definition.quantityExponent();
        contractSize = definition.contractSize() > 0 ? definition.contractSize() : Instrument.ONE;
        conversion = Conversion.of(inverse ? InstrumentKind.INVERSE : InstrumentKind.LINEAR,
            definition.priceExponent(), quantityExponent, contractSize);
        followed = new FollowedBook(definition, this);
        final int priceExponent = definition.priceExponent();
        final long tickSize = definition.tickSize();
        final String symbol = definition.symbol();
        final String base = definition.baseAsset();
        final String quote = definition.quoteAsset();
        final String canonical = definition.limit() + Short.BYTES <= end ? definition.canonical() : "";
        facts = new BucketWidths.Book(symbol, canonical.isEmpty() ? base + "/" + quote : canonical, base,
            priceExponent, tickSize);
        grid = new BucketGrid(config.range(), inverse);
        window = new BucketWindow(this, config.tracked());
    }

    /** Whether a definition says what this one was made of. */
    boolean isOf(InstrumentDefinitionDecoder definition) {
        return followed.isOf(definition)
            && inverse == (definition.kindRaw() == InstrumentKind.INVERSE.value())
            && contractSize == (definition.contractSize() > 0 ? definition.contractSize() : Instrument.ONE);
    }

    /** Takes in levels of a message. @param snapshot whether they replace the book rather than change it */
    void apply(RecordLevels levels, boolean snapshot) {
        inSnapshot = snapshot;
        followed.apply(levels);
    }

    @Override
    public void onChange(boolean bid, long price, long before, long after, boolean sent) {
        if (!counting) {
            return;
        }
        final long bucket = grid.idOf(price);
        grid.add(bid, bucket, price, after - before, inverse ? base(price, after) - base(price, before) : 0);
        // Levels come sorted by price, so that those of one bucket are neighbours.
        if (dirtyCount == 0 || dirtyCount < MAX_DIRTY && dirty[dirtyCount - 1] != bucket) {
            dirty[dirtyCount++] = bucket;
        }
        if (sent && !inSnapshot) {
            flow.onChange(before, after);
        }
    }

    /** Size in the base asset at -8 of contracts at a price. */
    private long base(long price, long quantity) {
        if (quantity == 0 || noBase) {
            return 0;
        }
        final long common = conversion == null ? Conversion.REFUSED : conversion.price(price);
        final long size = common == Conversion.REFUSED ? common : conversion.quantity(quantity, common);
        if (size == Conversion.REFUSED) {
            noBase = true;
            switched = true;
            return 0;
        }
        return size;
    }

    @Override
    public void onClear() {
        unsound = false;
        if (counting) {
            grid.clear();
            dirtyCount = MAX_DIRTY;
        }
    }

    /** What the book stage says of the book. */
    void live(boolean isLive) {
        live = isLive;
    }

    void onTrade(long quantity) {
        flow.onTrade(quantity);
    }

    /** After all that a record did to the book. */
    void conclude(long timeNs) {
        followed.conclude();
        if (!live || unsound || !followed.isWhole() && !followed.isPartial()) {
            lose(timeNs);
        } else if (counting && !grid.isSound()) {
            unsound = true;
            lose(timeNs);
        } else if (followed.isWhole()) {
            final OrderBook book = followed.book();
            final boolean twoSides = book.bidPrice() > 0 && book.askPrice() > 0
                && book.bidPrice() < MAX_PRICE && book.askPrice() < MAX_PRICE;
            if (twoSides) {
                place(book.bidPrice() + book.askPrice(), timeNs);
            } else if (counting) {
                refreshIn(window, timeNs);
                window.loseMid(timeNs);
            }
        }
        addable = counting && conversion != null && !noBase && commonWidth > 0;
        whole = followed.isWhole();
    }

    private void place(long twiceMid, long timeNs) {
        if (!counting) {
            begin(twiceMid, timeNs);
            return;
        }
        final long midId = midId(twiceMid);
        if (!grid.covers(midId - window.reach(), midId + window.reach())) {
            count(midId);
            dirtyCount = MAX_DIRTY;
        }
        window.place(midId, timeNs);
        refreshIn(window, timeNs);
        window.conclude(timeNs);
    }

    private void begin(long twiceMid, long timeNs) {
        width = width == null ? widths.of(facts, twiceMid) : width;
        final long newWidth = width.atLeast(facts.priceExponent());
        if (newWidth == 0 || newWidth > MAX_WIDTH) {
            return;
        }
        commonWidth = width.at(facts.priceExponent()) == 0 ? 0 : width.at(COMMON_EXPONENT);
        grid.begin(newWidth, 0);
        count(midId(twiceMid));
        unsound = !grid.isSound();
        if (!unsound) {
            counting = true;
            switched = true;
            window.place(midId(twiceMid), timeNs);
            window.conclude(timeNs);
            flow.begin(timeNs);
        }
    }

    private long midId(long twiceMid) {
        return twiceMid / (2 * grid.width());
    }

    /** Walks the whole book: it has become LIVE, or its mid has come near the end of the grid's range. */
    private void count(long midId) {
        grid.begin(grid.width(), midId);
        switched |= noBase;
        noBase = false;
        cursor.bids(followed.book());
        while (cursor.next()) {
            add(true);
        }
        cursor.asks(followed.book());
        while (cursor.next()) {
            add(false);
        }
    }

    private void add(boolean bid) {
        final long price = cursor.price();
        grid.add(bid, grid.idOf(price), price, cursor.quantity(), inverse ? base(price, cursor.quantity()) : 0);
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
        if (!followed.isPartial()) {
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
        return addable;
    }

    /** Whether the book is as of the end of a message. */
    boolean isWhole() {
        return whole;
    }

    /** Width of a bucket at exponent -8; 0 where it is no whole number there. */
    long commonWidth() {
        return commonWidth;
    }

    /** Size bid in the base asset at -8; {@link BucketSource#UNKNOWN} where that cannot hold it. */
    long commonBid(long bucket) {
        return inverse ? grid.baseBid(bucket) : common(grid.bid(bucket));
    }

    /** Size asked likewise. */
    long commonAsk(long bucket) {
        return inverse ? grid.baseAsk(bucket) : common(grid.ask(bucket));
    }

    private long common(long quantity) {
        final long size = quantity == 0 ? 0 : conversion.quantity(quantity, 1);
        return size == Conversion.REFUSED ? UNKNOWN : size;
    }

    /** Size in base units of a sum of quantities; of inverse contracts at the mid. */
    double base(long quantity) {
        final double scale = quantityExponent < 0 ? 1.0 / Digits.powerOfTen(-quantityExponent)
            : Digits.powerOfTen(quantityExponent);
        final double amount = quantity * scale * ((double) contractSize / Instrument.ONE);
        return inverse ? amount / price(mid()) : amount;
    }

    private double price(double mantissa) {
        final int exponent = facts.priceExponent();
        return exponent < 0 ? mantissa / Digits.powerOfTen(-exponent) : mantissa * Digits.powerOfTen(exponent);
    }

    /** Size bid in base units; NaN where it cannot be told. */
    double baseBid(long bucket) {
        return inverse ? noBase ? Double.NaN : (double) grid.baseBid(bucket) / Instrument.ONE : base(grid.bid(bucket));
    }

    /** Size asked likewise. */
    double baseAsk(long bucket) {
        return inverse ? noBase ? Double.NaN : (double) grid.baseAsk(bucket) / Instrument.ONE : base(grid.ask(bucket));
    }

    /** See {@link BucketGrid#offsets}. */
    double offsets(long bucket) {
        return grid.offsets(bucket);
    }

    OrderBook book() {
        return followed.book();
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
        return (book().bidPrice() + book().askPrice()) * 0.5;
    }

    @Override
    public long bestBid() {
        return book().bidPrice();
    }

    @Override
    public long bestAsk() {
        return book().askPrice();
    }

    @Override
    public double vwap(long bucket) {
        return grid.vwap(bucket);
    }

    @Override
    public boolean isShown() {
        return window.isShown() && followed.isWhole();
    }

    long hash(long seed) {
        long hash = Hashing.fold(Hashing.fold(seed, live), counting);
        hash = Hashing.fold(Hashing.fold(hash, unsound), noBase);
        hash = followed.hash(flow.hash(hash), cursor);
        return window.hash(counting ? grid.hash(hash) : hash);
    }
}
