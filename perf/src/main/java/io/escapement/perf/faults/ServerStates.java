package io.escapement.perf.faults;

import io.escapement.engine.venue.loopback.BookListener;
import io.escapement.engine.venue.loopback.Truth;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every state that a server's books have had, in order, told before it is sent. Written by the server's thread, read by
 * others.
 */
final class ServerStates implements BookListener {
    /** Levels a side that are compared: as many as the engine tells of. */
    static final int LEVELS = 5;
    static final int NOT_FOUND = -1;

    /** @param best the best levels of both sides, as {@link #side} writes them */
    private record State(long id, String best) {
    }

    private final Map<String, List<State>> bySymbol = new HashMap<>();

    @Override
    public synchronized void onBook(Truth truth) {
        bySymbol.computeIfAbsent(truth.symbol(), symbol -> new ArrayList<>())
            .add(new State(truth.lastUpdateId(), best(truth)));
    }

    static String best(Truth truth) {
        final StringBuilder text = new StringBuilder();
        side(text, truth.bids());
        side(text.append('|'), truth.asks());
        return text.toString();
    }

    private static void side(StringBuilder text, Map<BigDecimal, BigDecimal> levels) {
        int count = 0;
        for (final Map.Entry<BigDecimal, BigDecimal> level : levels.entrySet()) {
            if (count++ == LEVELS) {
                return;
            }
            level(text, level.getKey(), level.getValue());
        }
    }

    static void level(StringBuilder text, BigDecimal price, BigDecimal quantity) {
        text.append(price.stripTrailingZeros().toPlainString()).append('x')
            .append(quantity.stripTrailingZeros().toPlainString()).append(' ');
    }

    /** Where this state is, not before {@code from}. @param anyId whether the number is not the server's own */
    synchronized int find(String symbol, int from, boolean anyId, long id, String best) {
        final List<State> states = bySymbol.getOrDefault(symbol, List.of());
        for (int i = from; i < states.size(); i++) {
            final State state = states.get(i);
            if ((anyId || state.id == id) && state.best.equals(best)) {
                return i;
            }
        }
        return NOT_FOUND;
    }

    /** Whether a state behind this one has the number. */
    synchronized boolean hasLater(String symbol, int than, long id) {
        final List<State> states = bySymbol.getOrDefault(symbol, List.of());
        for (int i = than + 1; i < states.size(); i++) {
            if (states.get(i).id == id) {
                return true;
            }
        }
        return false;
    }

    /** What the server had under this number, for people. */
    synchronized String describe(String symbol, int from, long id) {
        final List<State> states = bySymbol.getOrDefault(symbol, List.of());
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i).id == id) {
                text.append("state ").append(i).append(": ").append(states.get(i).best).append("; ");
            }
        }
        return text + "the book was at state " + from + " of " + states.size();
    }
}
