package io.escapement.engine.features;

import io.escapement.codecs.sbe.BookChangeEncoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MarkPriceEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.columns.ColumnsReader;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.pipeline.Verdict;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Plays steps to a features stage, as instrument 1, and keeps what it tells. */
final class Rows {
    /** By boundary; in the order of the columns. */
    final NavigableMap<Long, double[]> told = new TreeMap<>();
    final StageHarness harness;
    final FeaturesStage stage;
    private final ColumnsReader reader = new ColumnsReader();

    Rows(FeaturesConfig config, long startNs, int priceExponent, int quantityExponent) {
        stage = new FeaturesStage(config);
        harness = new StageHarness(stage);
        harness.advance(startNs - harness.now());
        harness.send(TestEvents.define(1, "ETHUSDT", InstrumentStatus.TRADING, priceExponent,
            quantityExponent));
    }

    static Rows of(FeaturesConfig config, List<Step> steps) {
        return new Rows(config, steps.get(0).timeNs(), -2, -3).play(steps);
    }

    Rows play(List<Step> steps) {
        steps.forEach(this::play);
        return this;
    }

    void play(Step step) {
        harness.advance(step.timeNs() - harness.now());
        if (step.levels() != null) {
            harness.upstream(slot -> write(slot, step));
        } else if (step.lost()) {
            harness.upstream(slot -> harness.change(slot, 1, BookState.STALE, 0, 0, 0, 0));
        }
        if (step.isTrade()) {
            harness.upstream(slot -> slot.verdict(Verdict.APPLIED));
            harness.run(TestEvents.trade(1, harness.sequence(), step.timeNs(), step.price(), step.quantity(),
                step.side() == null ? Side.NULL_VAL : step.side()));
        } else if (step.nextFundingNs() > 0) {
            harness.run((buffer, offset, header) -> new MarkPriceEncoder().wrapAndApplyHeader(buffer, offset, header)
                .venueTimeNs(0).receiveTimeNs(0).markPrice(1).indexPrice(1).fundingRate(1)
                .nextFundingTimeNs(step.nextFundingNs()).fundingIntervalNs(1).instrumentId(1).encodedLength());
        } else {
            harness.run(TestEvents.timer(1));
        }
        take();
    }

    private void take() {
        final Slot slot = harness.slot();
        for (int at = slot.firstChecked(); at != Slot.NONE; at = slot.nextChecked(at)) {
            if (ColumnsReader.reads(slot.templateId(at))) {
                reader.wrap(slot.buffer(), at);
                final double[] row = new double[reader.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = reader.value(i);
                }
                if (told.put(reader.timeNs(), row) != null) {
                    throw new AssertionError("told twice as of " + reader.timeNs());
                }
            }
        }
    }

    /** What a column was last told to be. */
    double last(String column) {
        return told.lastEntry().getValue()[index(column)];
    }

    double at(long timeNs, String column) {
        return told.get(timeNs)[index(column)];
    }

    static int index(String column) {
        final int index = FeatureColumns.SET.index(column);
        if (index < 0) {
            throw new AssertionError("no column " + column);
        }
        return index;
    }

    private static void write(Slot slot, Step step) {
        final BookChangeEncoder encoder = new BookChangeEncoder();
        final long[][] levels = step.levels();
        encoder.wrapAndApplyHeader(slot.buffer(), slot.claimChecked(1024), new MessageHeaderEncoder())
            .venueTimeNs(step.timeNs()).updateId(1).instrumentId(1).state(BookState.LIVE);
        final BookChangeEncoder.BidsEncoder bids = encoder.bidsCount(levels[0].length);
        for (int i = 0; i < levels[0].length; i++) {
            bids.next().price(levels[0][i]).quantity(levels[1][i]);
        }
        final BookChangeEncoder.AsksEncoder asks = encoder.asksCount(levels[2].length);
        for (int i = 0; i < levels[2].length; i++) {
            asks.next().price(levels[2][i]).quantity(levels[3][i]);
        }
        slot.commitChecked(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }
}
