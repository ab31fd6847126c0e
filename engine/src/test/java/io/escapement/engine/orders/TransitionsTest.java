package io.escapement.engine.orders;

import io.escapement.codecs.sbe.OrderStatus;
import org.junit.jupiter.api.Test;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Every state with every input, against the rules said one by one. */
class TransitionsTest {
    private static final List<OrderStatus> STATES = List.of(OrderStatus.SENT, OrderStatus.UNKNOWN, OrderStatus.ACCEPTED,
        OrderStatus.PARTIALLY_FILLED, OrderStatus.CANCEL_PENDING, OrderStatus.FILLED, OrderStatus.CANCELLED,
        OrderStatus.EXPIRED, OrderStatus.REJECTED);

    @Test
    void everyCellFollowsTheRules() {
        final Map<OrderStatus, Map<OrderInput, String>> expected = new EnumMap<>(OrderStatus.class);
        final Map<OrderStatus, Map<OrderInput, String>> actual = new EnumMap<>(OrderStatus.class);
        for (final OrderStatus state : STATES) {
            expected.put(state, new EnumMap<>(OrderInput.class));
            actual.put(state, new EnumMap<>(OrderInput.class));
            for (final OrderInput input : OrderInput.values()) {
                expected.get(state).put(input, rule(state, input));
                actual.get(state).put(input, text(Transitions.next(state, input)));
            }
        }
        assertEquals(expected, actual);
    }

    @Test
    void statesThatNoOrderOfATableHasRefuseEverything() {
        for (final OrderStatus state : List.of(OrderStatus.INTENDED, OrderStatus.DENIED)) {
            for (final OrderInput input : OrderInput.values()) {
                assertEquals(Transitions.REFUSE, Transitions.next(state, input));
            }
        }
    }

    private static String rule(OrderStatus state, OrderInput input) {
        return Transitions.isOpen(state) ? ruleOfOpen(state, input) : ruleOfOver(state, input);
    }

    private static String ruleOfOver(OrderStatus state, OrderInput input) {
        final boolean fill = input == OrderInput.PARTIAL_FILL || input == OrderInput.FULL_FILL;
        if (!fill) {
            return "ignore";
        }
        // what the venue cancelled or let expire may have filled before that; what it filled or rejected may not
        if (state == OrderStatus.CANCELLED || state == OrderStatus.EXPIRED) {
            return input == OrderInput.FULL_FILL ? "FILLED" : "stay";
        }
        return "refuse";
    }

    private static String ruleOfOpen(OrderStatus state, OrderInput input) {
        final boolean cancelling = state == OrderStatus.CANCEL_PENDING;
        final boolean unanswered = state == OrderStatus.SENT || state == OrderStatus.UNKNOWN;
        return switch (input) {
            case CANCEL_SENT -> cancelling ? "stay" : "CANCEL_PENDING";
            case ACCEPTED -> unanswered ? "ACCEPTED" : cancelling ? "stay" : "ignore";
            case PARTIAL_FILL -> cancelling || state == OrderStatus.PARTIALLY_FILLED ? "stay" : "PARTIALLY_FILLED";
            case FULL_FILL -> "FILLED";
            case CANCELLED -> "CANCELLED";
            case EXPIRED -> "EXPIRED";
            case REJECTED -> unanswered || cancelling ? "REJECTED" : "refuse";
            case CANCEL_REJECTED -> cancelling ? "reopen" : "ignore";
            case CANCEL_OF_UNKNOWN -> cancelling ? "UNKNOWN" : "ignore";
            case UNANSWERED -> state == OrderStatus.SENT ? "UNKNOWN" : "ignore";
        };
    }

    private static String text(byte next) {
        return switch (next) {
            case Transitions.STAY -> "stay";
            case Transitions.IGNORE -> "ignore";
            case Transitions.REFUSE -> "refuse";
            case Transitions.REOPEN -> "reopen";
            default -> Transitions.status(next).name();
        };
    }
}
