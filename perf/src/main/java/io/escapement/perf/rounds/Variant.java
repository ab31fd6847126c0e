package io.escapement.perf.rounds;

import java.util.function.LongSupplier;

/**
 * One of several ways to do the same.
 *
 * @param name  for the report
 * @param units what one pass handles: frames, levels, records
 * @param pass  does it once; what it returns keeps the compiler from leaving anything out
 * @param after done after each pass, not measured
 */
public record Variant(String name, int units, LongSupplier pass, Runnable after) {
    /** A variant with nothing to be done between passes. */
    public Variant(String name, int units, LongSupplier pass) {
        this(name, units, pass, () -> { });
    }
}
