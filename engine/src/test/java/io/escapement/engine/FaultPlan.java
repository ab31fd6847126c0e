package io.escapement.engine;

import io.escapement.engine.venue.loopback.FaultKind;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Faults in an order drawn by a seed, one after the other over a play. */
final class FaultPlan {
    private FaultPlan() {
    }

    /**
     * Each kind so many times, as texts of {@code FaultSpec}, spread over the middle of the play. What only happens
     * at a request or a subscription comes with a fault that leads to one.
     *
     * @param seconds length of the play, in its own time
     */
    static String[] spread(Collection<FaultKind> kinds, int times, double seconds, long seed) {
        final List<FaultKind> order = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            order.addAll(kinds);
        }
        final Random random = new Random(seed);
        Collections.shuffle(order, random);
        final List<String> specs = new ArrayList<>();
        final double step = seconds * 0.85 / order.size();
        for (int i = 0; i < order.size(); i++) {
            final FaultKind kind = order.get(i);
            final String at = String.format(Locale.ROOT, "@%.3fs", seconds * 0.05 + step * (i
                + random.nextDouble() / 2));
            specs.add(kind.key() + at + parameter(kind));
            final String cause = cause(kind);
            if (cause != null) {
                specs.add(cause + at);
            }
        }
        return specs.toArray(String[]::new);
    }

    private static String parameter(FaultKind kind) {
        return switch (kind) {
            case STALL -> ":300ms";
            case HALF_OPEN -> ":1s";
            case SERVER_SHUTDOWN -> ":20ms";
            case REST_SLOW -> ":300ms";
            case REST_429, REST_418 -> ":1s";
            default -> "";
        };
    }

    private static String cause(FaultKind kind) {
        return switch (kind) {
            case REST_SLOW, REST_503, REST_429, REST_418, SNAPSHOT_OLD, SNAPSHOT_CROSSED, SNAPSHOT_TRUNCATED -> "gap";
            case SUBSCRIBE_REFUSED -> "disconnect";
            default -> null;
        };
    }
}
