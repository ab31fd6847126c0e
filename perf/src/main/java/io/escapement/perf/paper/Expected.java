package io.escapement.perf.paper;

import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RejectCode;

import java.math.BigDecimal;

/**
 * A report that the rules make the venue send. Money in the fee's asset; null: not said.
 *
 * @param rule by which a fill came about, in words
 */
record Expected(long orderId, ExecutionType type, OrderStatus status, RejectCode code, long venueOrderId,
    BigDecimal lastPrice, BigDecimal lastQuantity, BigDecimal cumulative, BigDecimal leaves, BigDecimal fee,
    String feeAsset, LiquidityRole role, BigDecimal price, BigDecimal quantity, long exchangeNs, long responseNs,
    String rule) {

    /** What the two say, where they say anything different: as two lists of figures. */
    String differenceTo(Expected found) {
        final StringBuilder text = new StringBuilder();
        add(text, "type", type, found.type);
        add(text, "status", status, found.status);
        add(text, "code", code, found.code);
        add(text, "venueOrderId", venueOrderId, found.venueOrderId);
        add(text, "lastPrice", lastPrice, found.lastPrice);
        add(text, "lastQuantity", lastQuantity, found.lastQuantity);
        add(text, "cumulative", cumulative, found.cumulative);
        add(text, "leaves", leaves, found.leaves);
        add(text, "fee", fee, found.fee);
        add(text, "feeAsset", feeAsset, found.feeAsset);
        add(text, "role", role, found.role);
        add(text, "price", price, found.price);
        add(text, "quantity", quantity, found.quantity);
        add(text, "exchange time", exchangeNs, found.exchangeNs);
        add(text, "response time", responseNs, found.responseNs);
        return text.toString();
    }

    private static void add(StringBuilder text, String what, Object expected, Object found) {
        final boolean same = expected instanceof BigDecimal a && found instanceof BigDecimal b ? a.compareTo(b) == 0
            : expected == null ? found == null : expected.equals(found);
        if (!same) {
            text.append(text.isEmpty() ? "" : ", ").append(what).append(" by the rules ").append(expected)
                .append(", in the journal ").append(found);
        }
    }
}
