package io.escapement.engine.inputs;

import io.escapement.codecs.sbe.BarEncoder;
import io.escapement.codecs.sbe.BarKind;
import io.escapement.codecs.sbe.BucketSnapshotEncoder;
import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.codecs.sbe.HistoryBarEncoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.PositionUpdateEncoder;
import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.ColumnSet;
import io.escapement.engine.columns.ColumnsWriter;
import io.escapement.engine.columns.Reset;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static io.escapement.engine.pipeline.TestEvents.SECOND;

/** What inputs are made of, as other stages would tell it. */
final class InputEvents {
    static final MessageHeaderDecoder HEADER = new MessageHeaderDecoder();
    static final ColumnSet SET = set(ColumnBlock.FLOW, "first", "second", "third");
    static final ColumnSet PAIR_SET = set(ColumnBlock.PAIR, "pair_first", "pair_second");
    private static final ColumnsWriter QUALITY = new ColumnsWriter(set(ColumnBlock.QUALITY, "dq_score", "dq_other"));
    private static final MessageHeaderEncoder ENCODED = new MessageHeaderEncoder();
    private static final BarEncoder BAR = new BarEncoder();
    private static final BucketSnapshotEncoder BUCKETS = new BucketSnapshotEncoder();
    private static final PositionUpdateEncoder POSITION = new PositionUpdateEncoder();

    private InputEvents() {
    }

    static ColumnSet set(ColumnBlock block, String... names) {
        return new ColumnSet(block, Stream.of(names).map(name -> new Column(name, 1, "1", "none", "none", Reset.NEVER,
            "made up", "none")).toList());
    }

    /** Expects block QUALITY each second, with a score of 100 where nothing is wrong. */
    static InputConfig withQuality() {
        return new InputConfig("BTCUSDT", true, List.of(new InputConfig.Block(
            set(ColumnBlock.QUALITY, "dq_score", "dq_other"), SECOND)), List.of(), "dq_score", 100);
    }

    static double[] nothing() {
        final double[] nothing = new double[BarField.count()];
        Arrays.fill(nothing, Double.NaN);
        return nothing;
    }

    static void play(StageHarness harness, InputBook book, StageHarness.EventWriter event) {
        harness.run(event);
        book.onRecord(harness.slot());
    }

    /** Opens at the price, goes 200 mantissas up and 100 down, closes 100 above; 3 in volume, of which 1 bought. */
    static StageHarness.EventWriter history(int id, Timeframe timeframe, long open, long price) {
        return (buffer, offset, header) -> new HistoryBarEncoder().wrapAndApplyHeader(buffer, offset, header)
            .receiveTimeNs(open).openTimeNs(open).durationNs(timeframe.durationNs()).openPrice(price)
            .highPrice(price + 200).lowPrice(price - 100).closePrice(price + 100).volume(300_000_000L)
            .buyVolume(100_000_000L).notional(3 * price * 1_000_000L).instrumentId(id).tradeCount(7).encodedLength();
    }

    static void bar(Slot slot, int id, Timeframe timeframe, long open, long price) {
        BAR.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(256), ENCODED).openTimeNs(open)
            .durationNs(timeframe.durationNs()).openPrice(price).highPrice(price + 1).lowPrice(price - 1)
            .closePrice(price).volume(5).buyVolume(2).notional(price * 5).instrumentId(id).tradeCount(2).buyCount(1)
            .lateTradeCount(0).kind(BarKind.TIME).endTimeNs(open + timeframe.durationNs())
            .size(BarEncoder.sizeNullValue()).viewId(BarEncoder.viewIdNullValue());
        slot.commitEffect(8 + BAR.encodedLength());
    }

    /** More was bought than traded. */
    static void brokenBar(Slot slot, int id, Timeframe timeframe, long open) {
        BAR.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(256), ENCODED).openTimeNs(open)
            .durationNs(timeframe.durationNs()).openPrice(9).highPrice(9).lowPrice(9).closePrice(9).volume(5)
            .buyVolume(6).notional(45).instrumentId(id).tradeCount(2).buyCount(1).lateTradeCount(0)
            .kind(BarKind.TIME).endTimeNs(open + timeframe.durationNs()).size(BarEncoder.sizeNullValue())
            .viewId(BarEncoder.viewIdNullValue());
        slot.commitEffect(8 + BAR.encodedLength());
    }

    /** 41 columns of 10.00, the bid of each its index in mantissas; nothing is offered. */
    static void buckets(Slot slot, int id, long timeNs, double mid) {
        BUCKETS.wrapAndApplyHeader(slot.buffer(), slot.claimChecked(4_096), ENCODED).timeNs(timeNs)
            .cadenceNs(SECOND / 10).width(1_000).firstId(6_980).mid(mid).imbalance(1).imbalanceMean1s(0.9)
            .imbalanceMean5s(0.8).imbalanceMean15s(0.7).imbalanceMean60s(Double.NaN).instrumentId(id)
            .viewId(BucketSnapshotEncoder.viewIdNullValue());
        final BucketSnapshotEncoder.ColumnsEncoder column = BUCKETS.columnsCount(41);
        for (int i = 0; i < 41; i++) {
            column.next().bidQuantity(i).askQuantity(0).vwap(Double.NaN).bidOrders(i)
                .askOrders(BucketSnapshotEncoder.ColumnsEncoder.askOrdersNullValue());
        }
        final BucketSnapshotEncoder.MeansEncoder mean = BUCKETS.meansCount(41);
        for (int i = 0; i < 41; i++) {
            mean.next().mean1s(0).mean5s(0).mean15s(0).mean60s(0);
        }
        slot.commitChecked(8 + BUCKETS.encodedLength());
    }

    static void position(Slot slot, int id, int strategy, long quantity, long price) {
        POSITION.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(512), ENCODED).quantity(quantity)
            .averagePrice(price).realised(1).fees(2).unrealised(PositionUpdateEncoder.unrealisedNullValue())
            .markPrice(PositionUpdateEncoder.markPriceNullValue()).instrumentId(id).strategyId(strategy)
            .realisedFifo(1).funding(0).amountsCount(0);
        slot.commitEffect(8 + POSITION.encodedLength());
    }

    static void quality(Slot slot, int id, long timeNs, double score) {
        QUALITY.write(slot, id, timeNs, SECOND, new double[] {score, Double.NaN});
    }

    static void otherQuality(Slot slot, int id, long timeNs, double score) {
        new ColumnsWriter(set(ColumnBlock.QUALITY, "dq_score", "another")).write(slot, id, timeNs, SECOND,
            new double[] {score, 1});
    }
}
