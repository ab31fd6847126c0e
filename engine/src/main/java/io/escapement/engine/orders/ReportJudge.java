package io.escapement.engine.orders;

import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.Side;

/**
 * Says of each report whether it counts, and applies it. A fill counts once, by its execution id (the last
 * {@value Order#REMEMBERED_FILLS} of an order are remembered), and never beyond what may have been ordered.
 */
final class ReportJudge {
    private final OrderTable table;

    ReportJudge(OrderTable table) {
        this.table = table;
    }

    Finding onReport(Order order, ExecutionReportDecoder report) {
        if (report.instrumentId() != order.instrumentId() || isOtherSide(order, report)) {
            return Finding.MISMATCH;
        }
        final Finding finding = switch (report.executionType()) {
            case FILL -> onFill(order, report);
            case AMENDED -> onAmended(order, report);
            case AMEND_REJECTED -> onAmendRejected(order, report);
            default -> onOther(order, report);
        };
        if (finding.counts()) {
            table.revive(order);
        }
        if (finding.counts() || finding == Finding.LATE) {
            note(order, report);
        }
        return finding;
    }

    // An answer to a request need not say the side; a fill must.
    private static boolean isOtherSide(Order order, ExecutionReportDecoder report) {
        final Side side = report.side();
        final boolean said = side == Side.BUY || side == Side.SELL || report.executionType() == ExecutionType.FILL;
        return said && side != order.side();
    }

    private Finding onFill(Order order, ExecutionReportDecoder report) {
        final long quantity = report.lastQuantity();
        if (quantity <= 0 || report.lastPrice() <= 0 || report.fee() == ExecutionReportDecoder.feeNullValue()
            || report.executionId() == ExecutionReportDecoder.executionIdNullValue()) {
            return Finding.BAD_NUMBERS;
        }
        if (order.hasFill(report.executionId())) {
            return Finding.LATE;
        }
        noteFilled(order, report);
        final long left = order.worstQuantity() - order.cumulative;
        final OrderInput input = quantity == left ? OrderInput.FULL_FILL : OrderInput.PARTIAL_FILL;
        if (quantity > left) {
            return Finding.OVERFILL;
        }
        if (Transitions.next(order.status, input) == Transitions.REFUSE) {
            return Finding.ILLEGAL;
        }
        final boolean surprise = Transitions.isSurprise(order.status, input);
        table.fill(order, report.executionId(), quantity, report.venueTimeNs());
        if (order.cumulative > order.quantity()) {
            // only an amendment that the venue has made explains it
            adoptAmendment(order);
        }
        order.acknowledged = true;
        table.move(order, input);
        return surprise ? Finding.CONTRADICTED : Finding.APPLIED;
    }

    // The venue calls it filled: nothing but the fills that make up what it says is to come, whatever was amended.
    private static void noteFilled(Order order, ExecutionReportDecoder report) {
        final long told = report.cumulativeQuantity();
        if (report.orderStatus() == OrderStatus.FILLED && order.isOpen()
            && told >= order.cumulative + report.lastQuantity() && told <= order.worstQuantity()) {
            order.finalCumulative = told;
        }
    }

    private Finding onAmended(Order order, ExecutionReportDecoder report) {
        final long price = report.price();
        final long quantity = report.quantity();
        final boolean saysPrice = price != ExecutionReportDecoder.priceNullValue();
        final boolean saysQuantity = quantity != ExecutionReportDecoder.quantityNullValue();
        if (saysPrice && price <= 0 || saysQuantity && quantity <= 0) {
            return Finding.BAD_NUMBERS;
        }
        final byte next = Transitions.next(order.status, OrderInput.AMENDED);
        if (next == Transitions.REFUSE) {
            return Finding.ILLEGAL;
        }
        final boolean asked = order.amending && (!saysPrice || price == order.amendPrice)
            && (!saysQuantity || quantity == order.amendQuantity);
        // fills can overtake an amendment that they prove, and one after it
        final boolean overtaken = !asked
            && (!saysPrice && !saysQuantity || saysQuantity && quantity < order.cumulative);
        if (next == Transitions.IGNORE || isOldAnswer(order, report) || overtaken) {
            return Finding.LATE;
        }
        answered(order, report);
        if (asked) {
            adoptAmendment(order);
        } else {
            order.terms.price(saysPrice ? price : order.price());
            order.terms.quantity(saysQuantity ? quantity : order.quantity());
        }
        order.acknowledged = true;
        table.move(order, OrderInput.AMENDED);
        endIfFull(order);
        return Finding.APPLIED;
    }

    private Finding onAmendRejected(Order order, ExecutionReportDecoder report) {
        final byte next = Transitions.next(order.status, OrderInput.AMEND_REJECTED);
        if (next == Transitions.REFUSE) {
            return Finding.ILLEGAL;
        }
        if (next == Transitions.IGNORE || !order.amending || isOldAnswer(order, report)) {
            return Finding.LATE;
        }
        answered(order, report);
        order.amending = false;
        table.move(order, OrderInput.AMEND_REJECTED);
        endIfFull(order);
        return Finding.APPLIED;
    }

    private Finding onOther(Order order, ExecutionReportDecoder report) {
        final OrderInput input = input(order, report.executionType(), report.rejectCode());
        if (input == null) {
            return Finding.BAD_NUMBERS;
        }
        final byte next = Transitions.next(order.status, input);
        final boolean forgotten = input == OrderInput.NOT_FOUND && order.acknowledged && order.isOpen();
        if (next == Transitions.REFUSE || forgotten) {
            return Finding.ILLEGAL;
        }
        final boolean resting = order.status == OrderStatus.ACCEPTED || order.status == OrderStatus.PARTIALLY_FILLED;
        if (next == Transitions.IGNORE || input == OrderInput.OUTCOME_UNKNOWN && resting && !order.amending) {
            return Finding.LATE;
        }
        final boolean surprise = Transitions.isSurprise(order.status, input);
        if (input == OrderInput.ACCEPTED || input == OrderInput.REAPPEARED) {
            order.acknowledged = true;
            order.neverArrived = false;
        } else if (input == OrderInput.NOT_FOUND) {
            order.neverArrived = true;
        }
        table.move(order, input);
        return surprise ? Finding.CONTRADICTED : Finding.APPLIED;
    }

    private static OrderInput input(Order order, ExecutionType type, RejectCode code) {
        return switch (type) {
            case ACCEPTED, TRIGGERED -> order.neverArrived ? OrderInput.REAPPEARED : OrderInput.ACCEPTED;
            case CANCELLED -> OrderInput.CANCELLED;
            case EXPIRED -> OrderInput.EXPIRED;
            case REJECTED -> OrderInput.REJECTED;
            case CANCEL_REJECTED -> code == RejectCode.UNKNOWN_ORDER
                ? OrderInput.CANCEL_OF_UNKNOWN : OrderInput.CANCEL_REJECTED;
            case OUTCOME_UNKNOWN -> OrderInput.OUTCOME_UNKNOWN;
            case NOT_FOUND -> OrderInput.NOT_FOUND;
            default -> null;
        };
    }

    private static void adoptAmendment(Order order) {
        order.terms.price(order.amendPrice);
        order.terms.quantity(Math.max(order.amendQuantity, order.cumulative));
        order.amending = false;
    }

    // A repeated answer to an amendment before must not be taken for the answer to this one.
    private static boolean isOldAnswer(Order order, ExecutionReportDecoder report) {
        final long timeNs = report.venueTimeNs();
        return timeNs != ExecutionReportDecoder.venueTimeNsNullValue() && timeNs > 0
            && timeNs <= order.amendedVenueTimeNs;
    }

    private static void answered(Order order, ExecutionReportDecoder report) {
        order.amendedVenueTimeNs = Math.max(order.amendedVenueTimeNs, report.venueTimeNs());
    }

    private void endIfFull(Order order) {
        if (!order.amending && order.isOpen() && order.cumulative >= order.quantity()) {
            table.move(order, OrderInput.FULL_FILL);
        }
    }

    // A repeated report may say more than the first: the end that a reply told without numbers, the stream with them.
    private static void note(Order order, ExecutionReportDecoder report) {
        final long told = report.cumulativeQuantity();
        if (told > order.toldCumulative && told <= order.worstQuantity()) {
            order.toldCumulative = told;
        }
        if (report.venueOrderId() != ExecutionReportDecoder.venueOrderIdNullValue()) {
            order.venueOrderId = report.venueOrderId();
        }
        final int length = report.venueOrderTextLength();
        if (length > 0 && length <= Order.MOST_VENUE_TEXT) {
            order.venueTextLength = report.getVenueOrderText(order.venueText, 0, length);
        }
    }
}
