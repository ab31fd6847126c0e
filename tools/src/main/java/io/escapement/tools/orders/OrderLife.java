package io.escapement.tools.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a journal tells of one order. */
final class OrderLife {
    private static final Set<String> ENDS = Set.of("DENIED", "FILLED", "CANCELLED", "EXPIRED", "REJECTED");

    /**
     * Something that was said of it.
     *
     * @param message as a dump of the journal gives it, its type first
     * @param event   whether it came from outside; else the core made it
     */
    record Step(long sequence, long eventTimeNs, boolean event, Map<String, Object> message) {
    }

    final long clientOrderId;
    final List<Step> steps = new ArrayList<>();
    int instrumentId;
    long strategyId;
    String symbol = "";
    String side = "";
    String type = "";
    String timeInForce = "";
    String price = "";
    String quantity = "";
    String filled = "0";
    String status = "";
    String why = "";
    boolean held;
    long firstSequence;
    long firstTimeNs;
    long lastSequence;
    long lastTimeNs;

    OrderLife(long clientOrderId) {
        this.clientOrderId = clientOrderId;
    }

    boolean isOpen() {
        return !ENDS.contains(status);
    }

    /** Whether the engine keeps it, so that no venue knows of it. */
    boolean isHeld() {
        return held && status.equals("INTENDED");
    }

    void add(Step step, boolean keep) {
        if (firstSequence == 0) {
            firstSequence = step.sequence;
            firstTimeNs = step.eventTimeNs;
        }
        lastSequence = step.sequence;
        lastTimeNs = step.eventTimeNs;
        if (keep) {
            steps.add(step);
        }
        final Map<String, Object> message = step.message;
        switch (String.valueOf(message.get("type"))) {
            case "NewOrder", "CarriedOrder", "OrderDenied" -> begin(message);
            case "OrderUpdate" -> {
                status = text(message, "status", status);
                filled = text(message, "cumulativeQuantity", filled);
            }
            case "ExecutionReport" -> {
                // That an amendment was refused is not why the order ended.
                if (!"AMEND_REJECTED".equals(text(message, "executionType", ""))) {
                    why = text(message, "detail", text(message, "rejectCode", why));
                }
            }
            case "CancelOrder" -> why = text(message, "reason", why);
            case "AmendOrder" -> {
                price = text(message, "price", price);
                quantity = text(message, "quantity", quantity);
            }
            default -> { }
        }
    }

    private void begin(Map<String, Object> message) {
        final boolean denied = "OrderDenied".equals(message.get("type"));
        instrumentId = message.get("instrumentId") instanceof Long id ? id.intValue() : 0;
        strategyId = message.get("strategyId") instanceof Long id ? id : 0;
        side = text(message, "side", side);
        type = text(message, "orderType", type);
        timeInForce = text(message, "timeInForce", timeInForce);
        price = text(message, "price", "");
        quantity = text(message, "quantity", quantity);
        filled = text(message, "cumulativeQuantity", filled);
        held = Long.valueOf(1).equals(message.get("held"));
        status = denied ? "DENIED" : text(message, "orderStatus", "INTENDED");
        why = denied ? text(message, "rule", "") : why;
    }

    private static String text(Map<String, Object> message, String field, String otherwise) {
        final Object value = message.get(field);
        return value == null || value.toString().isEmpty() || value.equals("NONE") ? otherwise : value.toString();
    }
}
