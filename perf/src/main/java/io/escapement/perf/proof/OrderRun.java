package io.escapement.perf.proof;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.loopback.ApiKey;
import io.escapement.engine.venue.loopback.FaultKind;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.engine.venue.loopback.Trading;
import io.escapement.engine.venue.loopback.Truth;
import io.escapement.engine.venue.loopback.exchange.AccountTruth;
import io.escapement.engine.venue.orders.AccountConfig;
import io.escapement.engine.venue.orders.ClientOrderText;
import io.escapement.engine.venue.orders.Report;
import io.escapement.engine.venue.orders.Secrets;
import io.escapement.engine.venue.trial.GatewayCase;
import io.escapement.engine.venue.trial.GatewayRig;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One mixed run of orders at one venue's server while everything that can go wrong with orders does: limit, market,
 * IOC, FOK and post-only orders, at Binance stops and orders good till a time too, amendments and cancels; then all is
 * cancelled, and what we have is held to what the server has. What goes wrong is drawn by the seed.
 */
final class OrderRun {
    private static final String SYMBOL = "BTCUSDT";
    private static final int ORDERS = 20;
    /** Of the market, a second: enough that prices move, few enough that many runs fit on a machine. */
    private static final int ACTIONS = 60;
    private static final long LOT = 1_000_000;
    /** Longer than the gateway waits for an answer of either kind, see {@link #ANSWER_MS}. */
    private static final String LATE = "700ms";
    private static final int ANSWER_MS = 250;
    private static final int WINDOW_MS = 1_000;
    private static final long PATIENCE_NS = TimeUnit.MINUTES.toNanos(4);
    private static final long KILL_EVERY_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long CALM_NS = TimeUnit.SECONDS.toNanos(3);
    private static final int REFUSED_MS = 500;
    private static final int SETTLED_MS = 60;
    /** After its window a request that has not arrived is dead; the server here takes no longer itself. */
    private static final int MARGIN_MS = 500;
    private static final KeyPair EDWARDS = edwards();
    private static final OrderType[] CONDITIONAL = {OrderType.STOP, OrderType.STOP_LIMIT, OrderType.TAKE_PROFIT,
        OrderType.TAKE_PROFIT_LIMIT, null};
    private static final long[] AWAY = {0, 0, 20_000, 65_000};
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String[] FAULTS = {"ack-lost=0.05", "ack-late=0.04:" + LATE, "order-5xx-live=0.05",
        "order-disconnect=0.03", "order-lost=0.03", "order-reject=0.04", "order-429=0.02:300ms",
        "order-418=0.01:300ms", "order-maintenance=0.02:150ms", "partial-fill=0.3", "report-duplicate=0.1",
        "report-reorder=0.1", "private-disconnect=0.03"};

    private final GatewayCase of;
    private final long seed;
    private final Random random;
    /** By client order id as the venue has it: whether the venue may refuse it for its price. */
    private final Map<String, Boolean> placed = new LinkedHashMap<>();
    private final List<Long> ids = new ArrayList<>();

    /**
     * What came of a run.
     *
     * @param problems empty where our side is the venue's
     * @param lines    all that happened, in order
     * @param reached  orders that the venue has
     * @param unknown  how often an order became UNKNOWN on the way
     */
    record Outcome(long seed, List<String> problems, List<String> lines, Map<FaultKind, Long> faults, int placed,
                   int reached, int fills, int unknown, int alarms, int corrections, long elapsedMs) {
    }

    OrderRun(GatewayCase of, long seed) {
        this.of = of;
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** Bybit bans for ten minutes, which its gateway sits out; no run is that long. */
    private static String[] faultsAt(GatewayCase of) {
        return Stream.of(FAULTS).filter(fault -> of.venue != Venue.BYBIT || !fault.startsWith("order-418"))
            .toArray(String[]::new);
    }

    /** The faults that are drawn from. */
    static List<FaultKind> faults() {
        return List.of(FAULTS).stream().map(fault -> FaultKind.of(fault.substring(0, fault.indexOf('=')))).toList();
    }

    /** Plays it; takes seconds, nearly all of them waiting. */
    Outcome run() throws IOException, InterruptedException {
        final long begun = System.nanoTime();
        final boolean byLine = of == GatewayCase.BINANCE && seed % 2 == 1;
        final Serve serve = Serve.simulation(Simulation.of(seed, SYMBOL).withActionsPerSecond(ACTIONS)).as(of.name)
            .withTrading(Trading.with(byLine ? ApiKey.ed25519("a-key", EDWARDS.getPublic())
                : ApiKey.hmac("a-key", "a-secret"))).withFaults(seed, faultsAt(of));
        final Secrets secrets = Secrets.of("a-key", byLine ? pem() : "a-secret");
        try (LoopbackVenue venue = LoopbackVenue.start(serve);
             GatewayRig rig = new GatewayRig("inline", of.protocol, AccountConfig.of(secrets, GatewayRig.ENGINE,
                 Set.of(1), Provenance.SIMULATED, venue.webSocketUrl(), venue.restUrl())
                 .withWaits(ANSWER_MS, 10, 100).withWindow(WINDOW_MS).withMargin(MARGIN_MS),
                 List.of(of.instrument()))) {
            List<String> problems;
            try {
                final WebSocket market = watch(venue);
                rig.await("RECONCILED " + of.venue);
                trade(rig, venue);
                problems = end(rig, venue);
                if (market != null) {
                    market.abort();
                }
            } catch (final IllegalStateException stuck) {
                problems = List.of("stuck: " + stuck.getMessage().lines().findFirst().orElse(""));
            }
            final AccountTruth truth = venue.account();
            final OrderTruth told = new OrderTruth(rig.lines());
            return new Outcome(seed, problems, rig.lines(), venue.injected(), placed.size(), truth.orders().size(),
                truth.fills().size(), told.unknown(), told.alarms(), told.corrections(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        }
    }

    private static KeyPair edwards() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(EDWARDS.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----";
    }

    /** The book of Bybit's server begins with the first who wants to see it. @return null at other venues */
    private WebSocket watch(LoopbackVenue venue) throws InterruptedException {
        WebSocket market = null;
        if (of.venue == Venue.BYBIT) {
            market = CLIENT.newWebSocketBuilder().buildAsync(URI.create(venue.webSocketUrl() + "/v5/public/"
                + (of.kind == InstrumentKind.SPOT ? "spot" : "linear")), new WebSocket.Listener() {
                }).join();
            market.sendText("{\"op\":\"subscribe\",\"args\":[\"orderbook.50." + SYMBOL + "\"]}", true).join();
        }
        while (venue.truth(SYMBOL).bids().isEmpty() || venue.truth(SYMBOL).asks().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return market;
    }

    private void trade(GatewayRig rig, LoopbackVenue venue) throws InterruptedException {
        for (int i = 0; i < ORDERS; i++) {
            calm(rig);
            final long id = place(rig, venue.truth(SYMBOL), i);
            if (of == GatewayCase.BINANCE || of == GatewayCase.USDM) {
                conditional(rig, venue.truth(SYMBOL));
                play(venue);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(30));
            final long other = ids.get(random.nextInt(ids.size()));
            final int next = random.nextInt(9);
            if (next < 3) {
                rig.cancel(other);
            } else if (next == 3 && rig.gateway().amends()) {
                rig.amend(id, best(venue.truth(SYMBOL), true) - 60_000 - i, LOT * (1 + random.nextInt(5)));
            }
        }
    }

    /** Most orders wait until the gateway trades and limits leave room; some come at the worst moment. */
    private void calm(GatewayRig rig) throws InterruptedException {
        final boolean patient = random.nextInt(10) > 0;
        final long untilNanos = System.nanoTime() + CALM_NS;
        if (patient && !ids.isEmpty()) {
            final String kept = "REJECTED " + ClientOrderText.of(ids.get(ids.size() - 1)) + " GATEWAY ";
            if (rig.lines().stream().anyMatch(line -> line.startsWith(kept) && line.contains(" RATE_LIMIT "))) {
                TimeUnit.MILLISECONDS.sleep(REFUSED_MS);
            }
        }
        while (patient && System.nanoTime() < untilNanos && !rig.gateway().isReconciled()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private long place(GatewayRig rig, Truth book, int number) {
        final boolean buy = random.nextBoolean();
        final Side side = buy ? Side.BUY : Side.SELL;
        final long quantity = LOT * (1 + random.nextInt(5));
        final long taking = best(book, !buy);
        final long resting = buy ? best(book, true) - 50_000 - number : best(book, false) + 50_000 + number;
        final int kind = random.nextInt(12);
        final long id = switch (kind) {
            case 0, 1, 2 -> rig.limit(side, taking, quantity, TimeInForce.IOC);
            case 3 -> rig.limit(side, taking, quantity, TimeInForce.FOK);
            case 4 -> rig.market(side, quantity);
            case 5 -> rig.limit(side, random.nextInt(3) == 0 ? taking : resting, quantity, TimeInForce.POST_ONLY);
            case 6 -> rig.limit(side, taking, quantity, TimeInForce.GTC);
            default -> rig.limit(side, resting, quantity, TimeInForce.GTC);
        };
        return note(id, kind == 3 || kind == 5);
    }

    private long note(long id, boolean refusable) {
        placed.put(ClientOrderText.of(id), refusable);
        ids.add(id);
        return id;
    }

    /** A stop or a take-profit that the venue keeps, or an order that is good till a time. */
    private void conditional(GatewayRig rig, Truth book) {
        final OrderType type = CONDITIONAL[random.nextInt(CONDITIONAL.length)];
        final boolean buy = random.nextBoolean();
        final Side side = buy ? Side.BUY : Side.SELL;
        final long quantity = LOT * (1 + random.nextInt(3));
        final long bid = best(book, true);
        final long ask = best(book, false);
        if (type == null) {
            note(rig.goodTill(side, buy ? bid - 70_000 : ask + 70_000, quantity, 300 + random.nextInt(900)), false);
            return;
        }
        final boolean rises = buy == (type == OrderType.STOP || type == OrderType.STOP_LIMIT);
        final boolean limit = type == OrderType.STOP_LIMIT || type == OrderType.TAKE_PROFIT_LIMIT;
        final long away = 10_000 + random.nextInt(20_000);
        note(rig.place(side, type, TimeInForce.GTC, limit ? buy ? bid - 60_000 : ask + 60_000 : Report.NULL, quantity,
            rises ? ask + away : bid - away, false), true);
    }

    /** Trades of others near the book, or far enough from it to set off what waits, or to fill what rests. */
    private void play(LoopbackVenue venue) {
        final Truth book = venue.truth(SYMBOL);
        final boolean sell = random.nextBoolean();
        final long away = AWAY[random.nextInt(AWAY.length)];
        venue.trade(SYMBOL, sell ? Side.SELL : Side.BUY, BigDecimal.valueOf(sell ? best(book, true) - away
            : best(book, false) + away, 2).toPlainString(), "0.013", 1);
    }

    /** In price mantissas. */
    private static long best(Truth book, boolean bid) {
        return (bid ? book.bids() : book.asks()).firstKey().movePointRight(2).longValueExact();
    }

    /** Cancels everything, and waits until all is over and the same on both sides; what is not, after long enough. */
    private List<String> end(GatewayRig rig, LoopbackVenue venue) throws InterruptedException {
        final long untilNanos = System.nanoTime() + PATIENCE_NS;
        long nextKillNanos = System.nanoTime();
        int settled = 0;
        List<String> problems = List.of();
        while (System.nanoTime() < untilNanos && rig.fault() == null) {
            if (System.nanoTime() >= nextKillNanos) {
                nextKillNanos += KILL_EVERY_NS;
                rig.command(Command.KILL);
            }
            problems = problems(rig, venue);
            settled = problems.isEmpty() ? settled + 1 : 0;
            if (settled == 2) {
                return List.of();
            }
            TimeUnit.MILLISECONDS.sleep(SETTLED_MS);
        }
        return rig.fault() == null ? problems : List.of("the pipeline has stopped: " + rig.fault());
    }

    private List<String> problems(GatewayRig rig, LoopbackVenue venue) {
        final OrderTruth told = new OrderTruth(rig.lines());
        final List<String> problems = new ArrayList<>(told.open(placed.keySet()));
        if (!rig.gateway().isReconciled() || !rig.gateway().isQuiet()) {
            problems.add("the gateway is not at rest: reconciled " + rig.gateway().isReconciled() + ", quiet "
                + rig.gateway().isQuiet());
        }
        if (problems.isEmpty()) {
            problems.addAll(told.differences(placed, venue.account(), SYMBOL));
        }
        return problems;
    }
}
