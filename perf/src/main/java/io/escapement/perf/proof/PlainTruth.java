package io.escapement.perf.proof;

import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Orders and positions as plain sums over all that a journal says was ordered and filled, over all runs and without
 * anything that was carried: the other side of the comparison. It knows no states and no engine's class.
 */
final class PlainTruth {
    /** An order with what it can still come to. */
    private static final class PlainOrder {
        private String symbol = "";
        private boolean buy;
        private long left;
        private boolean ended;
        private final Set<Long> executions = new HashSet<>();
    }

    private final Map<Long, PlainOrder> orders = new HashMap<>();
    private final Map<String, BigDecimal> positions = new TreeMap<>();
    private final Map<Integer, String> symbols = new HashMap<>();
    private final Map<Integer, Integer> exponents = new HashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderDecoder order = new NewOrderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private long fills;

    /** Takes in the reader's record. */
    void take(JournalReader reader) {
        int message = RecordLayout.event(reader.offset());
        switch (RecordLayout.templateId(reader.buffer(), message)) {
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> {
                definition.wrapAndApplyHeader(reader.buffer(), message, header);
                final int id = definition.instrumentId();
                exponents.put(id, (int) definition.quantityExponent());
                symbols.put(id, definition.symbol());
            }
            case ExecutionReportDecoder.TEMPLATE_ID ->
                onReport(report.wrapAndApplyHeader(reader.buffer(), message, header));
            default -> { }
        }
        for (int left = RecordLayout.keptCount(reader.buffer(), reader.offset()); left > 0; left--) {
            message = RecordLayout.next(reader.buffer(), message);
            if (RecordLayout.templateId(reader.buffer(), message) == NewOrderDecoder.TEMPLATE_ID) {
                order.wrapAndApplyHeader(reader.buffer(), message, header);
                final PlainOrder made = new PlainOrder();
                made.symbol = symbols.get(order.instrumentId());
                made.buy = order.side() == Side.BUY;
                made.left = order.quantity();
                orders.put(order.clientOrderId(), made);
            }
        }
    }

    private void onReport(ExecutionReportDecoder said) {
        final PlainOrder about = orders.get(said.clientOrderId());
        if (about == null) {
            throw new IllegalStateException("a report of order " + said.clientOrderId() + ", which was never made");
        }
        final ExecutionType type = said.executionType();
        switch (type) {
            case FILL -> {
                if (about.executions.add(said.executionId())) {
                    fills++;
                    about.left -= said.lastQuantity();
                    final BigDecimal amount = new BigDecimal(BigInteger.valueOf(said.lastQuantity()),
                        -exponents.get(said.instrumentId()));
                    positions.merge(about.symbol, about.buy ? amount : amount.negate(), BigDecimal::add);
                }
            }
            case CANCELLED, EXPIRED, REJECTED, NOT_FOUND -> about.ended = true;
            default -> { }
        }
    }

    /** What is not flat, by symbol. */
    Map<String, BigDecimal> positions() {
        final Map<String, BigDecimal> held = new TreeMap<>();
        positions.forEach((symbol, quantity) -> {
            if (quantity.signum() != 0) {
                held.put(symbol, quantity.stripTrailingZeros());
            }
        });
        return held;
    }

    /** Ids of orders that may come to something still. */
    Set<Long> open() {
        final Set<Long> open = new TreeSet<>();
        orders.forEach((id, each) -> {
            if (!each.ended && each.left > 0) {
                open.add(id);
            }
        });
        return open;
    }

    boolean knows(long clientOrderId) {
        return orders.containsKey(clientOrderId);
    }

    long fills() {
        return fills;
    }

    int orders() {
        return orders.size();
    }
}
