package io.escapement.tools.journal;

import io.escapement.codecs.Messages;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookDeltaEncoder;
import io.escapement.codecs.sbe.BookSnapshotEncoder;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.CrossedRule;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusEncoder;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.RunStartedEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SnapshotRequestEncoder;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.TimerEncoder;
import io.escapement.codecs.sbe.TradeEncoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.RecordedCores;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.pipeline.Slot;
import io.escapement.journal.JournalConfig;
import io.escapement.journal.JournalWriter;
import io.escapement.journal.Manifest;
import io.escapement.journal.RecordBuilder;
import io.escapement.journal.RecordLayout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Writes a journal as an engine with the demo's config would. Instrument 1 is BTCUSDT, 2 is ETHUSDT, prices have
 * two decimals and quantities five. Levels are text: {@code "100x5 99x0 | 101x2"}, in mantissas.
 */
public final class TestJournal implements AutoCloseable {
    public static final long START_NS = 1_767_225_600_000_000_000L;
    public static final long STEP_NS = 1_000_000L;
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final JournalWriter writer;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final Slot slot = new Slot(ByteBuffer.allocateDirect(
        PipelineConfig.RECORD_CAPACITY + PipelineConfig.CHECKED_CAPACITY).order(ByteOrder.LITTLE_ENDIAN),
        PipelineConfig.RECORD_CAPACITY);
    private Core core;
    private long nowNs;
    private boolean forging;

    public TestJournal(Path directory) {
        writer = JournalWriter.open(JournalConfig.in(directory).withBlockBytes(1 << 20).withPreTouchBytes(0)
            .withMinFreeBytes(0));
        nowNs = Math.max(START_NS, writer.lastEventTimeNs());
    }

    /** A journal of 13 records: a run, two definitions, two books going live, a delta and a trade. */
    public static Path small(Path directory) {
        try (TestJournal journal = new TestJournal(directory)) {
            journal.startRun().define(1, "BTCUSDT").define(2, "ETHUSDT").live(1).live(2)
                .delta(1, 101, 101, "100x7 99x4 | 101x0 102x9").trade(1, 102, 3);
        }
        return directory;
    }

    /** The demo's config. */
    public static String config() {
        try {
            return Files.readString(Path.of("../config/demo.yaml"));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestJournal startRun() {
        return startRun(config());
    }

    public TestJournal startRun(String config) {
        final String manifest = Manifest.of("0.1.0", "test", 7, Provenance.SIMULATED, nowNs, config).toText();
        final RecordBuilder builder = new RecordBuilder(64 * 1024);
        builder.begin(writer.lastSequence() + 1, nowNs, Provenance.ENGINE);
        final RunStartedEncoder encoder = new RunStartedEncoder();
        encoder.wrapAndApplyHeader(builder.buffer(), builder.next(), header).startTimeNs(nowNs).engineId(7)
            .manifest(manifest);
        builder.commit(HEADER + encoder.encodedLength(), RecordLayout.NO_STAGE).finish();
        writer.append(builder.buffer(), builder.bytes(), 0);
        core = new RecordedCores().core(manifest, writer.lastSequence(), nowNs);
        return this;
    }

    public TestJournal define(int id, String symbol) {
        return event(Provenance.SIMULATED, at -> {
            final InstrumentDefinitionEncoder encoder = new InstrumentDefinitionEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), at, header).receiveTimeNs(nowNs).tickSize(1).lotSize(1)
                .minQuantity(1).maxQuantity(1_000_000).minNotional(1).instrumentId(id).venue(Venue.BINANCE)
                .priceExponent((byte) -2).quantityExponent((byte) -5).status(InstrumentStatus.TRADING)
                .kind(InstrumentKind.SPOT)
                .sync(SyncKind.RANGES).checksum(ChecksumKind.NONE).checksumEvery(1).bookDepth(0)
                .crossed(CrossedRule.NEVER)
                .contractSize(Instrument.ONE)
                .symbol(symbol).baseAsset(symbol.substring(0, 3)).quoteAsset("USDT").canonical(symbol);
            return encoder.encodedLength();
        });
    }

    /** Brings an instrument live at update id 100 with 100x5 bid and 101x5 asked: four records. */
    public TestJournal live(int id) {
        return status(id, FeedCondition.SUBSCRIBED).delta(id, 99, 100, "|").status(id, FeedCondition.RESYNC_STARTED)
            .snapshot(id, 100, "100x5 | 101x5");
    }

    public TestJournal status(int id, FeedCondition condition) {
        return event(Provenance.ENGINE, at -> {
            final FeedStatusEncoder encoder = new FeedStatusEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), at, header).receiveTimeNs(nowNs).instrumentId(id)
                .connectionId(1).venue(Venue.BINANCE).condition(condition).detail("");
            return encoder.encodedLength();
        });
    }

    public TestJournal delta(int id, long first, long last, String levels) {
        return event(Provenance.SIMULATED, at -> {
            final BookDeltaEncoder encoder = new BookDeltaEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), at, header).venueTimeNs(nowNs).receiveTimeNs(nowNs)
                .firstUpdateId(first).lastUpdateId(last).previousUpdateId(
                    BookDeltaDecoder.previousUpdateIdNullValue())
                .instrumentId(id).flags((short) (Messages.FIRST_FRAGMENT | Messages.LAST_FRAGMENT))
                .checksum(BookDeltaEncoder.checksumNullValue());
            final List<long[]> bids = side(levels, 0);
            final BookDeltaEncoder.BidsEncoder bid = encoder.bidsCount(bids.size());
            bids.forEach(level -> bid.next().price(level[0]).quantity(level[1]));
            final List<long[]> asks = side(levels, 1);
            final BookDeltaEncoder.AsksEncoder ask = encoder.asksCount(asks.size());
            asks.forEach(level -> ask.next().price(level[0]).quantity(level[1]));
            return encoder.encodedLength();
        });
    }

    public TestJournal snapshot(int id, long lastId, String levels) {
        return event(Provenance.SIMULATED, at -> {
            final BookSnapshotEncoder encoder = new BookSnapshotEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), at, header).venueTimeNs(nowNs).receiveTimeNs(nowNs)
                .lastUpdateId(lastId).instrumentId(id)
                .flags((short) (Messages.FIRST_FRAGMENT | Messages.LAST_FRAGMENT))
                .checksum(BookSnapshotEncoder.checksumNullValue());
            final List<long[]> bids = side(levels, 0);
            final BookSnapshotEncoder.BidsEncoder bid = encoder.bidsCount(bids.size());
            bids.forEach(level -> bid.next().price(level[0]).quantity(level[1]));
            final List<long[]> asks = side(levels, 1);
            final BookSnapshotEncoder.AsksEncoder ask = encoder.asksCount(asks.size());
            asks.forEach(level -> ask.next().price(level[0]).quantity(level[1]));
            return encoder.encodedLength();
        });
    }

    /** Lets time pass. */
    public TestJournal after(long ns) {
        nowNs += ns;
        return this;
    }

    public TestJournal timer(int id) {
        return event(Provenance.ENGINE, at -> {
            final TimerEncoder encoder = new TimerEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), at, header).dueTimeNs(nowNs).cadenceNs(1_000_000_000L)
                .instrumentId(id);
            return encoder.encodedLength();
        });
    }

    /** The next request for a snapshot says that it is the 77th, which no core would. */
    public TestJournal forgeNextEffect() {
        forging = true;
        return this;
    }

    /** Lets time pass. */
    public TestJournal pause(long ns) {
        nowNs += ns;
        return this;
    }

    public TestJournal trade(int id, long price, long quantity) {
        return event(Provenance.SIMULATED, at -> {
            final TradeEncoder encoder = new TradeEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), at, header).venueTimeNs(nowNs).receiveTimeNs(nowNs)
                .tradeId(writer.lastSequence()).price(price).quantity(quantity).instrumentId(id)
                .aggressorSide(Side.BUY);
            return encoder.encodedLength();
        });
    }

    private TestJournal event(Provenance provenance, IntUnaryOperator encoder) {
        nowNs += STEP_NS;
        slot.clear();
        slot.commitEvent(HEADER + encoder.applyAsInt(slot.event()), provenance);
        core.onEvent(slot, nowNs);
        if (forging && slot.firstEffect() != Slot.NONE
            && slot.templateId(slot.firstEffect()) == SnapshotRequestEncoder.TEMPLATE_ID) {
            slot.buffer().putInt(slot.firstEffect() + HEADER + SnapshotRequestEncoder.attemptEncodingOffset(), 77,
                ByteOrder.LITTLE_ENDIAN);
            forging = false;
        }
        writer.append(slot.buffer(), slot.bytes(), 0);
        return this;
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

    @Override
    public void close() {
        writer.close();
    }
}
