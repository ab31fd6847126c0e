package io.escapement.engine.venue.json;

import io.escapement.codecs.decimal.DecimalFormatException;
import io.escapement.codecs.decimal.DecimalParser;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One entry of a venue's list of instruments: texts by name, those of an object in an array called {@code filters} as
 * {@code FILTER.name}. Every getter notes what is wrong; {@link #problems} tells all of it at once.
 */
public final class ListedRow {
    /** No list has more decimals than this. */
    public static final int MOST_DECIMALS = 18;

    private final Map<String, String> texts = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    void put(String name, String text) {
        texts.put(name, text);
    }

    /** What is wrong with this entry, as far as anybody has asked. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    public void problem(String problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** Empty where there is none, which is no problem. */
    public String text(String name) {
        return texts.getOrDefault(name, "");
    }

    public String need(String name) {
        final String text = text(name);
        if (text.isEmpty()) {
            problem("has no " + name);
        }
        return text;
    }

    /** A number of decimals. */
    public int precision(String name) {
        final String text = need(name);
        if (text.matches("1?[0-9]") && Integer.parseInt(text) <= MOST_DECIMALS) {
            return Integer.parseInt(text);
        }
        if (!text.isEmpty()) {
            problem("has the " + name + " " + text + ", expected 0 to " + MOST_DECIMALS);
        }
        return 0;
    }

    /** The greatest exponent, 0 at most, at which a step above zero has an exact mantissa. */
    public int exponentOf(String name) {
        final String text = need(name);
        try {
            final BigDecimal step = new BigDecimal(text).stripTrailingZeros();
            if (step.signum() > 0 && step.scale() <= MOST_DECIMALS) {
                return -Math.max(0, step.scale());
            }
        } catch (NumberFormatException e) {
            // said below, as for every other step that is none
        }
        if (!text.isEmpty()) {
            problem("has the " + name + " " + text + ", expected a decimal above zero");
        }
        return 0;
    }

    /** The mantissa of a decimal that has to be there; a limit that 64 bits do not hold is none: the greatest. */
    public long decimal(String name, int exponent) {
        final String text = need(name);
        return text.isEmpty() ? 0 : mantissa(name, text, exponent);
    }

    /** As {@link #decimal}; {@code otherwise} where there is no text. */
    public long decimalOr(String name, int exponent, long otherwise) {
        final String text = text(name);
        return text.isEmpty() ? otherwise : mantissa(name, text, exponent);
    }

    private long mantissa(String name, String text, int exponent) {
        try {
            final boolean huge = text.length() <= 64 && new BigDecimal(text).scaleByPowerOfTen(-exponent)
                .compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0;
            final long value = huge ? Long.MAX_VALUE : DecimalParser.parse(text, exponent);
            if (value < 0) {
                problem("has the " + name + " " + text + ", expected zero or more");
            }
            return value;
        } catch (DecimalFormatException e) {
            problem("has the " + name + " " + e.getMessage());
        } catch (NumberFormatException e) {
            problem("has the " + name + " " + text + ", expected a decimal");
        }
        return 0;
    }
}
