package io.escapement.engine.venue.loopback;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which faults are due, and how many have been injected. Each kind draws from a random sequence of its own. */
final class Faults {
    private final Map<FaultKind, Kind> kinds = new EnumMap<>(FaultKind.class);
    private final List<FaultSpec> timed = new ArrayList<>();
    private int nextTimed;

    Faults(final List<FaultSpec> specs, final long seed) {
        for (final FaultKind kind : FaultKind.values()) {
            kinds.put(kind, new Kind(kind, new SplitMix(seed * 31 + kind.ordinal())));
        }
        for (final FaultSpec spec : specs) {
            if (spec.atNs() >= 0) {
                timed.add(spec);
            } else if (spec.rate() > 0) {
                kinds.get(spec.kind()).rate = spec.rate();
                kinds.get(spec.kind()).parameter = spec.parameter();
            } else {
                arm(spec.kind(), spec.count(), spec.parameter());
            }
        }
        timed.sort(Comparator.comparingLong(FaultSpec::atNs));
    }

    /** The next so many opportunities. */
    void arm(final FaultKind kind, final int count, final long parameter) {
        kinds.get(kind).armed += count;
        kinds.get(kind).parameter = parameter;
    }

    /** Arms what is due at this time of play. */
    void onTime(final long elapsedNs) {
        while (nextTimed < timed.size() && timed.get(nextTimed).atNs() <= elapsedNs) {
            final FaultSpec spec = timed.get(nextTimed++);
            arm(spec.kind(), 1, spec.parameter());
        }
    }

    /** At an opportunity for this kind: whether it happens. It is counted then. */
    boolean happens(final FaultKind kind) {
        final Kind state = kinds.get(kind);
        if (state.armed > 0) {
            state.armed--;
        } else if (state.rate == 0 || state.random.nextDouble() >= state.rate) {
            return false;
        }
        state.injectedCount++;
        return true;
    }

    long parameter(final FaultKind kind) {
        return kinds.get(kind).parameter;
    }

    /** How many of each kind have been injected; kinds with none are left out. */
    Map<FaultKind, Long> injected() {
        final Map<FaultKind, Long> counts = new EnumMap<>(FaultKind.class);
        kinds.forEach((kind, state) -> {
            if (state.injectedCount > 0) {
                counts.put(kind, state.injectedCount);
            }
        });
        return counts;
    }

    private static final class Kind {
        private final SplitMix random;
        private long parameter;
        private double rate;
        private int armed;
        private long injectedCount;

        Kind(final FaultKind kind, final SplitMix random) {
            this.parameter = kind.defaultParameter();
            this.random = random;
        }
    }
}
