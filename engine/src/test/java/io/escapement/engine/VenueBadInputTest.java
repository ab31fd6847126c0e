package io.escapement.engine;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.engine.venue.session.InstrumentReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a venue should not send, at every venue alike: said plainly, told of the instrument that it is about, and
 * nothing to the other one. From the frame's bytes through decoder and core to the state of the books.
 */
class VenueBadInputTest {
    private static final Pattern KEY = Pattern.compile("\"([A-Za-z_-]+)\":");

    static List<VenueCase> venues() {
        return VenueCases.all().toList();
    }

    private static VenueRig live(VenueCase venue) throws IOException {
        final VenueRig rig = new VenueRig(venue).live();
        assertEquals(List.of(), rig.problems);
        assertEquals(BookState.LIVE, rig.state(1), venue + " " + rig.reasons);
        assertEquals(BookState.LIVE, rig.state(2), venue + " " + rig.reasons);
        return rig;
    }

    /** The other instrument goes on as if nothing had been. */
    private static void untouched(VenueRig rig) {
        final List<String> lines = rig.frame(rig.venue.delta2());
        assertTrue(lines.get(0).startsWith("delta 2 "), lines::toString);
        assertEquals(BookState.LIVE, rig.state(2), () -> rig.venue + " " + rig.reasons);
    }

    private static void suspect(VenueRig rig, List<String> lines, String expected, Object what) {
        assertEquals(1, lines.size(), () -> what + " " + lines);
        assertTrue(lines.get(0).matches("MALFORMED_FRAME 1 connection 7 [A-Z_]+: at byte \\d+ of \\d+: expected .*"),
            () -> what + " " + lines);
        assertTrue(lines.get(0).contains(expected), () -> what + ": " + expected + " " + lines);
        assertEquals(BookState.SUSPECT, rig.state(1), () -> what + " " + rig.reasons);
        assertEquals("MALFORMED", rig.reasons.get(1));
    }

    @Test
    void everyVenueThatConfigsCanNameIsHere() {
        assertEquals(Venues.names(), VenueCases.names().stream().sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("venues")
    void takesTheFrameThatTheOthersAreMadeOf(VenueCase venue) throws IOException {
        final VenueRig rig = live(venue);
        final List<String> lines = rig.frame(venue.delta());
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("delta 1 "), lines::toString);
        assertEquals(BookState.LIVE, rig.state(1), rig.reasons::toString);
        untouched(rig);
    }

    @ParameterizedTest
    @MethodSource("venues")
    void namesTheInstrumentAndTheReasonOfANumberThatIsNone(VenueCase venue) throws IOException {
        final String quote = venue.isQuoted() ? "\"" : "";
        for (final String[] wrong : new String[][] {
            {"\"abc\"", "a price (not a decimal)"}, {"\"\"", "a price"}, {"\"NaN\"", "a price (not a decimal)"},
            {quote + "-100.5" + quote, "a price (above zero)"}, {quote + "0" + quote, "a price (above zero)"},
            {quote + "100.5000000000000001" + quote, "a price (more decimals than the exponent holds)"},
            {quote + "1e30" + quote, "a price (too big for 64 bits)"}}) {
            // Here a price of 0 says that nothing has changed.
            final boolean mayBeZero = venue.name().equals("kucoin") && wrong[1].endsWith("(above zero)");
            if (!mayBeZero || !wrong[0].equals(quote + "0" + quote)) {
                final VenueRig rig = live(venue);
                suspect(rig, rig.frame(once(venue.delta(), venue.price(), wrong[0])),
                    mayBeZero ? "a price (zero or more)" : wrong[1], wrong[0]);
                untouched(rig);
            }
        }
        for (final String wrong : new String[] {"null", "true", "{}"}) {
            if (!venue.isProtobuf()) {
                final VenueRig rig = live(venue);
                suspect(rig, rig.frame(once(venue.delta(), venue.price(), wrong)), "a price", wrong);
            }
        }
        if (!venue.name().equals("bitfinex")) {
            final VenueRig rig = live(venue);
            suspect(rig, rig.frame(once(venue.delta(), venue.quantity(), quote + "-0.25" + quote)),
                "a quantity", "a quantity below zero");
        }
    }

    @ParameterizedTest
    @MethodSource("venues")
    void takesNumbersInQuotesAndWithoutAndPowersOfTen(VenueCase venue) throws IOException {
        final List<String> expected = live(venue).frame(venue.delta());
        final String quote = venue.isQuoted() ? "\"" : "";
        for (final String same : new String[] {"1.005e2", "1005E-1", "100.50", "0.1005e+3"}) {
            assertEquals(expected, live(venue).frame(once(venue.delta(), venue.price(), quote + same + quote)), same);
        }
        if (venue.isProtobuf()) {
            return;
        }
        final String other = venue.isQuoted() ? "100.5" : "\"100.5\"";
        assertEquals(expected, live(venue).frame(once(venue.delta(), venue.price(), other)));
    }

    /** A field that is renamed is one that is missing, and one that is new: it is said, or it was of no use. */
    @ParameterizedTest
    @MethodSource("venues")
    void tellsOfEachFieldThatItMisses(VenueCase venue) throws IOException {
        final String good = live(venue).frame(venue.delta()).get(0);
        final Set<String> keys = new LinkedHashSet<>();
        for (final Matcher key = KEY.matcher(venue.delta()); key.find();) {
            keys.add(key.group(1));
        }
        final List<String> unheeded = new ArrayList<>();
        for (final String key : keys) {
            final VenueRig rig = live(venue);
            final List<String> lines = rig.frame(once(venue.delta(), "\"" + key + "\":", "\"" + key + "X\":"));
            final boolean lean = lines.size() == 1 && lines.get(0).startsWith("delta 1 ")
                && venue.optional().contains(key);
            if (lean || lines.equals(List.of(good))) {
                unheeded.add(key);
            } else if (lines.size() == 1 && lines.get(0).startsWith("UNKNOWN_MESSAGE - ")) {
                assertEquals(BookState.LIVE, rig.state(2));
            } else {
                assertTrue(lines.size() == 1 && lines.get(0).matches(
                    "MALFORMED_FRAME (1|-) connection 7 .*: expected .+"), () -> key + " " + lines);
                assertEquals(BookState.SUSPECT, rig.state(1), key);
            }
        }
        unheeded.removeAll(venue.optional());
        // What nobody reads, and what tells frames apart that look alike.
        unheeded.removeAll(List.of("E", "e", "subject", "channel", "event", "time", "ts"));
        assertEquals(List.of(), unheeded, () -> venue + " does without");
    }

    @ParameterizedTest
    @MethodSource("venues")
    void tellsOnceOfAChannelThatItDoesNotKnow(VenueCase venue) throws IOException {
        final VenueRig rig = live(venue);
        final List<String> lines = rig.frame(venue.unknownChannel());
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("UNKNOWN_MESSAGE - connection 7 "), lines::toString);
        assertTrue(lines.get(0).contains(": no use for messages of this kind: "), lines::toString);
        if (!venue.name().equals("coinbase")) {
            assertEquals(List.of(), rig.frame(venue.unknownChannel()));
            rig.frame(venue.delta());
        }
        assertEquals(BookState.LIVE, rig.state(1), rig.reasons::toString);
        assertEquals(BookState.LIVE, rig.state(2), rig.reasons::toString);
    }

    @ParameterizedTest
    @MethodSource("venues")
    void tellsOnceOfASymbolThatNobodyAskedFor(VenueCase venue) throws IOException {
        if (venue.name().equals("bitfinex")) {
            // Frames name channels; subscriptions name symbols, see BitfinexFrameDecoderTest.
            return;
        }
        final VenueRig rig = live(venue);
        final String stranger = venue.delta().replace("BTC", "XYZ").replace("btc", "xyz");
        final List<String> lines = rig.frame(stranger);
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("UNKNOWN_SYMBOL - connection 7 ")
            && lines.get(0).contains(": no instrument is configured for the symbol "), lines::toString);
        assertEquals(List.of(), rig.frame(stranger));
        assertEquals(BookState.LIVE, rig.state(1));
        untouched(rig);
    }

    @ParameterizedTest
    @MethodSource("venues")
    void livesThroughAFrameThatIsCutAnywhere(VenueCase venue) throws IOException {
        final byte[] whole = venue.wire(venue.delta());
        final VenueRig rig = live(venue);
        for (int length = 0; length < whole.length; length++) {
            final byte[] cut = Arrays.copyOf(whole, length);
            final List<String> lines = rig.frame(cut);
            final int at = length;
            assertTrue(lines.isEmpty() || lines.size() == 1 && lines.get(0).startsWith("MALFORMED_FRAME"),
                () -> at + " " + lines);
            assertFalse(lines.stream().anyMatch(line -> line.contains("MALFORMED_FRAME 2")), lines::toString);
        }
    }

    // Definitions

    @ParameterizedTest
    @MethodSource("venues")
    void neverTrustsABookOfWhatIsListedAndDoesNotTrade(VenueCase venue) throws IOException {
        if (venue.changed("halt").isEmpty()) {
            assertEquals("bitfinex", venue.name(), "which lists only what trades");
            return;
        }
        final VenueRig rig = new VenueRig(venue, venue.changed("halt")).live();
        assertEquals(List.of(), rig.problems);
        assertEquals(InstrumentStatus.HALTED, rig.instruments().get(0).status());
        assertEquals(BookState.STALE, rig.state(1));
        assertEquals("NOT_TRADING", rig.reasons.get(1));
        rig.frame(venue.delta());
        assertEquals(BookState.STALE, rig.state(1));
        untouched(rig);
    }

    @ParameterizedTest
    @MethodSource("venues")
    void distrustsTheBookWhoseTickHasChangedAndTakesItBackFromAConnectionThatKnows(VenueCase venue)
        throws IOException {
        if (venue.changed("retick").isEmpty()) {
            assertEquals("bitfinex", venue.name(), "which has no ticks");
            return;
        }
        final VenueRig rig = live(venue);
        final Instrument before = rig.instruments().get(0);
        final InstrumentReading reading = rig.read(venue.changed("retick"));
        assertEquals(List.of(), reading.problems());
        final Instrument after = reading.instruments().get(0);
        assertFalse(before.tickSize() == after.tickSize() && before.priceExponent() == after.priceExponent());
        rig.define(reading.instruments());
        assertEquals(BookState.SYNCING, rig.state(1));
        assertEquals("REDEFINED", rig.reasons.get(1));
        assertEquals(BookState.LIVE, rig.state(2));
        rig.connect();
        rig.live();
        assertEquals(BookState.LIVE, rig.state(1), rig.reasons::toString);
        assertEquals(BookState.LIVE, rig.state(2), rig.reasons::toString);
    }

    @ParameterizedTest
    @MethodSource("venues")
    void namesSymbolAndFieldOfADefinitionThatLacksOneAndKeepsTheOther(VenueCase venue) throws IOException {
        for (final String key : venue.needed()) {
            final List<String> bodies = new ArrayList<>(venue.definitions());
            bodies.set(0, once(bodies.get(0), "\"" + key + "\"", "\"" + key + "X\""));
            final VenueRig rig = new VenueRig(venue, bodies);
            assertTrue(rig.problems.size() > 0 && rig.problems.get(0).contains(key), () -> key + " " + rig.problems);
            assertTrue(rig.problems.stream().allMatch(problem -> problem.startsWith(venue.symbol(1) + " ")),
                () -> key + " " + rig.problems);
            assertEquals(List.of(2), rig.instruments().stream().map(Instrument::id).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("venues")
    void namesTheSymbolThatIsNotListedAndKeepsTheOther(VenueCase venue) throws IOException {
        final List<String> bodies = new ArrayList<>();
        for (final String body : venue.definitions()) {
            bodies.add(body.replace("BTC", "XYZ").replace("btc", "xyz").replace("XBT", "XYZ"));
        }
        final VenueRig rig = new VenueRig(venue, bodies);
        assertEquals(1, rig.problems.size(), rig.problems::toString);
        assertTrue(rig.problems.get(0).startsWith(venue.symbol(1) + " is not listed"), rig.problems::toString);
        assertEquals(List.of(2), rig.instruments().stream().map(Instrument::id).toList());
    }

    private static String once(String text, String from, String to) {
        final int at = text.indexOf(from);
        if (at < 0) {
            throw new IllegalArgumentException(from + " is not in " + text);
        }
        return text.substring(0, at) + to + text.substring(at + from.length());
    }
}
