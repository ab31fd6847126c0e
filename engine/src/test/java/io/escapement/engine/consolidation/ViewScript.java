package io.escapement.engine.consolidation;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.sbe.ArbitrageDecoder;
import io.escapement.codecs.sbe.BookChangeEncoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.ConsolidatedChangeDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.TimerEncoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.feed.FeedEffects;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.StageDriver;
import io.escapement.engine.pipeline.Verdict;
import io.escapement.journal.RecordLayout;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts into records what the feed and book stages would, and gives back what the consolidation stage adds, as lines.
 * Levels are text in the instrument's mantissas: {@code "100x5 99x1 | 101x2"}.
 */
final class ViewScript {
    static final long ONE = 100_000_000L;
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    final ConsolidationStage stage;
    final StageDriver driver;
    private final List<Consumer<Slot>> upstream = new ArrayList<>();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final FeedEffects effects = new FeedEffects();

    ViewScript(ConsolidationConfig config) {
        stage = new ConsolidationStage(config);
        driver = new StageDriver(PipelineConfig.RECORD_CAPACITY, PipelineConfig.CHECKED_CAPACITY, new Upstream(),
            stage);
    }

    private final class Upstream implements Stage {
        @Override
        public String name() {
            return "upstream";
        }

        @Override
        public void onEvent(Slot slot) {
            if (slot.eventTemplateId() == InstrumentDefinitionDecoder.TEMPLATE_ID) {
                slot.verdict(Verdict.APPLIED);
            }
            upstream.forEach(effect -> effect.accept(slot));
            upstream.clear();
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }

    /** A spot instrument, with price exponent -2 and quantity exponent -3. */
    List<String> define(int id, Venue venue, String name) {
        return define(id, venue, InstrumentKind.SPOT, -2, -3, ONE, name);
    }

    List<String> define(int id, Venue venue, InstrumentKind kind, int priceExponent, int quantityExponent, long size,
                        String name) {
        upstream.add(slot -> effects.status(slot, id, BookState.SYNCING, BookState.SYNCING, Reason.STARTED,
            FeedEffects.NO_NUMBER, FeedEffects.NO_NUMBER));
        return defineQuietly(id, venue, kind, priceExponent, quantityExponent, size, name);
    }

    /** Without the feed stage's word on it. */
    List<String> defineQuietly(int id, Venue venue, InstrumentKind kind, int priceExponent, int quantityExponent,
                               long size, String name) {
        driver.run(0, (buffer, offset) -> {
            final InstrumentDefinitionEncoder encoder = new InstrumentDefinitionEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, header).receiveTimeNs(0).tickSize(1).lotSize(1).minQuantity(1)
                .maxQuantity(1_000_000).minNotional(1).instrumentId(id).venue(venue)
                .priceExponent((byte) priceExponent).quantityExponent((byte) quantityExponent)
                .status(InstrumentStatus.TRADING).kind(kind).contractSize(size)
                .symbol("S" + id).baseAsset("B").quoteAsset("Q").canonical(name);
            return HEADER + encoder.encodedLength();
        });
        return lines();
    }

    /** The book stage's word in the next record. */
    ViewScript book(int id, BookState state, String levels) {
        final String[] sides = levels.split("\\|", -1);
        return book(id, state, side(sides[0]), side(sides[1]));
    }

    ViewScript book(int id, BookState state, List<long[]> bids, List<long[]> asks) {
        upstream.add(slot -> {
            final BookChangeEncoder encoder = new BookChangeEncoder();
            final int length = HEADER + BookChangeEncoder.BLOCK_LENGTH + 8 + 16 * (bids.size() + asks.size());
            encoder.wrapAndApplyHeader(slot.buffer(), slot.claimChecked(length), header).venueTimeNs(0).updateId(0)
                .instrumentId(id).state(state);
            final BookChangeEncoder.BidsEncoder bid = encoder.bidsCount(bids.size());
            bids.forEach(level -> bid.next().price(level[0]).quantity(level[1]));
            final BookChangeEncoder.AsksEncoder ask = encoder.asksCount(asks.size());
            asks.forEach(level -> ask.next().price(level[0]).quantity(level[1]));
            slot.commitChecked(HEADER + encoder.encodedLength());
        });
        return this;
    }

    /** A status, of either stage, in the next record. */
    ViewScript status(int id, BookState state) {
        upstream.add(slot -> effects.status(slot, id, state, BookState.LIVE, Reason.SILENT, 0, 0));
        return this;
    }

    /** The record, about nothing in itself. */
    List<String> run() {
        driver.run(0, (buffer, offset) -> HEADER + new TimerEncoder().wrapAndApplyHeader(buffer, offset, header)
            .dueTimeNs(0).cadenceNs(1).instrumentId(TimerEncoder.instrumentIdNullValue()).encodedLength());
        return lines();
    }

    /** A record with one live book. */
    List<String> live(int id, String levels) {
        return book(id, BookState.LIVE, levels).run();
    }

    static List<long[]> side(String levels) {
        final List<long[]> side = new ArrayList<>();
        for (final String level : levels.trim().split(" ")) {
            if (!level.isEmpty()) {
                final String[] parts = level.split("x");
                side.add(new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1])});
            }
        }
        return side;
    }

    /** What the stage added to the record: kept effects, then checked ones. */
    List<String> lines() {
        final Slot slot = driver.slot();
        final List<String> lines = new ArrayList<>();
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (RecordLayout.stage(slot.buffer(), effect) == 1) {
                lines.add(slot.templateId(effect) == ArbitrageDecoder.TEMPLATE_ID
                    ? arbitrage(new ArbitrageDecoder().wrapAndApplyHeader(slot.buffer(), effect, headerDecoder))
                    : remark(new BookStatusDecoder().wrapAndApplyHeader(slot.buffer(), effect, headerDecoder)));
            }
        }
        for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            if (RecordLayout.stage(slot.buffer(), effect) == 1) {
                lines.add(view(new ConsolidatedChangeDecoder().wrapAndApplyHeader(slot.buffer(), effect,
                    headerDecoder)));
            }
        }
        return lines;
    }

    private static String remark(BookStatusDecoder status) {
        final long observed = status.observed();
        return "Remark " + status.instrumentId() + " " + status.state() + " " + status.previousState() + " "
            + status.reason() + (observed == FeedEffects.NO_NUMBER ? "" : " " + observed);
    }

    private static String arbitrage(ArbitrageDecoder d) {
        final BigDecimal buy = decimal(d.buyPrice());
        final BigDecimal sell = decimal(d.sellPrice());
        final BigDecimal quantity = decimal(d.quantity());
        return (d.open() == 1 ? "Open " : "Gone ") + decimal(d.grossProfit()).toPlainString() + " net "
            + decimal(d.netProfit()).toPlainString() + " is " + d.netBps() + ": " + quantity.toPlainString() + " at "
            + buy.toPlainString() + "@" + d.buyInstrumentId() + " to " + sell.toPlainString() + "@"
            + d.sellInstrumentId() + " of " + d.viewId();
    }

    private static String view(ConsolidatedChangeDecoder d) {
        final StringBuilder text = new StringBuilder("View mid ").append(text(d.mid()));
        text.append(" bid ").append(text(d.bestBid())).append(" ask ").append(text(d.bestAsk()));
        final int viewId = d.viewId();
        text.append(" by ").append(id(d.bidInstrumentId())).append(' ').append(id(d.askInstrumentId()));
        text.append(" of ").append(d.venues()).append(" in ").append(viewId).append(" |");
        for (final ConsolidatedChangeDecoder.SharesDecoder share : d.shares()) {
            text.append(' ').append(share.instrumentId()).append(':').append(share.dominance());
        }
        text.append(" |");
        for (final ConsolidatedChangeDecoder.BidsDecoder row : d.bids()) {
            text.append(' ').append(text(row.price())).append('x').append(text(row.quantity())).append('@')
                .append(row.instrumentId());
        }
        text.append(" |");
        for (final ConsolidatedChangeDecoder.AsksDecoder row : d.asks()) {
            text.append(' ').append(text(row.price())).append('x').append(text(row.quantity())).append('@')
                .append(row.instrumentId());
        }
        return text.toString();
    }

    private static String id(int instrumentId) {
        return instrumentId == ConsolidatedChangeDecoder.bidInstrumentIdNullValue() ? "none" : "" + instrumentId;
    }

    static BigDecimal decimal(long mantissa) {
        final BigDecimal value = BigDecimal.valueOf(mantissa, -Money.EXPONENT);
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    private static String text(long mantissa) {
        return mantissa == Long.MIN_VALUE ? "none" : decimal(mantissa).toPlainString();
    }
}
