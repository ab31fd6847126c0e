package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.loopback.exchange.ServerClock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys of private streams, each good for an hour from when it was last seen to. */
final class ListenKeys {
    private static final long LIFE_MS = 3_600_000;

    private final ServerClock clock;
    private final boolean several;
    private final Map<String, Long> keys = new LinkedHashMap<>();
    private long last;

    /** @param several whether each asking gives a new one, else the same as long as it is good */
    ListenKeys(final ServerClock clock, final boolean several) {
        this.clock = clock;
        this.several = several;
    }

    String create() {
        final List<String> good = good();
        final String key = several || good.isEmpty() ? "loopback" + String.format("%056x", ++last) : good.get(0);
        keys.put(key, clock.nowMs() + LIFE_MS);
        return key;
    }

    List<String> good() {
        keys.values().removeIf(untilMs -> untilMs < clock.nowMs());
        return List.copyOf(keys.keySet());
    }

    boolean isGood(final String key) {
        return good().contains(key);
    }

    /** False where there is no such key. */
    boolean extend(final String key) {
        return isGood(key) && keys.put(key, clock.nowMs() + LIFE_MS) != null;
    }

    boolean close(final String key) {
        return keys.remove(key) != null;
    }
}
