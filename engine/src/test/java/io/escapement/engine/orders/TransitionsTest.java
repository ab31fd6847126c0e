package io.escapement.engine.orders;

import io.escapement.codecs.sbe.OrderStatus;
import org.junit.jupiter.api.Test;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Every state with every input, against the rules said one by one. */
class TransitionsTest {
    private static final List<OrderStatus> STATES = List.of(OrderStatus.INTENDED, OrderStatus.SENT,
        OrderStatus.UNKNOWN, OrderStatus.ACCEPTED, OrderStatus.PARTIALLY_FILLED, OrderStatus.CANCEL_PENDING,
        OrderStatus.FILLED, OrderStatus.CANCELLED, OrderStatus.EXPIRED, OrderStatus.REJECTED);

    @Test
    void everyCellFollowsTheRules() {
        final Map<OrderStatus, Map<OrderInput, String>> expected = new EnumMap<>(OrderStatus.class);
        final Map<OrderStatus, Map<OrderInput, String>> actual = new EnumMap<>(OrderStatus.class);
        for (final OrderStatus state : STATES) {
            expected.put(state, new EnumMap<>(OrderInput.class));
            actual.put(state, new EnumMap<>(OrderInput.class));
            for (final OrderInput input : OrderInput.values()) {
                expected.get(state).put(input, rule(state, input));
                actual.get(state).put(input, text(state, input));
            }
        }
        assertEquals(expected, actual);
    }

    @Test
    void aDeniedOrderIsNeverInATableAndRefusesEverything() {
        for (final OrderInput input : OrderInput.values()) {
            assertEquals(Transitions.REFUSE, Transitions.next(OrderStatus.DENIED, input));
        }
    }

    private static String rule(OrderStatus state, OrderInput input) {
        if (state == OrderStatus.INTENDED) {
            return ruleOfHeld(input);
        }
        if (input == OrderInput.RELEASED) {
            return "ignore";
        }
        return Transitions.isOpen(state) ? ruleOfOpen(state, input) : ruleOfOver(state, input);
    }

    /** The venue has never heard of it: whatever it says of it is a contradiction. */
    private static String ruleOfHeld(OrderInput input) {
        return switch (input) {
            case RELEASED -> "SENT";
            case CANCEL_SENT -> "CANCELLED";
            case NOT_LISTED -> "ignore";
            default -> "refuse";
        };
    }

    private static String ruleOfOver(OrderStatus state, OrderInput input) {
        final boolean filled = state == OrderStatus.FILLED;
        final boolean rejected = state == OrderStatus.REJECTED;
        return switch (input) {
            // what the venue cancelled or let expire may have filled before that; of what it rejected, the money moved
            case PARTIAL_FILL -> filled ? "refuse" : rejected ? "live, surprised" : "stay";
            case FULL_FILL -> filled ? "refuse" : rejected ? "FILLED, surprised" : "FILLED";
            case REAPPEARED -> rejected ? "live, surprised" : "refuse";
            case LISTED -> filled ? "refuse" : "live";
            default -> "ignore";
        };
    }

    private static String ruleOfOpen(OrderStatus state, OrderInput input) {
        final boolean cancelling = state == OrderStatus.CANCEL_PENDING;
        final boolean unknown = state == OrderStatus.UNKNOWN;
        final boolean unanswered = state == OrderStatus.SENT || unknown;
        final boolean resting = !cancelling && !unanswered;
        return switch (input) {
            case CANCEL_SENT -> cancelling ? "stay" : "CANCEL_PENDING";
            case ACCEPTED -> unknown ? "live" : unanswered ? "ACCEPTED" : cancelling ? "stay" : "ignore";
            case AMENDED -> unknown ? "live" : unanswered ? "ACCEPTED" : "stay";
            case AMEND_REJECTED -> "stay";
            case PARTIAL_FILL -> cancelling || state == OrderStatus.PARTIALLY_FILLED ? "stay" : "PARTIALLY_FILLED";
            case FULL_FILL -> "FILLED";
            case CANCELLED -> "CANCELLED";
            case EXPIRED -> "EXPIRED";
            case REJECTED -> state == OrderStatus.PARTIALLY_FILLED ? "refuse" : "REJECTED";
            case CANCEL_REJECTED -> cancelling ? "reopen" : "ignore";
            case CANCEL_OF_UNKNOWN -> cancelling ? "UNKNOWN" : "ignore";
            case OUTCOME_UNKNOWN -> unknown ? "stay" : "UNKNOWN";
            case NOT_LISTED -> unknown ? "ignore" : "UNKNOWN";
            case NOT_FOUND -> resting ? "refuse" : "REJECTED";
            case REAPPEARED -> "refuse";
            case LISTED -> unanswered ? "live" : "ignore";
            case RELEASED -> "ignore";
        };
    }

    private static String text(OrderStatus state, OrderInput input) {
        final byte next = Transitions.next(state, input);
        final String text = switch (next) {
            case Transitions.STAY -> "stay";
            case Transitions.IGNORE -> "ignore";
            case Transitions.REFUSE -> "refuse";
            case Transitions.REOPEN -> "reopen";
            case Transitions.LIVE -> "live";
            default -> Transitions.status(next).name();
        };
        return text + (Transitions.isSurprise(state, input) ? ", surprised" : "");
    }
}
