package io.escapement.engine.venue.orders;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.control.ControlRequest;
import io.escapement.engine.testkit.Mutations;
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.venue.binance.BinanceAccount;
import io.escapement.engine.venue.binance.UsdmAccount;
import io.escapement.engine.venue.bybit.BybitAccount;
import io.escapement.engine.venue.mexc.MexcAccount;
import io.escapement.engine.venue.net.RestReply;
import io.escapement.engine.venue.trial.AccountLines;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Everything that order gateways and the control socket read from outside, held to what it promises whatever comes:
 * nothing is thrown but the one exception that says where and what was expected, only events of accounts are
 * published, none of them half, none that is absurd; and a good message after it is read as if nothing had been.
 *
 * <p>An input begins with the letter of what reads it; the corpus is the venues' own messages. Regression mode in the
 * build; {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=OrderReplyFuzzTest} hunts for more.
 */
class OrderReplyFuzzTest {
    private static final String LETTERS = "0123456789\"[]{},:.-+eEtrueflsnab \\\n\u0012\u001a*\u0080\u0000\u0001\u0002";
    private static final int CHANGES = 2_000;
    private static final String EVENTS = "(?s)(ACCEPTED|FILL|CANCELLED|EXPIRED|REJECTED|AMENDED|TRIGGERED|NULL_VAL|"
        + "CANCEL_REJECTED|AMEND_REJECTED|balance|position|funding|venue order) .*";
    private static final String TOLD = "(?s)(logged on|ready|another's order|refused: .*|interrupted: .*|"
        + "(PLACE|AMEND|CANCEL) .*)";
    private static final String WRONG = "(?s)malformed: .*(at byte \\d+.*expected .+|expected .+|no field .+|"
        + "more than \\d+ objects.*|without .+)";

    /** What reads messages, in the order of the corpus' letters. */
    private enum Reader {
        BINANCE(() -> line(Venue.BINANCE, BinanceAccount::new, 0), true),
        USDM(() -> line(Venue.BINANCE_USDM, UsdmAccount::new, 0), true),
        BYBIT_PRIVATE(() -> line(Venue.BYBIT, BybitAccount::new, 0), true),
        BYBIT_TRADE(() -> line(Venue.BYBIT, BybitAccount::new, 1), true),
        MEXC_PUSH(() -> line(Venue.MEXC, MexcAccount::new, 0), false),
        MEXC_TEXT(() -> line(Venue.MEXC, MexcAccount::new, 0), true),
        BINANCE_REST(() -> new RestReading(Venue.BINANCE, InstrumentKind.SPOT, new BinanceAccount(DeskProbe.CONFIG))),
        USDM_REST(() -> new RestReading(Venue.BINANCE_USDM, InstrumentKind.LINEAR,
            new UsdmAccount(DeskProbe.CONFIG))),
        BYBIT_REST(() -> new RestReading(Venue.BYBIT, InstrumentKind.LINEAR, new BybitAccount(DeskProbe.CONFIG))),
        MEXC_REST(() -> new RestReading(Venue.MEXC, InstrumentKind.SPOT, new MexcAccount(DeskProbe.CONFIG))),
        CONTROL(() -> OrderReplyFuzzTest::control);

        private final Supplier<Function<byte[], List<String>>> maker;

        Reader(Supplier<Function<byte[], List<String>>> maker) {
            this.maker = maker;
        }

        Reader(Supplier<DeskProbe> line, boolean text) {
            this(() -> {
                final DeskProbe probe = line.get();
                return message -> checked(probe.frame(message, text));
            });
        }

        static Reader of(byte letter) {
            return values()[Math.floorMod(letter - 'A', values().length)];
        }
    }

    private static final Map<Reader, List<byte[]>> CORPUS = corpus();

    private static DeskProbe line(Venue venue, Function<AccountConfig, AccountProtocol> protocol, int index) {
        return new DeskProbe(venue, (config, desk) -> protocol.apply(config).lines(desk, "listen-key").get(index));
    }

    private static Map<Reader, List<byte[]>> corpus() {
        final Map<Reader, List<byte[]>> corpus = new EnumMap<>(Reader.class);
        final String folder = "OrderReplyFuzzTestInputs/keepsItsPromisesWhateverComes";
        try (Stream<Path> files = Files.list(Path.of(Objects.requireNonNull(OrderReplyFuzzTest.class
            .getResource(folder)).toURI()))) {
            for (final Path file : files.sorted().toList()) {
                final byte[] input = Files.readAllBytes(file);
                corpus.computeIfAbsent(Reader.of(input[0]), reader -> new ArrayList<>())
                    .add(Arrays.copyOfRange(input, 1, input.length));
            }
            return corpus;
        } catch (final IOException | URISyntaxException e) {
            throw new IllegalStateException("the corpus cannot be read", e);
        }
    }

    /** A reader, and messages that it has to read as if nothing had been before them. */
    private static final class Held {
        private final Function<byte[], List<String>> reader;
        private final List<byte[]> good = new ArrayList<>();
        private final List<List<String>> expected = new ArrayList<>();
        private int turn;

        private Held(Reader of) {
            reader = of.maker.get();
            CORPUS.get(of).forEach(reader::apply);
            for (final byte[] message : CORPUS.get(of)) {
                final List<String> first = of.maker.get().apply(message);
                // Others are about a connection's beginning, and mean something else behind it.
                if (!first.isEmpty() && first.equals(reader.apply(message))) {
                    good.add(message);
                    expected.add(first);
                }
            }
            assertTrue(!good.isEmpty(), of + " has no message whose meaning does not change");
        }

        private void hold(byte[] message) {
            reader.apply(message);
            turn = (turn + 1) % good.size();
            assertEquals(expected.get(turn), reader.apply(good.get(turn)), () -> "after " + text(message));
        }
    }

    private static final Map<Reader, Held> HELD = new EnumMap<>(Reader.class);

    @FuzzTest(maxDuration = "8s")
    void keepsItsPromisesWhateverComes(byte[] input) {
        if (input.length > 0) {
            HELD.computeIfAbsent(Reader.of(input[0]), Held::new).hold(Arrays.copyOfRange(input, 1, input.length));
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsItsPromisesAfterManySmallChanges(Reader of) {
        final long seed = System.nanoTime();
        System.out.println(of + " with seed " + seed);
        final Random random = new Random(seed);
        final Mutations mutations = new Mutations(LETTERS);
        final Held held = new Held(of);
        final List<byte[]> good = CORPUS.get(of);
        for (int i = 0; i < CHANGES / good.size(); i++) {
            for (final byte[] message : good) {
                held.hold(mutations.change(message, 1 + random.nextInt(3), random));
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What a line has told: events and calls of its desk, as lines. */
    private static List<String> checked(List<String> lines) {
        for (final String line : lines) {
            assertTrue(line != null && (line.matches(EVENTS) || line.matches(TOLD) || line.matches(WRONG)),
                () -> "" + lines);
            assertTrue(!line.matches("[A-Z_]+ \\d+-\\d+-\\d+ STREAM .*")
                || line.matches("(?s)\\S+ \\S+ STREAM (BUY|SELL|UNKNOWN) \\d+/\\d+ .*"), line);
            assertTrue(!line.startsWith("FILL ") || line.matches("(?s)FILL \\S+ \\S+ (BUY|SELL) \\d+/\\d+ [1-9]\\d*@"
                + "[1-9]\\d* .*"), line);
        }
        return lines;
    }

    private static List<String> control(byte[] line) {
        try {
            return List.of(ControlRequest.read(text(line)).toString());
        } catch (final IllegalArgumentException e) {
            assertTrue(e.getMessage() != null && !e.getMessage().isBlank(), () -> text(line));
            return List.of("refused: " + e.getMessage());
        }
    }

    /** A reply's body, given to every reader of a protocol. */
    private static final class RestReading implements Function<byte[], List<String>> {
        private final RecordingInlet inlet = new RecordingInlet();
        private final AccountEvents events;
        private final AccountProtocol protocol;
        private final Instrument instrument;
        private final GatewayOrder order;
        private final OrderImage image = new OrderImage();
        private final Report report = new Report();
        private final List<String> lines = new ArrayList<>();

        private RestReading(Venue venue, InstrumentKind kind, AccountProtocol protocol) {
            this.protocol = protocol;
            this.events = new AccountEvents(inlet, venue, Provenance.SIMULATED);
            this.instrument = DeskProbe.instrument(venue, kind);
            this.order = DeskProbe.order(instrument, 7L << 48 | 42L << 8);
            this.order.venueOrderText.set("1");
        }

        @Override
        public List<String> apply(byte[] message) {
            lines.clear();
            final UnsafeBuffer body = new UnsafeBuffer(message);
            for (final HttpResponseStatus status : List.of(HttpResponseStatus.OK, HttpResponseStatus.BAD_REQUEST)) {
                final RestReply reply = new RestReply("GET", "host/path", status, new DefaultHttpHeaders(), body,
                    DeskProbe.NOW_NS);
                read(() -> lines.add("refusal " + protocol.refusal(reply)));
                read(() -> protocol.observe(reply, 1_700_000_000_000L));
            }
            final RestReply reply = new RestReply("GET", "host/path", HttpResponseStatus.OK, new DefaultHttpHeaders(),
                body, DeskProbe.NOW_NS);
            read(() -> lines.add("time " + protocol.readTime(reply)));
            read(() -> lines.add("key " + protocol.readListenKey(reply)));
            read(() -> {
                protocol.readPlaced(reply, report.clear());
                lines.add("placed " + report.venueOrderId + report.venueOrderText);
            });
            read(() -> lines.add("page " + protocol.readOpenOrders(reply, instrument, image.clear(), this::order)));
            read(() -> {
                if (protocol.readOrder(reply, instrument, image.clear())) {
                    order(image);
                }
            });
            read(() -> {
                protocol.readFills(reply, order, report.clear(), this::fill);
                lines.add("page " + protocol.nextFills(order));
            });
            read(() -> protocol.readBalances(reply, events));
            if (protocol.positions(instrument, 1) != null) {
                read(() -> protocol.readPositions(reply, instrument, events));
            }
            return List.copyOf(lines);
        }

        private void read(Runnable reading) {
            try {
                reading.run();
            } catch (final ReplyException wrong) {
                assertTrue(wrong.getMessage() != null && !wrong.getMessage().isBlank());
                lines.add("wrong");
            }
            assertTrue(!inlet.isClaimed(), "a slot is still claimed");
            for (final UnsafeBuffer event : inlet.events()) {
                final String line = AccountLines.render(event, 0);
                assertTrue(line != null && line.matches("(?s)(balance|position) .*"), line);
                lines.add(line);
            }
            inlet.clear();
        }

        private void order(OrderImage told) {
            assertTrue((told.side == Side.BUY || told.side == Side.SELL) && told.quantity >= 0 && told.cumulative >= 0
                && told.status != OrderStatus.NULL_VAL && told.instrument == instrument);
            lines.add("order " + told.clientOrderId + " " + told.side + " " + told.cumulative + "/" + told.quantity
                + "@" + told.price + " " + told.status + " " + told.venueOrderText + told.clientText);
        }

        private void fill(Report told) {
            assertTrue(told.lastPrice > 0 && told.lastQuantity > 0 && told.venueTimeNs >= 0);
            lines.add("fill " + told.executionId + " " + told.lastQuantity + "@" + told.lastPrice + " fee " + told.fee
                + told.feeAsset + " " + told.role + " " + told.venueTimeNs);
        }
    }
}
