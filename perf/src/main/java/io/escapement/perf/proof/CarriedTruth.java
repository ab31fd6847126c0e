package io.escapement.perf.proof;

import io.escapement.codecs.sbe.CarriedOrderDecoder;
import io.escapement.codecs.sbe.CarriedPositionDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a run was told of the runs before it, by its own carried events. */
final class CarriedTruth {
    private final Map<Integer, String> symbols = new HashMap<>();
    private final Map<Integer, Integer> exponents = new HashMap<>();
    private final Map<String, BigDecimal> positions = new TreeMap<>();
    private final Set<Long> open = new TreeSet<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CarriedOrderDecoder order = new CarriedOrderDecoder();
    private final CarriedPositionDecoder position = new CarriedPositionDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();

    /** Takes in the reader's record, of the run. */
    void take(JournalReader reader) {
        final int event = RecordLayout.event(reader.offset());
        switch (RecordLayout.templateId(reader.buffer(), event)) {
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> {
                definition.wrapAndApplyHeader(reader.buffer(), event, header);
                final int id = definition.instrumentId();
                exponents.put(id, (int) definition.quantityExponent());
                symbols.put(id, definition.symbol());
            }
            case CarriedOrderDecoder.TEMPLATE_ID -> {
                order.wrapAndApplyHeader(reader.buffer(), event, header);
                if (isOpen(order.orderStatus())) {
                    open.add(order.clientOrderId());
                }
            }
            case CarriedPositionDecoder.TEMPLATE_ID -> {
                position.wrapAndApplyHeader(reader.buffer(), event, header);
                positions.merge(symbols.get(position.instrumentId()), new BigDecimal(
                    BigInteger.valueOf(position.quantity()), -exponents.get(position.instrumentId())), BigDecimal::add);
            }
            default -> { }
        }
    }

    private static boolean isOpen(OrderStatus status) {
        return switch (status) {
            case INTENDED, SENT, UNKNOWN, ACCEPTED, PARTIALLY_FILLED, CANCEL_PENDING -> true;
            default -> false;
        };
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

    Set<Long> open() {
        return open;
    }
}
