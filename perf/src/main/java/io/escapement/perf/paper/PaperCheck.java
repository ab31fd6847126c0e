package io.escapement.perf.paper;

import io.escapement.codecs.sbe.AmendOrderDecoder;
import io.escapement.codecs.sbe.AssetNamedDecoder;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.CancelOrderDecoder;
import io.escapement.codecs.sbe.CorrectionDecoder;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OrderDeniedDecoder;
import io.escapement.codecs.sbe.OrderReleasedDecoder;
import io.escapement.codecs.sbe.PositionUpdateDecoder;
import io.escapement.codecs.sbe.RunStartedDecoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Verdict;
import io.escapement.engine.position.PnlReport;
import io.escapement.journal.JournalReader;
import io.escapement.journal.Manifest;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads a journal of one run on paper, and says of every report and every position whether it is as it has to be. */
final class PaperCheck {
    private static final int ROOM = 1 << 20;

    private final PaperTally tally;
    private final UnaryOperator<PaperTerms> otherwise;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final TimerDecoder timer = new TimerDecoder();
    private final BookStatusDecoder status = new BookStatusDecoder();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final AmendOrderDecoder amendment = new AmendOrderDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final OrderReleasedDecoder released = new OrderReleasedDecoder();
    private final OrderDeniedDecoder denied = new OrderDeniedDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final PositionUpdateDecoder update = new PositionUpdateDecoder();
    private final AssetNamedDecoder named = new AssetNamedDecoder();
    private final Set<Long> executions = new HashSet<>();
    private final Slot slot = new SlotSizes(ROOM, ROOM).newSlot();
    private final PnlReport told = new PnlReport();
    private final PlainPnl pnl = new PlainPnl();
    private PlainVenue venue;
    private PlainLevels levels;
    private DirectBuffer buffer;
    private int event;
    private int template;
    private long lastNs;
    private PlainPosition due;

    PaperCheck(PaperTally tally, UnaryOperator<PaperTerms> otherwise) {
        this.tally = tally;
        this.otherwise = otherwise;
    }

    /** Reads a whole journal. */
    static PaperTally of(Path journal) {
        return of(journal, UnaryOperator.identity());
    }

    /** As if the config had said something else, for tests of this check. */
    static PaperTally of(Path journal, UnaryOperator<PaperTerms> otherwise) {
        final PaperTally tally = new PaperTally();
        final PaperCheck check = new PaperCheck(tally, otherwise);
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                check.take(reader);
            }
        }
        check.end();
        return tally;
    }

    private void take(JournalReader reader) {
        buffer = reader.buffer();
        event = RecordLayout.event(reader.offset());
        template = RecordLayout.templateId(buffer, event);
        tally.record(reader.sequence());
        lastNs = reader.eventTimeNs();
        if (template == RunStartedDecoder.TEMPLATE_ID) {
            begin();
            return;
        }
        venue.advance(lastNs);
        due = null;
        onEvent(RecordLayout.verdict(buffer, reader.offset()));
        final int kept = RecordLayout.keptCount(buffer, reader.offset());
        effects(kept, this::onState);
        venue.matchings().forEach(each -> each.settle(lastNs));
        effects(kept, this::onRequest);
        effects(kept, this::onPosition);
        if (due != null) {
            tally.pnl("the fill of strategy " + due.strategyId + " in " + due.instrument.symbol()
                + " changed its position, and no update says so");
        }
        slot.load(buffer, reader.offset(), Integer.MAX_VALUE);
        told.onRecord(slot);
    }

    private void begin() {
        if (venue != null) {
            throw new IllegalStateException("a second run begins with record " + tally.sequence()
                + "; this check is of one run");
        }
        final RunStartedDecoder started = new RunStartedDecoder();
        started.wrapAndApplyHeader(buffer, event, header);
        venue = new PlainVenue(otherwise.apply(PaperTerms.read(Manifest.parse(started.manifest()).config())));
        levels = new PlainLevels(venue);
    }

    private interface EffectReader {
        void onEffect(int message, int templateId);
    }

    private void effects(int kept, EffectReader reader) {
        int message = event;
        for (int left = kept; left > 0; left--) {
            message = RecordLayout.next(buffer, message);
            reader.onEffect(message, RecordLayout.templateId(buffer, message));
        }
    }

    // The market

    private void onEvent(byte verdict) {
        final boolean counts = verdict == Verdict.APPLIED || verdict == Verdict.NONE;
        switch (template) {
            case InstrumentDefinitionDecoder.TEMPLATE_ID ->
                venue.define(PlainInstrument.read(definition.wrapAndApplyHeader(buffer, event, header)));
            case BookDeltaDecoder.TEMPLATE_ID -> {
                if (verdict == Verdict.APPLIED) {
                    levels.apply(buffer, event);
                } else if (verdict == Verdict.HELD) {
                    levels.hold(buffer, event);
                }
            }
            case BookSnapshotDecoder.TEMPLATE_ID -> {
                if (verdict == Verdict.APPLIED) {
                    levels.whole(buffer, event);
                }
            }
            case TradeDecoder.TEMPLATE_ID -> {
                if (counts) {
                    onTrade();
                }
            }
            case ExecutionReportDecoder.TEMPLATE_ID -> onReport();
            default -> { }
        }
    }

    private void onTrade() {
        trade.wrapAndApplyHeader(buffer, event, header);
        final PlainMatching market = venue.matching(trade.instrumentId());
        if (market != null) {
            final Boolean buyer = trade.aggressorSide() == Side.BUY ? Boolean.TRUE
                : trade.aggressorSide() == Side.SELL ? Boolean.FALSE : null;
            market.print(buyer, market.instrument().price(trade.price()),
                market.instrument().quantity(trade.quantity()), trade.venueTimeNs(), lastNs);
        }
    }

    private void onState(int message, int templateId) {
        if (templateId == BookStatusDecoder.TEMPLATE_ID) {
            status.wrapAndApplyHeader(buffer, message, header);
            final PlainMatching market = venue.matching(status.instrumentId());
            if (market != null) {
                market.live(status.state() == BookState.LIVE);
            }
        }
    }

    // Orders

    private void onRequest(int message, int templateId) {
        switch (templateId) {
            case NewOrderDecoder.TEMPLATE_ID -> onNewOrder(message);
            case OrderReleasedDecoder.TEMPLATE_ID -> {
                released.wrapAndApplyHeader(buffer, message, header);
                tally.count("released");
                venue.release(released.clientOrderId());
            }
            case AmendOrderDecoder.TEMPLATE_ID -> {
                amendment.wrapAndApplyHeader(buffer, message, header);
                tally.count("amendments");
                final PlainInstrument instrument = venue.matching(amendment.instrumentId()).instrument();
                venue.amend(amendment.clientOrderId(), instrument.price(amendment.price()),
                    instrument.quantity(amendment.quantity()));
            }
            case CancelOrderDecoder.TEMPLATE_ID -> {
                cancel.wrapAndApplyHeader(buffer, message, header);
                tally.count("cancels");
                venue.cancel(cancel.clientOrderId());
            }
            case OrderDeniedDecoder.TEMPLATE_ID -> {
                denied.wrapAndApplyHeader(buffer, message, header);
                tally.denied(denied.rule());
            }
            default -> { }
        }
    }

    private void onNewOrder(int message) {
        newOrder.wrapAndApplyHeader(buffer, message, header);
        final PlainInstrument instrument = venue.matching(newOrder.instrumentId()).instrument();
        final PlainOrder order = new PlainOrder(newOrder.clientOrderId(), instrument.id(), newOrder.strategyId(),
            newOrder.side() == Side.BUY, newOrder.orderType(), newOrder.timeInForce());
        order.price = instrument.price(newOrder.price());
        order.quantity = instrument.quantity(newOrder.quantity());
        order.trigger = instrument.price(newOrder.triggerPrice());
        order.held = newOrder.held() == 1;
        tally.order(newOrder.orderType(), newOrder.timeInForce(), order.held);
        venue.add(order);
    }

    private void onReport() {
        report.wrapAndApplyHeader(buffer, event, header);
        // None where the strategy cancels what risk denied: the venue has to refuse that, and nothing else.
        final PlainOrder order = venue.order(report.clientOrderId());
        final long id = report.clientOrderId();
        final PlainInstrument instrument = venue.matching(report.instrumentId()).instrument();
        final Expected expected = venue.take(id);
        final Expected found = found(instrument);
        final boolean again = !executions.add(report.executionId());
        if (again) {
            tally.unexplained(found.type(), "execution " + report.executionId() + " of order " + id
                + " comes a second time");
        } else if (expected == null) {
            tally.unexplained(found.type(), "order " + id + ": by the rules nothing was to be said; found "
                + found);
        } else if (!expected.differenceTo(found).isEmpty()) {
            tally.unexplained(found.type(), "order " + id + ": " + expected.differenceTo(found)
                + "; by the rules " + expected.type() + " " + expected.rule());
        } else if (found.responseNs() > lastNs) {
            tally.unexplained(found.type(), "order " + id + ": the answer is there before its time, "
                + found.responseNs());
        } else {
            tally.explained(found.type(), expected.rule());
        }
        if (order != null && found.type() == ExecutionType.FILL && !again) {
            due = pnl.of(instrument, order.strategyId);
            due.fill(order.buy, found.lastPrice(), found.lastQuantity(), found.fee(), found.feeAsset());
        }
    }

    private Expected found(PlainInstrument instrument) {
        final ExecutionType type = report.executionType();
        final boolean fill = type == ExecutionType.FILL;
        final BigDecimal fee = BigDecimal.valueOf(report.fee(), PlainInstrument.MONEY_SCALE);
        report.sbeRewind();
        report.skipVenueOrderText();
        final String feeAsset = report.feeAsset();
        return new Expected(report.clientOrderId(), type, report.orderStatus(), report.rejectCode(),
            report.venueOrderId(), fill ? instrument.price(report.lastPrice()) : null,
            fill ? instrument.quantity(report.lastQuantity()) : null,
            instrument.quantity(report.cumulativeQuantity()), instrument.quantity(report.leavesQuantity()), fee,
            feeAsset, report.liquidityRole(), instrument.price(report.price()),
            instrument.quantity(report.quantity()), report.venueTimeNs(), report.receiveTimeNs(), "");
    }

    // Positions

    private void onPosition(int message, int templateId) {
        if (templateId == AssetNamedDecoder.TEMPLATE_ID) {
            named.wrapAndApplyHeader(buffer, message, header);
            pnl.name(named.assetId(), named.name());
        } else if (templateId == PositionUpdateDecoder.TEMPLATE_ID) {
            update.wrapAndApplyHeader(buffer, message, header);
            final PlainPosition mine = pnl.find(update.instrumentId(), update.strategyId());
            if (mine == null) {
                tally.pnl("a position of strategy " + update.strategyId() + " in instrument "
                    + update.instrumentId() + ", which no fill made");
                return;
            }
            due = due == mine ? null : due;
            final BigDecimal mark = mine.mark(venue.matching(mine.instrument.id()));
            for (final String difference : pnl.differences(update, mine, mark)) {
                tally.pnl(mine.instrument.symbol() + " strategy " + mine.strategyId + ", " + difference);
            }
        } else if (templateId == CorrectionDecoder.TEMPLATE_ID) {
            tally.pnl("a correction, on paper");
        }
    }

    private void end() {
        final List<String> sums = pnl.differences(told);
        sums.forEach(tally::pnl);
        tally.end(pnl, venue == null ? 0 : venue.unheard(lastNs - PaperTally.GRACE_NS));
    }
}
