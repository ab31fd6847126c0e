package io.escapement.perf.proof;

import io.escapement.codecs.sbe.CarriedOrderDecoder;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.GatewayStatusDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderUpdateDecoder;
import io.escapement.codecs.sbe.PositionUpdateDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RunStartedDecoder;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.TradingStateChangeDecoder;
import io.escapement.engine.venue.loopback.exchange.AccountTruth;
import io.escapement.engine.venue.orders.ClientOrderText;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an engine's records say of orders and of the position in one instrument, from record to record; and how that
 * compares with a server. Quantities are mantissas at the exponent that the records tell.
 */
final class JournalTruth {
    /** An order as the last record about it has it. */
    private record Known(OrderStatus status, long cumulative) {
        boolean isOpen() {
            return switch (status) {
                case INTENDED, SENT, UNKNOWN, ACCEPTED, PARTIALLY_FILLED, CANCEL_PENDING -> true;
                default -> false;
            };
        }
    }

    private final Map<String, Known> orders = new TreeMap<>();
    private final Map<Integer, Long> positions = new TreeMap<>();
    /** Orders that the last record asks the server to cancel: it may have done so. */
    private final Set<String> justCancelled = new TreeSet<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderDecoder order = new NewOrderDecoder();
    private final OrderUpdateDecoder update = new OrderUpdateDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private final CarriedOrderDecoder carried = new CarriedOrderDecoder();
    private final PositionUpdateDecoder position = new PositionUpdateDecoder();
    private final TradingStateChangeDecoder change = new TradingStateChangeDecoder();
    private final GatewayStatusDecoder status = new GatewayStatusDecoder();
    private int quantityExponent;
    private long startedNs;
    private long reconcilingNs;
    private long tradingNs;
    private TradingState state = TradingState.ACTIVE;
    private Reason halted;
    private int ordersSinceHalt;

    /** Of a journal's records up to the one that says that the last run trades, or to the end where it does not. */
    static JournalTruth atTrading(Path journal) {
        final long last = lastRun(journal);
        final JournalTruth truth = new JournalTruth();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (truth.tradingNs == 0 && reader.next()) {
                truth.take(reader);
                if (reader.sequence() < last) {
                    truth.tradingNs = 0;
                }
            }
        }
        return truth;
    }

    /** Of all of a journal's records. */
    static JournalTruth atEnd(Path journal) {
        final JournalTruth truth = new JournalTruth();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                truth.take(reader);
            }
        }
        return truth;
    }

    private static long lastRun(Path journal) {
        long last = 0;
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                if (RecordLayout.templateId(reader.buffer(), RecordLayout.event(reader.offset()))
                    == RunStartedDecoder.TEMPLATE_ID) {
                    last = reader.sequence();
                }
            }
        }
        return last;
    }

    private void take(JournalReader reader) {
        justCancelled.clear();
        int message = RecordLayout.event(reader.offset());
        switch (RecordLayout.templateId(reader.buffer(), message)) {
            case RunStartedDecoder.TEMPLATE_ID -> {
                startedNs = reader.eventTimeNs();
                tradingNs = 0;
                positions.clear();
            }
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> {
                definition.wrapAndApplyHeader(reader.buffer(), message, header);
                quantityExponent = definition.quantityExponent();
            }
            case CarriedOrderDecoder.TEMPLATE_ID -> {
                carried.wrapAndApplyHeader(reader.buffer(), message, header);
                orders.put(ClientOrderText.of(carried.clientOrderId()),
                    new Known(carried.orderStatus(), carried.cumulativeQuantity()));
            }
            case GatewayStatusDecoder.TEMPLATE_ID -> {
                status.wrapAndApplyHeader(reader.buffer(), message, header);
                reconcilingNs = status.condition() == GatewayCondition.RECONCILING ? reader.eventTimeNs()
                    : reconcilingNs;
            }
            default -> { }
        }
        for (int left = RecordLayout.keptCount(reader.buffer(), reader.offset()); left > 0; left--) {
            message = RecordLayout.next(reader.buffer(), message);
            onEffect(reader, message);
        }
    }

    private void onEffect(JournalReader reader, int message) {
        switch (RecordLayout.templateId(reader.buffer(), message)) {
            case NewOrderDecoder.TEMPLATE_ID -> {
                order.wrapAndApplyHeader(reader.buffer(), message, header);
                orders.put(ClientOrderText.of(order.clientOrderId()), new Known(OrderStatus.SENT, 0));
                ordersSinceHalt += halted == null ? 0 : 1;
            }
            case OrderUpdateDecoder.TEMPLATE_ID -> {
                update.wrapAndApplyHeader(reader.buffer(), message, header);
                final String id = ClientOrderText.of(update.clientOrderId());
                orders.put(id, new Known(update.status(), update.cumulativeQuantity()));
                if (update.status() == OrderStatus.CANCEL_PENDING) {
                    justCancelled.add(id);
                }
            }
            case PositionUpdateDecoder.TEMPLATE_ID -> {
                position.wrapAndApplyHeader(reader.buffer(), message, header);
                positions.put(position.strategyId(), position.quantity());
            }
            case TradingStateChangeDecoder.TEMPLATE_ID -> {
                change.wrapAndApplyHeader(reader.buffer(), message, header);
                if (change.strategyId() == TradingStateChangeDecoder.strategyIdNullValue()) {
                    state = change.state();
                    tradingNs = state == TradingState.ACTIVE ? reader.eventTimeNs() : tradingNs;
                    if (state == TradingState.HALTED && change.reason() != Reason.RECONCILING) {
                        halted = change.reason();
                    }
                }
            }
            default -> { }
        }
    }

    /** Whether the run that was read came to trade. */
    boolean isTrading() {
        return tradingNs != 0;
    }

    /** From the run's first record to the one that says that it trades. */
    long startNs() {
        return tradingNs - startedNs;
    }

    /** The state of trading after the last record. */
    TradingState state() {
        return state;
    }

    /** Why it was halted last, for another reason than reconciling; null: never. */
    Reason halted() {
        return halted;
    }

    /** Orders made after that. */
    int ordersSinceHalt() {
        return ordersSinceHalt;
    }

    int orders() {
        return orders.size();
    }

    long open() {
        return orders.values().stream().filter(Known::isOpen).count();
    }

    long position() {
        return positions.values().stream().mapToLong(each -> each).sum();
    }

    /**
     * What differs, in words; nothing where all is the same. A fill that the server made since reconciling began may
     * have been heard or not: with it or without it, orders and position must come to the same. What the last record
     * cancels, which the strategy may do in the very record that lets it trade, may have ended.
     */
    List<String> differences(AccountTruth truth, String symbol) {
        final List<String> found = new ArrayList<>();
        final long sinceMs = reconcilingNs / 1_000_000;
        long unheard = 0;
        for (final AccountTruth.Entry theirs : truth.orders()) {
            final Known ours = orders.get(theirs.clientId());
            final long filled = mantissa(theirs.filled());
            final long fresh = truth.fills().stream().filter(fill -> fill.orderId() == theirs.id()
                && fill.timeMs() >= sinceMs).mapToLong(fill -> mantissa(fill.quantity())).sum();
            if (ours == null) {
                found.add("we do not know " + theirs);
            } else if (ours.cumulative > filled || ours.cumulative < filled - fresh) {
                found.add("we have " + ours + " of " + theirs);
            } else {
                unheard += (theirs.buy() ? 1 : -1) * (filled - ours.cumulative);
                final boolean justEnded = (fresh > 0 || justCancelled.contains(theirs.clientId()))
                    && !theirs.state().isOpen();
                if (ours.isOpen() != theirs.state().isOpen() && !justEnded || ours.status == OrderStatus.UNKNOWN) {
                    found.add("we have " + ours + ", the server " + theirs);
                }
            }
            if (truth.named(theirs.clientId()).size() > 1) {
                found.add("twice at the server: " + theirs);
            }
        }
        orders.forEach((id, known) -> {
            if ((known.isOpen() || known.cumulative > 0) && truth.named(id).isEmpty()) {
                found.add("the server does not know " + id + " " + known);
            }
        });
        final long theirs = mantissa(truth.net(symbol)) - unheard;
        if (theirs != position()) {
            found.add("the server's position is " + theirs + ", we have " + position());
        }
        return found;
    }

    private long mantissa(BigDecimal quantity) {
        return quantity.movePointRight(-quantityExponent).longValueExact();
    }
}
