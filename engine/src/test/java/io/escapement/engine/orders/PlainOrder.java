package io.escapement.engine.orders;

import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.OrderStatus;

import java.util.HashMap;
import java.util.Map;

/** An order's life said plainly, slow and without tables, for holding {@link OrderTable} against it. */
final class PlainOrder {
    /** A report as the venue wrote it. Numbers that it does not say are null. */
    record Report(ExecutionType type, boolean unknownOrder, Long executionId, long quantity, long cumulative,
                  Long price, Long orderQuantity, long venueTime, boolean filled) {
    }

    private final Map<Long, Long> fills = new HashMap<>();
    private boolean known;
    private boolean cancelling;
    private boolean lost;
    private boolean rejected;
    private OrderStatus end;
    private long told;
    /** Once the venue has called it filled. */
    private Long all;
    private long lastAnswer;
    long price;
    long quantity;
    Long amendPrice;
    Long amendQuantity;

    PlainOrder(long price, long quantity) {
        this.price = price;
        this.quantity = quantity;
    }

    long cumulative() {
        return fills.values().stream().mapToLong(Long::longValue).sum();
    }

    boolean isOpen() {
        return status() != OrderStatus.FILLED && end == null && !rejected;
    }

    OrderStatus status() {
        final long most = most();
        if (!fills.isEmpty() && cumulative() == most) {
            return OrderStatus.FILLED;
        }
        if (end != null) {
            return end;
        }
        if (rejected) {
            return OrderStatus.REJECTED;
        }
        if (lost) {
            return OrderStatus.UNKNOWN;
        }
        if (cancelling) {
            return OrderStatus.CANCEL_PENDING;
        }
        return !fills.isEmpty() ? OrderStatus.PARTIALLY_FILLED : known ? OrderStatus.ACCEPTED : OrderStatus.SENT;
    }

    private long most() {
        return all != null ? all : amendQuantity == null ? quantity : Math.max(quantity, amendQuantity);
    }

    /** What may still be filled, or was without our knowing. */
    long worst() {
        final long most = most();
        return isOpen() ? most - cumulative() : end != null && status() == end ? Math.max(0, told - cumulative()) : 0;
    }

    void cancel() {
        if (isOpen()) {
            cancelling = true;
            lost = false;
        }
    }

    boolean amend(long toPrice, long toQuantity) {
        final OrderStatus status = status();
        if (status != OrderStatus.ACCEPTED && status != OrderStatus.PARTIALLY_FILLED || amendQuantity != null
            || all != null || toQuantity <= cumulative()) {
            return false;
        }
        amendPrice = toPrice;
        amendQuantity = toQuantity;
        return true;
    }

    void on(Report report) {
        final boolean wasOpen = isOpen();
        switch (report.type()) {
            case FILL -> onFill(report, wasOpen);
            case ACCEPTED -> {
                if (wasOpen) {
                    // an acknowledgement says nothing new of an order that rests, and is no answer to a cancel
                    lost = false;
                    known = true;
                }
            }
            case REJECTED -> rejected |= wasOpen && fills.isEmpty();
            case CANCELLED, EXPIRED -> {
                if (wasOpen) {
                    end = report.type() == ExecutionType.CANCELLED ? OrderStatus.CANCELLED : OrderStatus.EXPIRED;
                    told = Math.max(told, report.cumulative());
                    quantity = most();
                }
            }
            case CANCEL_REJECTED -> {
                if (wasOpen && cancelling && !lost) {
                    cancelling = false;
                    lost = report.unknownOrder();
                }
            }
            case OUTCOME_UNKNOWN -> onLost(wasOpen);
            case AMENDED, AMEND_REJECTED -> onAnswer(report, wasOpen);
            default -> throw new IllegalArgumentException(report.toString());
        }
        if (!isOpen()) {
            quantity = most();
            amendQuantity = null;
        }
    }

    private void onFill(Report report, boolean wasOpen) {
        if (fills.putIfAbsent(report.executionId(), report.quantity()) != null) {
            return;
        }
        if (report.filled() && wasOpen) {
            all = report.cumulative();
        }
        known = true;
        lost = false;
        if (cumulative() > quantity && amendQuantity != null) {
            price = amendPrice;
            quantity = amendQuantity;
            amendQuantity = null;
        }
        told = Math.max(told, report.cumulative());
    }

    private void onLost(boolean wasOpen) {
        final OrderStatus status = status();
        final boolean rests = status == OrderStatus.ACCEPTED || status == OrderStatus.PARTIALLY_FILLED;
        if (wasOpen && (!rests || amendQuantity != null)) {
            lost = true;
            cancelling = false;
        }
    }

    private void onAnswer(Report report, boolean wasOpen) {
        final boolean amended = report.type() == ExecutionType.AMENDED;
        final boolean asked = amendQuantity != null
            && (!amended || amendPrice.equals(report.price()) && amendQuantity.equals(report.orderQuantity()));
        // an answer that another one or the fills have overtaken, or that nobody waits for
        if (!wasOpen || report.venueTime() <= lastAnswer || !asked && (!amended
            || report.orderQuantity() < cumulative())) {
            return;
        }
        lastAnswer = report.venueTime();
        if (amended) {
            price = report.price();
            quantity = Math.max(report.orderQuantity(), cumulative());
            known = true;
            lost = false;
        }
        amendQuantity = asked ? null : amendQuantity;
    }
}
