package io.escapement.engine.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Holds a decoder to its twin, frame by frame, whatever the frames are. Both have a state, so both are made anew when
 * the two may rightly have parted: at texts with escapes, characters beyond ASCII, minus zero or keys that come twice,
 * the decoder may refuse what the twin takes, and the other way round nothing of the market may come of it.
 */
public final class TwinCheck {
    private static final Pattern MINUS_ZERO = Pattern.compile("[:,\\[]\\s*-0");
    /** Numbers with powers of ten that BigDecimal does not take, or takes for ever over; not the e of a UUID. */
    private static final Pattern HUGE = Pattern.compile("[:,\\[]\\s*\"?[+-]?[0-9.]+[eE][+-]?[0-9]{6}");

    private final Supplier<FrameBench> benches;
    private final Supplier<JsonTwin> twins;
    private FrameBench bench;
    private JsonTwin twin;

    public TwinCheck(Supplier<FrameBench> benches, Supplier<JsonTwin> twins) {
        this.benches = benches;
        this.twins = twins;
        renew();
    }

    public void renew() {
        bench = benches.get();
        twin = twins.get();
    }

    public FrameBench bench() {
        return bench;
    }

    /** Decodes with both; the lines that both agree on, none where the twin cannot tell. */
    public List<String> agree(byte[] frame) {
        final String text = new String(frame, StandardCharsets.UTF_8);
        final boolean plain = !text.contains("\\") && text.chars().allMatch(c -> c >= ' ' && c < 0x7F)
            && !MINUS_ZERO.matcher(text).find();
        if (HUGE.matcher(text).find()) {
            bench.decode(frame);
            renew();
            return List.of();
        }
        final boolean duplicates = JsonTwin.hasDuplicates(frame);
        final List<String> expected = twin.decode(frame);
        final List<String> events = bench.decode(frame);
        final boolean wrong = events.stream().anyMatch(line -> line.startsWith("MALFORMED_FRAME"));
        final List<String> lines = events.stream().filter(TwinCheck::counts).map(TwinCheck::plainly).toList();
        if (duplicates) {
            assertFalse(lines.stream().anyMatch(line -> Character.isLowerCase(line.charAt(0))
                && !line.startsWith("gap") && !line.equals(JsonTwin.WRONG)), () -> text + lines);
            renew();
        } else if (!plain && !lines.equals(expected)) {
            assertTrue(wrong || lines.isEmpty(), () -> text + lines + expected);
            renew();
        } else {
            assertEquals(expected, lines, text);
            if (wrong) {
                // Which of a wrong frame's numbers had been taken by then, nobody promises.
                renew();
            }
        }
        return lines;
    }

    private static boolean counts(String line) {
        return Character.isLowerCase(line.charAt(0)) || line.startsWith("CONNECTION_GAP")
            || line.startsWith("MALFORMED_FRAME");
    }

    private static String plainly(String line) {
        if (line.startsWith("MALFORMED_FRAME")) {
            return JsonTwin.WRONG;
        }
        return line.startsWith("CONNECTION_GAP") ? "gap: " + line.substring(line.indexOf(": ") + 2) : line;
    }
}
