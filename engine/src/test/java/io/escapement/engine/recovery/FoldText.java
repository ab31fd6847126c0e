package io.escapement.engine.recovery;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.RecordedCores;
import io.escapement.engine.orders.Order;
import io.escapement.engine.position.Position;
import io.escapement.journal.JournalReader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a fold has come to, as lines: instruments by their symbols, so that runs that number them otherwise compare. */
public final class FoldText {
    private FoldText() {
    }

    /** As the next run is told: of an order that had been sent without an answer nobody knows any more. */
    public static List<String> told(List<String> lines) {
        return lines.stream().map(line -> line.replace(" SENT sent ", " UNKNOWN sent ")).toList();
    }

    /** Of a journal up to a record, or all of it. */
    public static List<String> of(Path journal, long lastSequence) {
        final TradingFold fold = new RecordedCores().fold();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next() && reader.sequence() <= lastSequence) {
                fold.take(reader.buffer(), reader.offset());
            }
        }
        return of(fold.state());
    }

    static List<String> of(FoldedRun state) {
        final List<String> lines = new ArrayList<>();
        if (state == null) {
            return lines;
        }
        for (Order order = state.orders().firstOver(); order != null; order = state.orders().nextOpen(order)) {
            lines.add("over " + order(order, state.instruments()));
        }
        for (Order order = state.orders().firstOpen(); order != null; order = state.orders().nextOpen(order)) {
            lines.add("open " + order(order, state.instruments()));
        }
        state.positions((id, position) -> lines.add("position " + state.instruments().get(id).symbol() + " "
            + position.strategyId() + " " + position.quantity() + " cost " + position.cost() + " realised "
            + position.realised() + " fifo " + position.realisedFifo() + " fees " + position.fees() + " funding "
            + position.funding() + " stop " + state.stop(id, position.strategyId()) + " lots " + lots(position)));
        state.payments((id, payments) -> lines.add("payments " + state.instruments().get(id).symbol() + " "
            + IntStream.range(0, payments.count()).mapToObj(payments::get).toList()));
        state.balances((venue, asset, total, changes) ->
            lines.add("balance " + venue + " " + asset + " " + total + " since " + changes));
        state.risk().forEach(line -> lines.add("risk " + whose(state, line) + " " + line.dayStartTimeNs() + " "
            + line.dayStartEquity() + " " + line.peakEquity() + " " + line.equity() + " " + line.state() + " "
            + line.reason()));
        state.assets().forEach((id, name) -> lines.add("asset " + id + " " + name));
        return lines;
    }

    private static String whose(FoldedRun state, RiskLine line) {
        if (line.instrumentId() != 0) {
            return state.instruments().get(line.instrumentId()).symbol();
        }
        return line.venue() != null ? line.venue().name() : Integer.toString(line.strategyId());
    }

    private static String lots(Position position) {
        final StringBuilder lots = new StringBuilder();
        for (int i = 0; i < position.lots(); i++) {
            lots.append(position.lotQuantity(i)).append('/').append(position.lotCost(i)).append(' ');
        }
        return lots.toString();
    }

    private static String order(Order order, Map<Integer, Instrument> instruments) {
        final StringBuilder fills = new StringBuilder();
        for (int i = 0; i < order.rememberedFills(); i++) {
            fills.append(' ').append(order.rememberedFill(i));
        }
        return order.clientOrderId() + " " + instruments.get(order.instrumentId()).symbol() + " " + order.strategyId()
            + " " + order.side() + " " + order.type() + " " + order.timeInForce() + " " + order.price() + " x "
            + order.quantity() + " filled " + order.cumulativeQuantity() + " told " + order.toldCumulativeQuantity()
            + " trigger " + order.triggerPrice() + " expires " + order.expireTimeNs() + " " + order.status() + " sent "
            + order.sentTimeNs() + " cancel " + order.cancelTimeNs() + " amend " + order.isAmending() + " "
            + order.amendPrice() + " " + order.amendQuantity() + " venue " + order.venueOrderId() + " "
            + order.venueText() + " fills" + fills;
    }
}
