package io.escapement.engine.feed;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookDeltaEncoder;
import io.escapement.codecs.sbe.BookSnapshotEncoder;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.CrossedRule;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusDecoder;
import io.escapement.codecs.sbe.FeedStatusEncoder;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.OperatorCommandDecoder;
import io.escapement.codecs.sbe.OperatorCommandEncoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.TimerEncoder;
import io.escapement.codecs.sbe.TradeEncoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.book.BookStage;
import io.escapement.engine.book.OrderBook;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.StageDriver;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes events as a venue and the control side would, and runs them through the feed and book stages. Each method
 * gives the record back as lines. Levels are text: {@code "100x5 99x0 | 101x2"}.
 */
public final class FeedScript {
    public static final byte WHOLE = Messages.FIRST_FRAGMENT | Messages.LAST_FRAGMENT;
    public static final byte FIRST = Messages.FIRST_FRAGMENT;
    public static final byte MIDDLE = 0;
    public static final byte LAST = Messages.LAST_FRAGMENT;
    public static final long MS = 1_000_000L;
    public static final int CONNECTION = 7;
    public static final long NO_CHECKSUM = BookDeltaEncoder.checksumNullValue();
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    public final FeedStage feed;
    public final BookStage book;
    public final StageDriver driver;
    public long nowNs = 1_700_000_000_000_000_000L;
    public long lagNs;
    public Venue venue = Venue.BINANCE;
    /** What the next definitions say; null says nothing, as before schema version 2. */
    public SyncKind sync;
    public ChecksumKind checksumKind = ChecksumKind.NONE;
    public int checksumEvery = 1;
    public CrossedRule crossed = CrossedRule.NEVER;
    public int depth;
    public byte priceExponent = -2;
    public byte quantityExponent = -5;
    public String canonical = "B/Q";
    public String baseAsset = "B";
    public InstrumentKind kind = InstrumentKind.SPOT;
    public long contractSize = 100_000_000;
    /** Goes with the next delta or snapshot alone. */
    public long checksum = NO_CHECKSUM;
    /** The venue's clock, where it is not the engine's. */
    public long venueAheadNs;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    public FeedScript(FeedLimits limits) {
        this(limits, 32 * 1024, 32 * 1024);
    }

    /** With room for the books of busy venues. */
    public static FeedScript forRecordings(FeedLimits limits) {
        return new FeedScript(limits, 64 * 1024, 64 * 1024, OrderBook.DEFAULT_MAX_FAR_LEVELS);
    }

    public FeedScript(FeedLimits limits, int recordCapacity, int checkedCapacity) {
        this(limits, recordCapacity, checkedCapacity, 4096);
    }

    /** With stages behind those of feed and book, and room for what these tell. */
    public FeedScript(FeedLimits limits, List<Stage> behind) {
        this(limits, 64 * 1024, 128 * 1024, OrderBook.DEFAULT_MAX_FAR_LEVELS, behind);
    }

    private FeedScript(FeedLimits limits, int recordCapacity, int checkedCapacity, int maxFarLevels) {
        this(limits, recordCapacity, checkedCapacity, maxFarLevels, List.of());
    }

    private FeedScript(FeedLimits limits, int recordCapacity, int checkedCapacity, int maxFarLevels,
                       List<Stage> behind) {
        feed = new FeedStage(limits);
        book = new BookStage(limits, 4096, maxFarLevels);
        if (!behind.isEmpty()) {
            book.tellLevels(0, 0);
        }
        final List<Stage> stages = new ArrayList<>(List.of(feed, book));
        stages.addAll(behind);
        driver = new StageDriver(recordCapacity, checkedCapacity, stages.toArray(Stage[]::new));
    }

    /** Limits with short times, for tests that let them pass. */
    public static FeedLimits limits() {
        return new FeedLimits(8, 5_000 * MS, 1_000 * MS, 4096, 3, 1_000 * MS, 8_000 * MS, 10_000 * MS, 2_000 * MS, 12);
    }

    public List<String> define(int id) {
        return define(id, 1, InstrumentStatus.TRADING);
    }

    public List<String> define(int id, long tickSize, InstrumentStatus status) {
        driver.run(nowNs, (buffer, offset) -> {
            final InstrumentDefinitionEncoder encoder = new InstrumentDefinitionEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, header).receiveTimeNs(nowNs).tickSize(tickSize).lotSize(1)
                .minQuantity(1).maxQuantity(1_000_000).minNotional(1).instrumentId(id).venue(venue)
                .priceExponent(priceExponent).quantityExponent(quantityExponent).status(status)
                .kind(kind).sync(sync == null ? SyncKind.NULL_VAL : sync).checksum(checksumKind)
                .checksumEvery(checksumEvery).bookDepth(depth).contractSize(contractSize).crossed(crossed)
                .symbol("S" + id).baseAsset(baseAsset).quoteAsset("Q").canonical(canonical);
            return HEADER + encoder.encodedLength();
        });
        return driver.lines();
    }

    public List<String> delta(int id, long first, long last, String levels) {
        return delta(id, first, last, BookDeltaDecoder.previousUpdateIdNullValue(), WHOLE, levels);
    }

    public List<String> delta(int id, long first, long last, long previous, byte flags, String levels) {
        driver.run(nowNs, (buffer, offset) -> {
            final BookDeltaEncoder encoder = new BookDeltaEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, header).venueTimeNs(nowNs + venueAheadNs)
                .receiveTimeNs(nowNs - lagNs)
                .firstUpdateId(first).lastUpdateId(last).previousUpdateId(previous).instrumentId(id).flags(flags)
                .checksum(takeChecksum());
            final List<long[]> bids = side(levels, 0);
            final BookDeltaEncoder.BidsEncoder bid = encoder.bidsCount(bids.size());
            bids.forEach(level -> bid.next().price(level[0]).quantity(level[1]));
            final List<long[]> asks = side(levels, 1);
            final BookDeltaEncoder.AsksEncoder ask = encoder.asksCount(asks.size());
            asks.forEach(level -> ask.next().price(level[0]).quantity(level[1]));
            return HEADER + encoder.encodedLength();
        });
        return driver.lines();
    }

    public List<String> snapshot(int id, long lastId, String levels) {
        return snapshot(id, lastId, WHOLE, levels);
    }

    public List<String> snapshot(int id, long lastId, byte flags, String levels) {
        driver.run(nowNs, (buffer, offset) -> {
            final BookSnapshotEncoder encoder = new BookSnapshotEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, header).venueTimeNs(nowNs).receiveTimeNs(nowNs)
                .lastUpdateId(lastId).instrumentId(id).flags(flags)
                .checksum(takeChecksum());
            final List<long[]> bids = side(levels, 0);
            final BookSnapshotEncoder.BidsEncoder bid = encoder.bidsCount(bids.size());
            bids.forEach(level -> bid.next().price(level[0]).quantity(level[1]));
            final List<long[]> asks = side(levels, 1);
            final BookSnapshotEncoder.AsksEncoder ask = encoder.asksCount(asks.size());
            asks.forEach(level -> ask.next().price(level[0]).quantity(level[1]));
            return HEADER + encoder.encodedLength();
        });
        return driver.lines();
    }

    /** A whole snapshot of the stream. */
    public List<String> inStream(int id, long lastId, String levels) {
        return snapshot(id, lastId, (byte) (WHOLE | Messages.IN_STREAM), levels);
    }

    private long takeChecksum() {
        final long taken = checksum;
        checksum = NO_CHECKSUM;
        return taken;
    }

    private static List<long[]> side(String levels, int side) {
        final List<long[]> result = new ArrayList<>();
        for (final String level : levels.split("\\|", -1)[side].trim().split(" ")) {
            if (!level.isEmpty()) {
                final String[] parts = level.split("x");
                result.add(new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1])});
            }
        }
        return result;
    }

    /** @param id an instrument, or 0 for all of the connection */
    public List<String> status(int id, FeedCondition condition) {
        return status(id, CONNECTION, condition);
    }

    public List<String> status(int id, int connection, FeedCondition condition) {
        driver.run(nowNs, (buffer, offset) -> {
            final FeedStatusEncoder encoder = new FeedStatusEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, header).receiveTimeNs(nowNs)
                .instrumentId(id == 0 ? FeedStatusDecoder.instrumentIdNullValue() : id).connectionId(connection)
                .venue(venue).condition(condition).detail("");
            return HEADER + encoder.encodedLength();
        });
        return driver.lines();
    }

    public List<String> timer(int id) {
        driver.run(nowNs, (buffer, offset) -> {
            final TimerEncoder encoder = new TimerEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, header).dueTimeNs(nowNs).cadenceNs(1_000 * MS).instrumentId(id);
            return HEADER + encoder.encodedLength();
        });
        return driver.lines();
    }

    public List<String> trade(int id) {
        return trade(id, 100);
    }

    public List<String> trade(int id, long price) {
        return trade(id, 1, price, 1);
    }

    public List<String> trade(int id, long tradeId, long price, long quantity) {
        driver.run(nowNs, (buffer, offset) -> {
            final TradeEncoder encoder = new TradeEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, header).venueTimeNs(nowNs).receiveTimeNs(nowNs).tradeId(tradeId)
                .price(price).quantity(quantity).instrumentId(id).aggressorSide(Side.BUY);
            return HEADER + encoder.encodedLength();
        });
        return driver.lines();
    }

    /** @param id an instrument, or 0 for all */
    public List<String> operatorResync(int id) {
        driver.run(nowNs, (buffer, offset) -> {
            final OperatorCommandEncoder encoder = new OperatorCommandEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, header).receiveTimeNs(nowNs)
                .instrumentId(id == 0 ? OperatorCommandDecoder.instrumentIdNullValue() : id).command(Command.RESYNC)
                .cause(Reason.OPERATOR).person("p").reason("r");
            return HEADER + encoder.encodedLength();
        });
        return driver.lines();
    }

    /** Defines instrument 1 and brings it live at update id 100 with 100x5 bid and 101x5 asked. */
    public FeedScript live() {
        define(1);
        status(1, FeedCondition.SUBSCRIBED);
        delta(1, 99, 100, "|");
        status(1, FeedCondition.RESYNC_STARTED);
        snapshot(1, 100, "100x5 | 101x5");
        return this;
    }

    /** Defines instrument 1 with a rule whose snapshots come in the stream, and brings it live as {@link #live}. */
    public FeedScript liveInStream(SyncKind kind) {
        sync = kind;
        define(1);
        status(1, FeedCondition.SUBSCRIBED);
        inStream(1, 100, "100x5 | 101x5");
        return this;
    }

    public FeedScript after(long ms) {
        nowNs += ms * MS;
        return this;
    }
}
