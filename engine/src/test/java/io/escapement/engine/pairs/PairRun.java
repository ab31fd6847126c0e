package io.escapement.engine.pairs;

import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.PairAlertDecoder;
import io.escapement.engine.columns.ColumnsReader;
import io.escapement.engine.market.InstrumentName;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness;

import java.util.ArrayList;
import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.timer;

/** The stage with one pair: instrument 1 is x, instrument 2 is y. Bids are given, offers are two mantissas above. */
final class PairRun {
    static final PairsConfig.Pair PAIR = new PairsConfig.Pair(InstrumentName.parse("binance ETHUSDT"),
        InstrumentName.parse("binance btcusdt"));

    /** One update: when, and what. */
    record Row(long timeNs, double[] values) {
    }

    final PairsStage stage;
    final StageHarness harness;
    final List<Row> rows = new ArrayList<>();
    final List<String> alerts = new ArrayList<>();
    private final ColumnsReader reader = new ColumnsReader();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PairAlertDecoder alert = new PairAlertDecoder();

    PairRun(PairsConfig config) {
        stage = new PairsStage(config);
        harness = new StageHarness(stage);
    }

    static PairsConfig config(int window) {
        return new PairsConfig(List.of(PAIR), window, 2, 0.5, 3);
    }

    PairRun defined() {
        send(define(1, "BTCUSDT"));
        send(define(2, "ETHUSDT"));
        return this;
    }

    void send(StageHarness.EventWriter event) {
        harness.run(event);
        final Slot slot = harness.slot();
        for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            if (ColumnsReader.reads(slot.templateId(effect))) {
                reader.wrap(slot.buffer(), effect);
                final double[] values = new double[reader.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = reader.value(i);
                }
                rows.add(new Row(reader.timeNs(), values));
            }
        }
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == PairAlertDecoder.TEMPLATE_ID) {
                alert.wrapAndApplyHeader(slot.buffer(), effect, header);
                alerts.add(rows.size() + " pair " + alert.pairId() + (alert.beyond() == 1 ? " beyond " : " back from ")
                    + alert.threshold() + (Double.isNaN(alert.z()) ? " unknown" : ""));
            }
        }
    }

    void quotes(long bidY, long bidX) {
        harness.live(1, bidX, 1_000, bidX + 2, 1_000).live(2, bidY, 1_000, bidY + 2, 1_000);
        send(timer(1));
    }

    /** Quotes in the middle of the second, and a timer at its end. @return what was told */
    double[] second(long bidY, long bidX) {
        harness.advance(SECOND / 2);
        quotes(bidY, bidX);
        return end();
    }

    /** A timer half a second on. */
    double[] end() {
        harness.advance(SECOND / 2);
        send(timer(1));
        return last();
    }

    /** A second in which there is nothing but a timer at its end. */
    double[] pass() {
        harness.advance(SECOND);
        send(timer(1));
        return last();
    }

    /** What was told last; null: nothing yet. */
    double[] last() {
        return rows.isEmpty() ? null : rows.get(rows.size() - 1).values;
    }
}
