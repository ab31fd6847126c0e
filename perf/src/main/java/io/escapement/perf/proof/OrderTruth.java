package io.escapement.perf.proof;

import io.escapement.engine.venue.loopback.exchange.AccountTruth;
import io.escapement.engine.venue.loopback.exchange.Order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a rig's lines say of orders and of the position, held to the venue's own. Quantities are mantissas at
 * {@value #QUANTITY_EXPONENT}.
 */
final class OrderTruth {
    private static final int QUANTITY_EXPONENT = -8;
    private static final Set<String> OVER = Set.of("FILLED", "CANCELLED", "EXPIRED", "REJECTED");

    private final Map<String, String> states = new HashMap<>();
    private final Map<String, Long> filled = new HashMap<>();
    /** By strategy; what no strategy's fills explain is nobody's. */
    private final Map<String, Long> positions = new HashMap<>();
    private int unknown;
    private int alarms;
    private int corrections;

    /** Takes in all lines from the first on. */
    OrderTruth(List<String> lines) {
        for (final String line : lines) {
            final String[] words = line.split(" ");
            switch (words[0]) {
                case "update" -> {
                    final String state = words[2].substring(words[2].indexOf("->") + 2);
                    states.put(words[1], state);
                    filled.put(words[1], Long.parseLong(words[3]));
                    unknown += state.equals("UNKNOWN") ? 1 : 0;
                }
                case "held" -> positions.put(words[2], Long.parseLong(words[3]));
                case "ALARM" -> alarms++;
                case "CORRECTION" -> corrections++;
                default -> { }
            }
        }
    }

    /** Orders that are not over yet, with their states. */
    List<String> open(Set<String> placed) {
        return placed.stream().filter(id -> !OVER.contains(states.getOrDefault(id, "none")))
            .map(id -> id + " " + states.get(id)).toList();
    }

    /**
     * What differs, in words; nothing where all is the same.
     *
     * @param placed client order ids as the venue has them, and whether it may refuse the order for its price
     */
    List<String> differences(Map<String, Boolean> placed, AccountTruth truth, String symbol) {
        final List<String> found = new ArrayList<>();
        truth.open().forEach(order -> found.add("open at the venue: " + order));
        truth.orders().stream().filter(order -> !placed.containsKey(order.clientId()))
            .forEach(order -> found.add("nobody placed " + order));
        placed.forEach((id, refusable) -> compare(id, refusable, truth.named(id), found));
        final long theirs = truth.net(symbol).movePointRight(-QUANTITY_EXPONENT).longValueExact();
        final long ours = positions.values().stream().mapToLong(each -> each).sum();
        if (theirs != ours) {
            found.add("the position is " + theirs + ", we have " + positions);
        }
        return found;
    }

    private void compare(String id, boolean refusable, List<AccountTruth.Entry> named, List<String> found) {
        final String ours = states.getOrDefault(id, "none");
        final long oursFilled = filled.getOrDefault(id, 0L);
        if (named.size() > 1) {
            found.add("twice at the venue: " + named);
        } else if (named.isEmpty()) {
            if (!ours.equals("REJECTED") || oursFilled != 0) {
                found.add(id + " is not at the venue, we have " + ours + " " + oursFilled);
            }
        } else {
            final AccountTruth.Entry theirs = named.get(0);
            final long theirsFilled = theirs.filled().movePointRight(-QUANTITY_EXPONENT).longValueExact();
            if (theirsFilled != oursFilled || !isSame(theirs.state(), ours, refusable)) {
                found.add("we have " + id + " " + ours + " " + oursFilled + ", the venue " + theirs);
            }
        }
    }

    /** Venues word the end of an order that they did not let rest differently; of others there are two ends. */
    private static boolean isSame(Order.State theirs, String ours, boolean refusable) {
        return switch (theirs) {
            case FILLED -> ours.equals("FILLED");
            case CANCELLED, EXPIRED, PREVENTED -> ours.equals("CANCELLED") || ours.equals("EXPIRED")
                || refusable && ours.equals("REJECTED");
            default -> false;
        };
    }

    /** How often an order became UNKNOWN. */
    int unknown() {
        return unknown;
    }

    int alarms() {
        return alarms;
    }

    int corrections() {
        return corrections;
    }
}
