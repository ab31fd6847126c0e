package io.escapement.engine.venue.loopback;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a fault happens. Exactly one of the three ways:
 *
 * @param atNs      this far into the play, in the source's own time; -1 = not timed
 * @param rate      chance at each opportunity, 0 to 1
 * @param count     at the next so many opportunities
 * @param parameter nanoseconds, bytes for {@link FaultKind#OVERSIZED}, a code for {@link FaultKind#ORDER_REJECT}
 */
public record FaultSpec(FaultKind kind, long atNs, double rate, int count, long parameter) {
    private static final Pattern FORM = Pattern.compile(
        "(?<kind>[a-z0-9-]+)(?:@(?<at>[^:*=]+)|=(?<rate>[^:]+)|\\*(?<count>[^:]+))?(?::(?<parameter>.+))?");
    private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m)");
    private static final String EXPECTED =
        ": expected KIND, KIND@TIME, KIND=RATE or KIND*COUNT, then perhaps :PARAMETER, such as disconnect@5s,"
        + " gap=0.001, rest-503*3, stall@10s:2s or oversized@5s:1000000";

    /** Of a text such as {@code disconnect@5s}, {@code gap=0.001}, {@code rest-503*3}, {@code stall@10s:2s}. */
    public static FaultSpec parse(final String text) {
        final Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) {
            throw new IllegalArgumentException("fault \"" + text + '"' + EXPECTED);
        }
        try {
            final FaultKind kind = FaultKind.of(form.group("kind"));
            final long parameter = parameter(kind, form.group("parameter"));
            if (form.group("at") != null) {
                return new FaultSpec(kind, nanoseconds(form.group("at")), 0, 0, parameter);
            }
            if (form.group("rate") != null) {
                return new FaultSpec(kind, -1, rate(form.group("rate")), 0, parameter);
            }
            final String count = form.group("count");
            return new FaultSpec(kind, -1, 0, count == null ? 1 : count(count), parameter);
        } catch (final NumberFormatException ex) {
            throw new IllegalArgumentException("fault \"" + text + '"' + EXPECTED);
        } catch (final IllegalArgumentException ex) {
            throw new IllegalArgumentException("fault \"" + text + "\": " + ex.getMessage());
        }
    }

    private static long parameter(final FaultKind kind, final String text) {
        if (text == null) {
            return kind.defaultParameter();
        }
        if (kind.defaultParameter() == 0) {
            throw new IllegalArgumentException(kind.key() + " takes no parameter");
        }
        return kind == FaultKind.OVERSIZED || kind == FaultKind.ORDER_REJECT ? count(text) : nanoseconds(text);
    }

    private static double rate(final String text) {
        final double rate = Double.parseDouble(text);
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate " + text + ", expected more than 0 and at most 1");
        }
        return rate;
    }

    private static int count(final String text) {
        final int count = Integer.parseInt(text);
        if (count < 1) {
            throw new IllegalArgumentException("count " + text + ", expected 1 or more");
        }
        return count;
    }

    /** Of a text such as {@code 5s}, {@code 200ms}, {@code 1.5m}. */
    static long nanoseconds(final String text) {
        final Matcher time = TIME.matcher(text.trim());
        if (!time.matches()) {
            throw new IllegalArgumentException("time \"" + text + "\", expected a number with ns, us, ms, s or m");
        }
        final double unit = switch (time.group(2)) {
            case "ns" -> 1;
            case "us" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            default -> 60e9;
        };
        return (long) (Double.parseDouble(time.group(1)) * unit);
    }
}
