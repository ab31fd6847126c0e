package io.escapement.engine.venue.loopback;

import java.util.List;

/**
 * Settings of the generator. The same settings give the same frames, to the byte.
 *
 * @param symbols           what is traded
 * @param actionsPerSecond  orders, cancels and trades per symbol and second; about one in ten is a trade
 * @param levelCount        levels a side that the market is kept at
 * @param startTimeNs       time of the first frame, epoch nanoseconds
 * @param durationNs        length in its own time; 0 = endless
 */
public record Simulation(long seed, List<SimulatedSymbol> symbols, double actionsPerSecond, int levelCount,
                         long startTimeNs, long durationNs) {
    /** 2026-01-01T00:00:00Z: a fixed time, since the time is part of the frames. */
    public static final long DEFAULT_START_NS = 1_767_225_600_000_000_000L;

    /** Checks the values. */
    public Simulation {
        symbols = List.copyOf(symbols);
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("simulation: expected one symbol at least");
        }
        if (symbols.stream().map(SimulatedSymbol::symbol).distinct().count() < symbols.size()) {
            throw new IllegalArgumentException("simulation: a symbol is named twice in " + symbols);
        }
        if (!(actionsPerSecond > 0 && actionsPerSecond <= 1e6)) {
            throw new IllegalArgumentException("simulation: " + actionsPerSecond
                + " actions a second, expected more than 0 and at most 1000000");
        }
        if (levelCount < 5 || levelCount > 5_000) {
            throw new IllegalArgumentException("simulation: " + levelCount + " levels a side, expected 5 to 5000");
        }
        if (startTimeNs < 0 || durationNs < 0) {
            throw new IllegalArgumentException("simulation: start and duration must not be negative");
        }
    }

    /** BTCUSDT, ETHUSDT and SOLUSDT, 200 actions a second each, 200 levels a side, endless. */
    public static Simulation of(final long seed) {
        return of(seed, "BTCUSDT", "ETHUSDT", "SOLUSDT");
    }

    /** These symbols, else as {@link #of(long)}. */
    public static Simulation of(final long seed, final String... symbols) {
        return new Simulation(seed, List.of(symbols).stream().map(SimulatedSymbol::parse).toList(), 200, 200,
            DEFAULT_START_NS, 0);
    }

    /** The same for this long, then the recording ends. */
    public Simulation lasting(final long nanoseconds) {
        return new Simulation(seed, symbols, actionsPerSecond, levelCount, startTimeNs, nanoseconds);
    }

    /** The same at another rate. */
    public Simulation withActionsPerSecond(final double rate) {
        return new Simulation(seed, symbols, rate, levelCount, startTimeNs, durationNs);
    }

    /** The same, beginning at another time. */
    public Simulation startingAt(final long epochNs) {
        return new Simulation(seed, symbols, actionsPerSecond, levelCount, epochNs, durationNs);
    }
}
