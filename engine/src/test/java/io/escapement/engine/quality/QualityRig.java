package io.escapement.engine.quality;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BarEncoder;
import io.escapement.codecs.sbe.BarKind;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookDeltaEncoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusEncoder;
import io.escapement.codecs.sbe.HistoryBarEncoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.QualityAlertDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.columns.ColumnsReader;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.pipeline.Verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import static io.escapement.engine.pipeline.TestEvents.SECOND;

/** A quality stage behind scripted stages: sends events, and remembers alerts and the columns told last. */
final class QualityRig {
    static final long MS = 1_000_000;

    final QualityStage stage;
    final StageHarness harness;
    final List<String> alerts = new ArrayList<>();
    final List<Long> toldSeconds = new ArrayList<>();
    final double[] columns = new double[QualityColumns.SET.size()];
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final long startNs;
    private long tradeId;

    QualityRig(QualityConfig config) {
        stage = new QualityStage(config);
        harness = new StageHarness(stage);
        startNs = harness.now();
    }

    QualityRig() {
        this(QualityConfig.usual());
    }

    QualityRig define(int... ids) {
        for (final int id : ids) {
            send(TestEvents.define(id, "BTCUSDT" + id));
        }
        return this;
    }

    QualityRig send(StageHarness.EventWriter event) {
        harness.run(event);
        final Slot slot = harness.slot();
        final MessageHeaderDecoder head = new MessageHeaderDecoder();
        for (int at = slot.firstEffect(); at != Slot.NONE; at = slot.nextEffect(at)) {
            if (slot.templateId(at) == QualityAlertDecoder.TEMPLATE_ID) {
                final QualityAlertDecoder alert = new QualityAlertDecoder();
                alert.wrapAndApplyHeader(slot.buffer(), at, head);
                alerts.add(String.format(Locale.ROOT, "%d %s %.6g of %.6g", alert.instrumentId(), alert.finding(),
                    alert.observed(), alert.allowed()));
            }
        }
        for (int at = slot.firstChecked(); at != Slot.NONE; at = slot.nextChecked(at)) {
            final ColumnsReader reader = new ColumnsReader();
            if (ColumnsReader.reads(slot.templateId(at)) && reader.wrap(slot.buffer(), at).subjectId() == 1) {
                toldSeconds.add((reader.timeNs() - startNs) / SECOND);
                for (int i = 0; i < columns.length; i++) {
                    columns[i] = reader.value(i);
                }
            }
        }
        return this;
    }

    double column(String name) {
        return columns[QualityColumns.SET.index(name)];
    }

    QualityRig live(int id, long bid, long ask) {
        harness.live(id, bid, 1, ask, 1);
        return status(id, BookState.LIVE, Reason.SYNCHRONISED);
    }

    QualityRig status(int id, BookState state, Reason reason) {
        harness.upstream(slot -> {
            final BookStatusEncoder encoder = new BookStatusEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), header)
                .expected(BookStatusEncoder.expectedNullValue()).observed(BookStatusEncoder.observedNullValue())
                .instrumentId(id).state(state).previousState(BookState.LIVE).reason(reason);
            slot.commitEffect(8 + encoder.encodedLength());
        });
        return this;
    }

    /** A delta whose venue's stamp is so long before our receive time; null stamps where that is the least long. */
    QualityRig delta(int id, long behindNs) {
        return send((buffer, offset, head) -> {
            final BookDeltaEncoder encoder = new BookDeltaEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, head)
                .venueTimeNs(behindNs == Long.MIN_VALUE ? behindNs : harness.now() - behindNs)
                .receiveTimeNs(harness.now()).firstUpdateId(1).lastUpdateId(1)
                .previousUpdateId(BookDeltaDecoder.previousUpdateIdNullValue()).instrumentId(id)
                .flags((short) (Messages.FIRST_FRAGMENT | Messages.LAST_FRAGMENT))
                .checksum(BookDeltaEncoder.checksumNullValue());
            encoder.bidsCount(0);
            encoder.asksCount(0);
            return encoder.encodedLength();
        });
    }

    QualityRig delta(int id) {
        return delta(id, 10 * MS);
    }

    /** So many seconds with a delta each half second, and the one-second bar that ends. */
    QualityRig healthy(int seconds) {
        for (int i = 0; i < seconds; i++) {
            harness.advance(SECOND / 2);
            delta(1);
            harness.advance(SECOND / 2);
            bar(1, harness.now() - SECOND, SECOND, 10_000, bar -> { });
            delta(1);
        }
        return this;
    }

    QualityRig trade(long price, long quantity, long venueTimeNs, byte verdict) {
        harness.upstream(slot -> slot.verdict(verdict));
        return send(TestEvents.trade(1, ++tradeId, venueTimeNs, price, quantity, Side.BUY));
    }

    QualityRig trade(long price) {
        return trade(price, 1, harness.now(), Verdict.APPLIED);
    }

    QualityRig bar(int id, long openNs, long durationNs, long price, Consumer<BarEncoder> changes) {
        harness.upstream(slot -> {
            final BarEncoder encoder = new BarEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(256), header).openTimeNs(openNs)
                .durationNs(durationNs).openPrice(price).highPrice(price + 10).lowPrice(price - 10).closePrice(price)
                .volume(5).buyVolume(2).notional(5 * price).instrumentId(id).tradeCount(1).buyCount(1)
                .lateTradeCount(0).kind(BarKind.TIME).endTimeNs(openNs + durationNs)
                .size(BarEncoder.sizeNullValue()).viewId(BarEncoder.viewIdNullValue());
            changes.accept(encoder);
            slot.commitEffect(8 + encoder.encodedLength());
        });
        return this;
    }

    QualityRig history(int minute, Consumer<HistoryBarEncoder> changes) {
        return send((buffer, offset, head) -> {
            final HistoryBarEncoder encoder = new HistoryBarEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, head).receiveTimeNs(0)
                .openTimeNs(startNs + minute * 60 * SECOND).durationNs(60 * SECOND).openPrice(100).highPrice(101)
                .lowPrice(99).closePrice(100).volume(1).buyVolume(HistoryBarEncoder.buyVolumeNullValue())
                .notional(HistoryBarEncoder.notionalNullValue()).instrumentId(1)
                .tradeCount(HistoryBarEncoder.tradeCountNullValue());
            changes.accept(encoder);
            return encoder.encodedLength();
        });
    }
}
