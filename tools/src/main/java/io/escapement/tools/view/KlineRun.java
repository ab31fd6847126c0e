package io.escapement.tools.view;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.CrossedRule;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.bars.BarsConfig;
import io.escapement.engine.bars.BarsStage;
import io.escapement.engine.history.HistoryBars;
import io.escapement.engine.history.Kline;
import io.escapement.engine.history.KlineCsv;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pivots.PivotsConfig;
import io.escapement.engine.pivots.PivotsStage;
import io.escapement.tools.terminal.Interruption;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Gives klines of one minute to the bars and pivots stages, as a past without trades behind it. */
final class KlineRun {
    private static final long MINUTE_NS = 60_000_000_000L;
    /** Files that went through a binary fraction have more, which mean nothing. */
    private static final int MOST_VOLUME_DIGITS = 8;
    private static final int CHECK_EVERY = 4_096;

    private final Path file;
    private final Core core;
    private final Slot slot = SlotSizes.USUAL.newSlot();

    KlineRun(Path file, Stage reader) {
        this.file = file;
        this.core = new Core(List.of(new BarsStage(new BarsConfig(List.of(MINUTE_NS), 0, 2, MINUTE_NS)),
            new PivotsStage(PivotsConfig.usual()), reader));
    }

    void run(Interruption interruption) throws IOException {
        final List<Kline> klines = KlineCsv.read(file, MINUTE_NS);
        if (klines.isEmpty()) {
            return;
        }
        final Instrument instrument = instrument(klines);
        event(define(instrument), klines.get(0).openTimeNs());
        final HistoryBars writer = new HistoryBars();
        for (int i = 0; i < klines.size(); i++) {
            if (i % CHECK_EVERY == 0) {
                interruption.check();
            }
            final Kline kline = klines.get(i);
            final long endNs = kline.openTimeNs() + MINUTE_NS;
            slot.clear();
            event(writer.write(kline, instrument, endNs, slot.buffer(), slot.event()), endNs);
        }
    }

    private void event(int length, long timeNs) {
        slot.commitEvent(length, Provenance.SIMULATED);
        core.onEvent(slot, timeNs);
        if (slot.isFaulted()) {
            throw new IllegalStateException("a stage failed at " + timeNs + " ns: " + slot.failure(), slot.failure());
        }
    }

    private static int digits(List<Kline> klines, Function<Kline, BigDecimal> number) {
        return klines.stream().mapToInt(kline -> Math.max(0, number.apply(kline).stripTrailingZeros().scale())).max()
            .orElse(0);
    }

    private Instrument instrument(List<Kline> klines) {
        int price = 0;
        for (final Function<Kline, BigDecimal> number : List.<Function<Kline, BigDecimal>>of(Kline::open, Kline::high,
            Kline::low, Kline::close)) {
            price = Math.max(price, digits(klines, number));
        }
        final int quantity = Math.min(MOST_VOLUME_DIGITS, digits(klines, Kline::volume));
        return new Instrument(1, Venue.BINANCE, file.getFileName().toString(), "BASE", "QUOTE", -price, -quantity, 1,
            1, 1, Long.MAX_VALUE, 0, InstrumentStatus.TRADING, InstrumentKind.SPOT, Instrument.ONE, "BASE/QUOTE",
            BookRules.of(SyncKind.RANGES));
    }

    private int define(Instrument instrument) {
        slot.clear();
        final InstrumentDefinitionEncoder encoder = new InstrumentDefinitionEncoder();
        encoder.wrapAndApplyHeader(slot.buffer(), slot.event(), new MessageHeaderEncoder()).receiveTimeNs(0)
            .tickSize(1).lotSize(1).minQuantity(1).maxQuantity(Long.MAX_VALUE).minNotional(0)
            .instrumentId(instrument.id()).venue(instrument.venue())
            .priceExponent((byte) instrument.priceExponent()).quantityExponent((byte) instrument.quantityExponent())
            .status(instrument.status()).kind(instrument.kind()).sync(SyncKind.RANGES).checksum(ChecksumKind.NONE)
            .checksumEvery(1).bookDepth(0).crossed(CrossedRule.NEVER).contractSize(instrument.contractSize())
            .symbol(instrument.symbol()).baseAsset("BASE").quoteAsset("QUOTE").canonical("BASE/QUOTE");
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
