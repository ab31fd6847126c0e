package io.escapement.engine.venue.listing;

import io.escapement.codecs.decimal.DecimalFormatException;
import io.escapement.codecs.decimal.DecimalParser;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One listed thing: texts by name, a nested field as {@code outer.inner}. What is missing or wrong becomes a problem
 * that names the field, and reads as 0 meanwhile, so that all problems are told at once.
 */
public final class ListedFields {
    private static final int MOST_DECIMALS = 18;

    private final Map<String, String> texts = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** A further text, such as one that a venue spells differently elsewhere. */
    public void put(String name, String text) {
        texts.put(name, text);
    }

    /** The field's text, whether it stood in quotes or not; empty where the field is missing or null. */
    public String text(String name) {
        return texts.getOrDefault(name, "");
    }

    /** As {@link #text}; a problem where it is empty. */
    public String need(String name) {
        final String text = text(name);
        if (text.isEmpty() && !problems.contains("has no " + name)) {
            problems.add("has no " + name);
        }
        return text;
    }

    public void problem(String problem) {
        problems.add(problem);
    }

    public List<String> problems() {
        return problems;
    }

    /** The mantissa of a limit from zero on; a limit that 64 bits do not hold is none: the greatest mantissa. */
    public long limit(String name, int exponent) {
        final String text = need(name);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            final boolean huge = new BigDecimal(text).scaleByPowerOfTen(-exponent)
                .compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0;
            final long mantissa = huge ? Long.MAX_VALUE : DecimalParser.parse(text, exponent);
            if (mantissa >= 0) {
                return mantissa;
            }
            problems.add("has the " + name + " " + text + ", expected zero or more");
        } catch (DecimalFormatException e) {
            problems.add("has the " + name + " " + e.getMessage());
        } catch (NumberFormatException e) {
            problems.add("has the " + name + " " + text + ", expected a decimal");
        }
        return 0;
    }

    /** As {@link #limit}; {@code otherwise} where the field is missing, null or empty. */
    public long limitOr(String name, int exponent, long otherwise) {
        return text(name).isEmpty() ? otherwise : limit(name, exponent);
    }

    /** How many decimals a step has: 2 of {@code 0.010}, 0 of {@code 10}. */
    public int decimalsOfStep(String name) {
        final String text = need(name);
        try {
            final BigDecimal step = text.isEmpty() ? BigDecimal.ONE : new BigDecimal(text).stripTrailingZeros();
            if (step.signum() > 0 && step.scale() <= MOST_DECIMALS) {
                return Math.max(0, step.scale());
            }
        } catch (NumberFormatException e) {
            // said below, as for every other step that is none
        }
        problems.add("has the " + name + " " + text + ", expected a decimal above zero");
        return 0;
    }

    /** A count of decimals. */
    public int precision(String name) {
        final String text = need(name);
        if (text.matches("1?[0-9]") && Integer.parseInt(text) <= MOST_DECIMALS) {
            return Integer.parseInt(text);
        }
        if (!text.isEmpty()) {
            problems.add("has the " + name + " " + text + ", expected 0 to " + MOST_DECIMALS);
        }
        return 0;
    }
}
