package io.escapement.engine.features;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.bars.BarsConfig;
import io.escapement.engine.bars.BarsStage;
import io.escapement.engine.book.BookStage;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.feed.FeedStage;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.Verdict;
import io.escapement.engine.testkit.Captures;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.binance.BinanceFrameDecoder;
import io.escapement.engine.venue.binance.DepthSnapshotDecoder;
import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.event.FeedEvents;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the engine's own decoder, feed, book and bars make of a recording of Binance USD-M: steps for a script. */
final class RecordedSteps implements Inlet, Stage, ControlListener {
    private static List<Step> ethusdt;

    private final Slot slot = SlotSizes.USUAL.newSlot();
    private final List<Step> steps = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookChangeDecoder change = new BookChangeDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final Core core;
    private long nowNs;

    private RecordedSteps() {
        final FeedLimits limits = FeedLimits.forBinance(1);
        core = new Core(List.of(new FeedStage(limits), new BookStage(limits),
            new BarsStage(new BarsConfig(List.of(1_000_000_000L), 250_000_000L, 10, 60_000_000_000L)), this));
    }

    /** Of ETHUSDT; prices at -2, quantities at -3. Read once. The test is skipped where the recording is absent. */
    static synchronized List<Step> ethusdt() {
        if (ethusdt == null) {
            ethusdt = List.copyOf(read());
        }
        return ethusdt;
    }

    private static List<Step> read() {
        final RecordedSteps player = new RecordedSteps();
        final Instrument instrument = new Instrument(1, Venue.BINANCE_USDM, "ETHUSDT", "ETH", "USDT", -2, -3, 1, 1, 1,
            Long.MAX_VALUE, 0, InstrumentStatus.TRADING, InstrumentKind.LINEAR, Instrument.ONE, "ETH/USDT",
            BookRules.of(SyncKind.CHAIN));
        final BinanceFrameDecoder decoder = new BinanceFrameDecoder(player, new InstrumentLookup(List.of(instrument)),
            player, Venue.BINANCE_USDM, 1, Provenance.CAPTURE, TimeUnit.MILLISECONDS);
        final FeedEvents feed = new FeedEvents(player, Provenance.CAPTURE, Venue.BINANCE_USDM, () -> player.nowNs);
        final DepthSnapshotDecoder snapshots = new DepthSnapshotDecoder(player, Venue.BINANCE_USDM, 1,
            Provenance.CAPTURE, TimeUnit.MILLISECONDS);
        for (final CaptureLine line : Captures.lines(Captures.USDM_ETHUSDT, CaptureLine.Kind.IN,
            CaptureLine.Kind.HTTP)) {
            if (player.nowNs == 0) {
                player.nowNs = line.timeNs();
                feed.define(instrument, player.nowNs);
                feed.status(FeedCondition.SUBSCRIBED, 1, 1, "");
            }
            player.nowNs = Math.max(player.nowNs, line.timeNs());
            final byte[] bytes = line.text().getBytes(StandardCharsets.UTF_8);
            if (line.kind() == CaptureLine.Kind.IN) {
                decoder.onFrame(new UnsafeBuffer(bytes), 0, bytes.length, player.nowNs, 0);
            } else if (line.url().contains("/depth?")) {
                feed.status(FeedCondition.RESYNC_STARTED, 1, 1, "");
                snapshots.onBody(new UnsafeBuffer(bytes), 0, bytes.length, instrument, player.nowNs);
            }
        }
        return player.steps;
    }

    @Override
    public Slot claim() {
        slot.clear();
        return slot;
    }

    @Override
    public void publish(Slot published) {
        core.onEvent(published, nowNs);
        if (published.isFaulted()) {
            throw new AssertionError(published.failure());
        }
    }

    @Override
    public void abandon(Slot given) {
        // There is nothing to give back.
    }

    @Override
    public String name() {
        return "steps";
    }

    @Override
    public void onEvent(Slot record) {
        for (int at = record.firstChecked(); at != Slot.NONE; at = record.nextChecked(at)) {
            if (record.templateId(at) == BookChangeDecoder.TEMPLATE_ID) {
                change.wrapAndApplyHeader(record.buffer(), at, header);
                steps.add(change.state() == BookState.LIVE ? book() : Step.lost(nowNs));
            }
        }
        if (record.eventTemplateId() == TradeDecoder.TEMPLATE_ID && record.verdict() == Verdict.APPLIED) {
            trade.wrapAndApplyHeader(record.buffer(), record.event(), header);
            steps.add(Step.trade(nowNs, trade.price(), trade.quantity(),
                trade.aggressorSide() == Side.NULL_VAL ? null : trade.aggressorSide()));
        }
    }

    private Step book() {
        final List<long[]> bids = new ArrayList<>();
        for (final BookChangeDecoder.BidsDecoder bid : change.bids()) {
            bids.add(new long[] {bid.price(), bid.quantity()});
        }
        final List<long[]> asks = new ArrayList<>();
        for (final BookChangeDecoder.AsksDecoder ask : change.asks()) {
            asks.add(new long[] {ask.price(), ask.quantity()});
        }
        return Step.book(nowNs, column(bids, 0), column(bids, 1), column(asks, 0), column(asks, 1));
    }

    private static long[] column(List<long[]> levels, int index) {
        return levels.stream().mapToLong(level -> level[index]).toArray();
    }

    @Override
    public long stateHash() {
        return 0;
    }

    @Override
    public void onAccepted(long requestId) {
        // Not asked.
    }

    @Override
    public void onRefused(long requestId, int code, String message) {
        // Not asked.
    }

    @Override
    public void onShutdownNotice(long venueTimeNs) {
        // Not in a recording.
    }
}
