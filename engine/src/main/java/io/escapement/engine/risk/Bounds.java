package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The limits that are set for one of: everything, a venue, an instrument, a strategy. Immutable. */
public final class Bounds {
    /** No limit is set here; one set elsewhere may bind. */
    public static final long NONE = Long.MAX_VALUE;
    /** Sets nothing. */
    public static final Bounds OPEN = new Bounds(open());

    private static final long SECOND_NS = 1_000_000_000L;
    private static final BigDecimal MONEY = BigDecimal.TEN.pow(-Money.EXPONENT);

    private final long[] values;

    private Bounds(long[] values) {
        this.values = values;
    }

    private static long[] open() {
        final long[] values = new long[Bound.values().length];
        Arrays.fill(values, NONE);
        return values;
    }

    /** The same with one limit set: money as {@code Money}, time in nanoseconds. */
    public Bounds with(Bound bound, long value) {
        final long[] changed = values.clone();
        changed[bound.ordinal()] = value;
        return new Bounds(changed);
    }

    /** The same with one limit of money set, in whole units of the quote asset, rounded down. */
    public Bounds with(Bound bound, BigDecimal amount) {
        return with(bound, amount.multiply(MONEY).setScale(0, RoundingMode.FLOOR).longValueExact());
    }

    /** The limit, or {@link #NONE}. */
    public long get(Bound bound) {
        return values[bound.ordinal()];
    }

    public boolean has(Bound bound) {
        return get(bound) != NONE;
    }

    /** What is wrong, one line each, naming key, value and what was expected; empty if nothing is. */
    public List<String> problems() {
        final List<String> problems = new ArrayList<>();
        for (final Bound bound : Bound.values()) {
            final long value = get(bound);
            final long most = switch (bound.unit()) {
                case MONEY -> MONEY.longValueExact() * bound.most();
                case TIME -> bound.most() * SECOND_NS;
                default -> bound.most();
            };
            if (value != NONE && (value < 1 || value > most)) {
                problems.add(bound.key() + ": " + value + "; expected more than 0 and at most " + most);
            }
        }
        return problems;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bounds bounds && Arrays.equals(values, bounds.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder("Bounds[");
        for (final Bound bound : Bound.values()) {
            if (has(bound)) {
                text.append(text.length() > 7 ? ", " : "").append(bound.key()).append(' ').append(get(bound));
            }
        }
        return text.append(']').toString();
    }
}
