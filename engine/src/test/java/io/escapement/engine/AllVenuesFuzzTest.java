package io.escapement.engine;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.testkit.EventLines;
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.session.InstrumentReading;
import io.escapement.engine.venue.session.SnapshotBody;
import io.escapement.engine.venue.session.SnapshotService;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.VenueProtocol;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * All decoders of all venues, their snapshots and their definitions, held to what they promise whatever comes: nothing
 * is thrown, nothing stays claimed, a frame is wrong or right as a whole, and no byte beside the frame is read. That
 * each decoder says what its slow twin says is for the venues' own fuzz tests.
 *
 * <p>Regression mode in the build; {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=AllVenuesFuzzTest} hunts for more.
 */
class AllVenuesFuzzTest {
    private static final List<VenueCase> VENUES = VenueCases.all().toList();
    private static final int CHANGES = 1_500;
    private static final int MARGIN = 16;
    private static final ControlListener DEAF = new ControlListener() {
        @Override
        public void onAccepted(long requestId) {
        }

        @Override
        public void onRefused(long requestId, int code, String message) {
        }

        @Override
        public void onShutdownNotice(long venueTimeNs) {
        }
    };

    @FuzzTest(maxDuration = "15s")
    void keepsItsPromisesWhateverComes(FuzzedDataProvider data) throws IOException {
        hold(VENUES.get(data.consumeInt(0, VENUES.size() - 1)), 40, most -> data.consumeInt(0, most));
    }

    static List<VenueCase> venues() {
        return VENUES;
    }

    @ParameterizedTest
    @MethodSource("venues")
    void keepsItsPromisesAfterManySmallChanges(VenueCase venue) throws IOException {
        final long seed = System.nanoTime();
        System.out.println(venue + " with seed " + seed);
        final Random random = new Random(seed);
        hold(venue, CHANGES, most -> random.nextInt(most + 1));
    }

    /** Two of everything, so that what lies beside a frame shows where it is read. */
    private static final class Side {
        private final RecordingInlet inlet = new RecordingInlet(64 * 1024);
        private final FrameDecoder decoder;
        private final SnapshotBody bodies;
        private final String rubbish;

        private Side(VenueCase venue, VenueProtocol protocol, List<Instrument> instruments, String rubbish) {
            decoder = protocol.open(new StreamSite(inlet, new InstrumentLookup(instruments), DEAF, 7,
                Provenance.CAPTURE, venue.path())).decoder();
            bodies = protocol.snapshots() == SnapshotService.REST
                ? protocol.snapshotBody(inlet, Provenance.CAPTURE) : null;
            this.rubbish = rubbish;
        }

        private UnsafeBuffer around(byte[] frame) {
            final UnsafeBuffer memory = new UnsafeBuffer(new byte[frame.length + 2 * MARGIN]);
            for (int i = 0; i < memory.capacity(); i++) {
                memory.putByte(i, (byte) rubbish.charAt(i % rubbish.length()));
            }
            memory.putBytes(MARGIN, frame);
            return memory;
        }

        private List<String> frame(byte[] frame) {
            inlet.clear();
            final int published = decoder.onFrame(around(frame), MARGIN, frame.length, 1_000, 42);
            assertEquals(published, inlet.size());
            return lines();
        }

        private List<String> body(byte[] body, Instrument instrument) {
            inlet.clear();
            final boolean good = bodies.onBody(around(body), MARGIN, body.length, instrument, 1_000);
            final List<String> lines = lines();
            assertEquals(good ? "snapshot" : "SNAPSHOT_FAILED", lines.get(0).split(" ")[0]);
            return lines;
        }

        private List<String> lines() {
            assertTrue(!inlet.isClaimed(), "a slot is still claimed");
            return EventLines.render(inlet);
        }
    }

    private static void hold(VenueCase venue, int times, IntUnaryOperator chance) throws IOException {
        final VenueProtocol protocol = Venues.open(venue.name());
        final List<Instrument> instruments = read(protocol, venue, venue.definitions()).instruments();
        final Side one = new Side(venue, protocol, instruments, "7");
        final Side other = new Side(venue, protocol, instruments, "\"],[\"");
        final List<String> frames = new ArrayList<>(venue.greeting());
        venue.live1().stream().filter(input -> !input.startsWith("REST")).map(AllVenuesFuzzTest::text)
            .forEach(frames::add);
        frames.addAll(List.of(venue.delta(), venue.delta2(), venue.unknownChannel()));
        for (final String frame : frames) {
            assertEquals(one.frame(venue.wire(frame)), other.frame(venue.wire(frame)));
        }
        for (int i = 0; i < times; i++) {
            final int kind = chance.applyAsInt(9);
            if (kind == 0) {
                final String body = venue.definitions().get(0);
                readAnyhow(protocol, venue, change(body.getBytes(StandardCharsets.UTF_8), chance));
            } else if (kind == 1 && one.bodies != null) {
                final byte[] body = change(text(venue.live1().get(1)).getBytes(StandardCharsets.UTF_8), chance);
                assertEquals(one.body(body, instruments.get(0)), other.body(body, instruments.get(0)), text(body));
            } else {
                final byte[] frame = change(venue.wire(frames.get(chance.applyAsInt(frames.size() - 1))), chance);
                final List<String> lines = one.frame(frame);
                assertEquals(lines, other.frame(frame), text(frame));
                whole(lines, frame);
            }
        }
    }

    /** A frame that is wrong in any way publishes nothing of the market. */
    private static void whole(List<String> lines, byte[] frame) {
        final boolean wrong = lines.stream().anyMatch(line -> line.startsWith("MALFORMED_FRAME"));
        final boolean market = lines.stream().anyMatch(line -> Character.isLowerCase(line.charAt(0)));
        assertTrue(!wrong || !market, () -> text(frame) + lines);
        assertTrue(lines.stream().filter(line -> line.startsWith("MALFORMED_FRAME"))
            .allMatch(line -> line.matches("(?s).*: (packed, )?at byte \\d+ of \\d+: expected .+")), lines::toString);
    }

    private static String text(String input) {
        return input.startsWith("RE") ? input.substring(input.indexOf(' ') + 1) : input;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static InstrumentReading read(VenueProtocol protocol, VenueCase venue, List<String> bodies)
        throws IOException {
        final InstrumentReading reading = protocol.instruments(venue.listings());
        for (final String body : bodies) {
            if (reading.next() != null) {
                reading.onBody(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        return reading;
    }

    /** As the session does: these two exceptions are told, any other would end the thread. */
    private static void readAnyhow(VenueProtocol protocol, VenueCase venue, byte[] body) {
        final InstrumentReading reading = protocol.instruments(venue.listings());
        try {
            reading.onBody(body);
        } catch (final IOException | IllegalArgumentException e) {
            assertTrue(e.getMessage() != null && !e.getMessage().isBlank(), () -> text(body));
            return;
        }
        assertTrue(reading.next() != null || reading.instruments().size() + reading.problems().size() >= 2,
            () -> text(body) + reading.instruments() + reading.problems());
    }

    private static byte[] change(byte[] frame, IntUnaryOperator chance) {
        byte[] changed = frame;
        for (int i = 1 + chance.applyAsInt(2); i > 0; i--) {
            changed = changeOnce(changed, chance);
        }
        return changed;
    }

    private static byte[] changeOnce(byte[] frame, IntUnaryOperator chance) {
        final String letters = "0123456789\"[]{},:.-+eEtrueflsnab \\";
        final int at = chance.applyAsInt(frame.length);
        final byte letter = (byte) letters.charAt(chance.applyAsInt(letters.length() - 1));
        return switch (chance.applyAsInt(5)) {
            case 0 -> Arrays.copyOf(frame, at);
            case 1 -> replace(frame, at, at);
            case 2 -> replace(frame, at, at + 1);
            case 3 -> replace(frame, at, at, letter);
            case 4 -> replace(frame, at, at + 1, (byte) chance.applyAsInt(255));
            default -> replace(frame, at, at + 1, letter);
        };
    }

    private static byte[] replace(byte[] frame, int from, int to, byte... put) {
        final int behind = Math.min(to, frame.length);
        final byte[] changed = new byte[from + put.length + frame.length - behind];
        System.arraycopy(frame, 0, changed, 0, from);
        System.arraycopy(put, 0, changed, from, put.length);
        System.arraycopy(frame, behind, changed, from + put.length, frame.length - behind);
        return changed;
    }
}
