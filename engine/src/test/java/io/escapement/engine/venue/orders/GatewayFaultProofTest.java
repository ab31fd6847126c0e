package io.escapement.engine.venue.orders;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.venue.loopback.ApiKey;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.engine.venue.loopback.Trading;
import io.escapement.engine.venue.loopback.exchange.AccountTruth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Orders fly while everything that can go wrong does; at the end ours is the venue's truth: no order twice, none
 * forgotten, none UNKNOWN. {@code -Dgateway.seeds=1000} for more than one run a venue; failures name their seed.
 */
class GatewayFaultProofTest {
    private static final int SEEDS = Integer.getInteger("gateway.seeds", 1);
    private static final long FIRST_SEED = Long.getLong("gateway.first-seed", 1);
    private static final int ORDERS = 25;
    private static final long LOT = 1_000_000;
    private static final KeyPair EDWARDS = edwards();
    private static final OrderType[] CONDITIONAL = {OrderType.STOP, OrderType.STOP_LIMIT, OrderType.TAKE_PROFIT,
        OrderType.TAKE_PROFIT_LIMIT, null};
    private static final long[] AWAY = {0, 0, 20_000, 65_000};
    private static final String[] FAULTS = {"ack-lost=0.06", "order-5xx-live=0.06", "order-disconnect=0.04",
        "order-lost=0.04", "order-reject=0.04", "partial-fill=0.3", "report-duplicate=0.1", "report-reorder=0.1",
        "private-disconnect=0.02"};

    @ParameterizedTest
    @EnumSource
    void endsInTheVenuesTruth(GatewayCase of) throws Exception {
        final long beganNanos = System.nanoTime();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            run(of, seed);
        }
        System.out.println(of + ": " + SEEDS + " seeds from " + FIRST_SEED + " on, "
            + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos) / SEEDS + " ms each");
    }

    private static void run(GatewayCase of, long seed) throws Exception {
        final boolean byLine = of == GatewayCase.BINANCE && seed % 2 == 1;
        final Serve serve = Serve.simulation(Simulation.of(seed, "BTCUSDT")).as(of.name)
            .withTrading(Trading.with(byLine ? ApiKey.ed25519("a-key", EDWARDS.getPublic())
                : ApiKey.hmac("a-key", "a-secret"))).withFaults(seed, FAULTS);
        final Secrets secrets = Secrets.of("a-key", byLine ? pem() : "a-secret");
        try (LoopbackVenue venue = LoopbackVenue.start(serve);
             GatewayRig rig = new GatewayRig("inline", of.protocol, AccountConfig.of(secrets,
                 GatewayRig.ENGINE, Set.of(1), Provenance.SIMULATED, venue.webSocketUrl(), venue.restUrl())
                 .withWaits(150, 10, 100).withWindow(500).withMargin(200), List.of(of.instrument()))) {
            GatewayBench.watch(venue, of.venue, of.kind);
            rig.await("RECONCILED " + of.venue);
            final Map<Long, String> placed = trade(of, rig, venue, new Random(seed));
            rig.command(Command.KILL);
            final String problem = end(rig, placed);
            assertEquals("", problem, () -> of + " seed " + seed + "\n" + String.join("\n", rig.lines()));
            compare(of + " seed " + seed, rig, venue.account(), placed);
        }
    }

    private static KeyPair edwards() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (final NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(EDWARDS.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----";
    }

    private static Map<Long, String> trade(GatewayCase of, GatewayRig rig, LoopbackVenue venue, Random random)
        throws Exception {
        final Map<Long, String> placed = new LinkedHashMap<>();
        for (int i = 0; i < ORDERS; i++) {
            final boolean buy = random.nextBoolean();
            final boolean take = random.nextInt(3) == 0;
            final long bid = venue.truth("BTCUSDT").bids().firstKey().movePointRight(2).longValueExact();
            final long ask = venue.truth("BTCUSDT").asks().firstKey().movePointRight(2).longValueExact();
            final long price = take ? buy ? ask : bid : buy ? bid - 50_000 - i : ask + 50_000 + i;
            final long id = rig.limit(buy ? Side.BUY : Side.SELL, price, LOT * (1 + random.nextInt(5)),
                take ? TimeInForce.IOC : TimeInForce.GTC);
            placed.put(id, ClientOrderText.of(id));
            if (of == GatewayCase.BINANCE || of == GatewayCase.USDM) {
                final long other = other(rig, random, buy, bid, ask);
                placed.put(other, ClientOrderText.of(other));
                if (random.nextInt(3) == 0) {
                    rig.amend(id, price - (of == GatewayCase.USDM ? 100 : 0), LOT / 2);
                }
                play(venue, random, bid, ask);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(30));
            if (random.nextInt(3) == 0) {
                rig.cancel(placed.keySet().stream().skip(random.nextInt(placed.size())).findFirst().orElseThrow());
            }
        }
        return placed;
    }

    /** A stop or a take-profit, or an order that is good till a time. */
    private static long other(GatewayRig rig, Random random, boolean buy, long bid, long ask) {
        final OrderType type = CONDITIONAL[random.nextInt(CONDITIONAL.length)];
        final Side side = buy ? Side.BUY : Side.SELL;
        final long quantity = LOT * (1 + random.nextInt(3));
        if (type == null) {
            return rig.goodTill(side, buy ? bid - 70_000 : ask + 70_000, quantity, 300 + random.nextInt(900));
        }
        final boolean rises = buy == (type == OrderType.STOP || type == OrderType.STOP_LIMIT);
        final long away = 10_000 + random.nextInt(20_000);
        final boolean limit = type == OrderType.STOP_LIMIT || type == OrderType.TAKE_PROFIT_LIMIT;
        return rig.place(side, type, TimeInForce.GTC, limit ? buy ? bid - 60_000 : ask + 60_000 : Report.NULL,
            quantity, rises ? ask + away : bid - away, false);
    }

    /** Trades of others near the book, or far enough from it to set off what waits, or to fill what rests. */
    private static void play(LoopbackVenue venue, Random random, long bid, long ask) {
        final boolean sell = random.nextBoolean();
        final long away = AWAY[random.nextInt(AWAY.length)];
        venue.trade("BTCUSDT", sell ? Side.SELL : Side.BUY, BigDecimal.valueOf(sell ? bid - away : ask + away, 2)
            .toPlainString(), "0.013", 1);
    }

    /** Waits until every order is over; what is still open after too long a wait, in words. */
    private static String end(GatewayRig rig, Map<Long, String> placed) throws InterruptedException {
        final long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        long nextKillNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        String problem = "";
        while (System.nanoTime() < untilNanos) {
            final Map<String, String> last = last(rig);
            problem = String.join(", ", placed.values().stream()
                .filter(id -> !last.getOrDefault(id, "none").matches("(FILLED|CANCELLED|EXPIRED|REJECTED) \\d+"))
                .map(id -> id + " " + last.get(id)).toList());
            if (problem.isEmpty() && rig.gateway().isQuiet() && rig.gateway().isReconciled()) {
                return "";
            }
            if (System.nanoTime() > nextKillNanos) {
                nextKillNanos += TimeUnit.SECONDS.toNanos(2);
                rig.command(Command.KILL);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return "not over: " + problem + " quiet " + rig.gateway().isQuiet();
    }

    /** Last state and filled quantity of each order, as the core has told them. */
    private static Map<String, String> last(GatewayRig rig) {
        final Map<String, String> last = new LinkedHashMap<>();
        for (final String line : rig.lines()) {
            if (line.startsWith("update ")) {
                final String[] words = line.split(" ");
                last.put(words[1], words[2].substring(words[2].indexOf("->") + 2) + " " + words[3]);
            }
        }
        return last;
    }

    private static void compare(String run, GatewayRig rig, AccountTruth truth, Map<Long, String> placed) {
        final Map<String, String> last = last(rig);
        assertTrue(truth.open().isEmpty(), run + ": open " + truth.open());
        for (final String id : placed.values()) {
            final List<AccountTruth.Entry> named = truth.named(id);
            assertTrue(named.size() <= 1, run + ": twice " + named);
            final long filled = named.isEmpty() ? 0 : named.get(0).filled().movePointRight(8).longValueExact();
            assertEquals(filled, Long.parseLong(last.get(id).split(" ")[1]),
                () -> run + ": " + id + " " + named + " we have " + last.get(id) + "\n"
                    + String.join("\n", rig.lines()));
            if (!named.isEmpty() && filled == 0) {
                assertTrue(!last.get(id).startsWith("FILLED"), run + ": " + named);
            }
        }
    }
}
