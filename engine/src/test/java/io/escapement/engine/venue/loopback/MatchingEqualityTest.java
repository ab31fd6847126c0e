package io.escapement.engine.venue.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.paper.ConstantLatency;
import io.escapement.engine.paper.PaperConfig;
import io.escapement.engine.paper.PaperMatching;
import io.escapement.engine.paper.PaperReport;
import io.escapement.engine.paper.PaperSession;
import io.escapement.engine.paper.ReportOutlet;
import io.escapement.engine.testkit.Captures;
import io.escapement.engine.venue.loopback.exchange.Exchange;
import io.escapement.engine.venue.loopback.exchange.Order;
import io.escapement.engine.venue.loopback.exchange.OrderRefused;
import io.escapement.engine.venue.loopback.exchange.Product;
import io.escapement.engine.venue.loopback.exchange.ServerClock;
import io.escapement.engine.venue.loopback.exchange.Terms;
import io.escapement.engine.venue.loopback.exchange.Ticket;
import io.escapement.engine.venue.loopback.exchange.TradedSymbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The same play and the same orders at the same places of it, once through the server's own way to its exchange and
 * once, read by another reader, into a paper session without latency: the fills are the same, one by one.
 */
class MatchingEqualityTest {
    private static final String SYMBOL = "BTCUSDT";
    private static final int PRICE_DIGITS = 2;
    private static final int QUANTITY_DIGITS = 8;
    private static final BigDecimal LOT = new BigDecimal("0.00001");
    private static final int MOST_FRAMES = 20_000;

    /** One order, both ways. */
    private record Wish(long id, boolean buy, Ticket.Force force, BigDecimal price, BigDecimal quantity) {
    }

    @Test
    void fillsEqualThePaperVenuesOnAGeneratedPlay() throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            final int fills = compare(new SimulatedSource(Simulation.of(seed, SYMBOL).lasting(60_000_000_000L)), seed);
            assertTrue(fills > 100, "seed " + seed + " has only " + fills + " fills");
        }
    }

    @Test
    void fillsEqualThePaperVenuesOnARecording() throws Exception {
        final int fills = compare(new CaptureSource(Captures.find(Captures.SPOT_BTCUSDT)), 11);
        assertTrue(fills > 20, "only " + fills + " fills");
    }

    private static int compare(final VenueSource source, final long seed) throws Exception {
        final List<SourceItem> items = new ArrayList<>();
        try (source) {
            for (SourceItem item = source.next(); item != null && items.size() < MOST_FRAMES; item = source.next()) {
                items.add(item);
            }
            final Paper paper = new Paper();
            final Exchange exchange = exchange();
            final BinanceMarket market = new BinanceMarket(source, new Faults(List.of(), 1), null,
                new PlayedMarket(exchange));
            final StreamHub hub = new StreamHub();
            final Random random = new Random(seed);
            long lastId = 0;
            for (int i = 0; i < items.size(); i++) {
                final SourceItem item = items.get(i);
                paper.session.advance(item.timeNs());
                final boolean known = market.isKnown(SYMBOL);
                if (item.key() == null) {
                    market.onWhole(item);
                } else {
                    market.play(item, hub);
                }
                paper.play(item, known, market);
                final boolean isOver = i + 1 < items.size() && items.get(i + 1).timeNs() > item.timeNs();
                if (isOver && market.isKnown(SYMBOL) && random.nextInt(10) == 0) {
                    request(exchange, paper, item.timeNs(), ++lastId, random, market.truth(SYMBOL));
                }
            }
            paper.session.advance(Long.MAX_VALUE);
            final List<String> fills = exchange.fills(SYMBOL).stream().map(fill -> fill.clientId() + ' '
                + plain(fill.price()) + " x " + plain(fill.quantity()) + ' ' + (fill.maker() ? "MAKER" : "TAKER")
                + " fee " + plain(fill.fee())).toList();
            assertEquals(String.join("\n", paper.fills), String.join("\n", fills), "seed " + seed);
            return fills.size();
        }
    }

    private static String plain(final BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    private static Exchange exchange() {
        return new Exchange(new Terms(Product.LINEAR, Map.of("USDT", new BigDecimal("1000000000")),
            BigDecimal.valueOf(2), BigDecimal.valueOf(5), 20, false, false), List.of(new TradedSymbol(SYMBOL, "BTC",
            "USDT", new BigDecimal("0.01"), LOT, LOT, new BigDecimal(9_000), new BigDecimal(5))), new ServerClock(0),
            (order, change, fill) -> { }, () -> false);
    }

    private static void request(final Exchange exchange, final Paper paper, final long timeNs, final long id,
        final Random random, final Truth book) {
        final List<Order> open = exchange.open(SYMBOL);
        if (!open.isEmpty() && random.nextInt(4) == 0) {
            final Order order = open.get(random.nextInt(open.size()));
            final boolean amends = random.nextBoolean();
            final BigDecimal quantity = order.quantity().multiply(new BigDecimal(random.nextInt(1, 20)))
                .divide(BigDecimal.TEN);
            final BigDecimal lots = quantity.divide(LOT, 0, RoundingMode.UP).multiply(LOT);
            try {
                if (amends) {
                    exchange.amend(order, null, lots);
                } else {
                    exchange.cancel(order);
                }
            } catch (final OrderRefused ex) {
                // Refused on both sides, or it would show in the fills.
            }
            if (amends) {
                paper.session.amend(timeNs, order.id(), 1, price(order.price()), quantity(lots));
            } else {
                paper.session.cancel(timeNs, order.id(), 1);
            }
            return;
        }
        final boolean buy = random.nextBoolean();
        final Ticket.Force force = Ticket.Force.values()[random.nextInt(5)];
        final BigDecimal near = buy ? book.bids().firstKey() : book.asks().firstKey();
        final BigDecimal away = new BigDecimal("0.01").multiply(BigDecimal.valueOf(random.nextInt(-5, 200)));
        final BigDecimal price = buy ? near.subtract(away) : near.add(away);
        final BigDecimal quantity = new BigDecimal("0.001").multiply(BigDecimal.valueOf(random.nextInt(1, 500)));
        place(exchange, paper, timeNs, new Wish(id, buy, force, price, quantity));
    }

    private static void place(final Exchange exchange, final Paper paper, final long timeNs, final Wish wish) {
        final boolean market = wish.force() == Ticket.Force.MARKET;
        long number = -1;
        try {
            number = exchange.place(new Ticket("c" + wish.id(), SYMBOL, wish.buy(), wish.force(), market ? null
                : wish.price(), wish.quantity(), null, null, false, false, Map.of())).id();
        } catch (final OrderRefused ex) {
            number = -wish.id();
        }
        paper.names.put(number, "c" + wish.id());
        paper.session.submit(timeNs, number, 1, wish.buy() ? Side.BUY : Side.SELL, market ? OrderType.MARKET
            : OrderType.LIMIT, switch (wish.force()) {
                case GTC -> TimeInForce.GTC;
                case FOK -> TimeInForce.FOK;
                case POST_ONLY -> TimeInForce.POST_ONLY;
                default -> TimeInForce.IOC;
            }, market ? 0 : price(wish.price()), quantity(wish.quantity()));
    }

    private static long price(final BigDecimal price) {
        return price.movePointRight(PRICE_DIGITS).longValueExact();
    }

    private static long quantity(final BigDecimal quantity) {
        return quantity.movePointRight(QUANTITY_DIGITS).longValueExact();
    }

    /** The paper venue's session, fed by a reader of its own. */
    private static final class Paper implements ReportOutlet {
        private final List<String> fills = new ArrayList<>();
        private final Map<Long, String> names = new HashMap<>();
        private final PaperSession session;
        private final PaperMatching matching;
        private long lastUpdateId;

        Paper() {
            final PaperConfig config = new PaperConfig(new PaperConfig.Latency(null, 0, 0, 0, 0),
                PaperConfig.Queue.RISK_AVERSE, 1, BigDecimal.valueOf(2), BigDecimal.valueOf(5), false,
                new PaperConfig.Bounds(1, 500, 20_000, 1_000, 10_000));
            session = new PaperSession(config, new ConstantLatency(0, 0), this);
            matching = new PaperMatching(new Instrument(1, Venue.BINANCE, SYMBOL, "BTC", "USDT", -PRICE_DIGITS,
                -QUANTITY_DIGITS, 1, 1_000, 1_000, 900_000_000_000L, 500_000_000L, InstrumentStatus.TRADING), config,
                session);
            session.add(1, matching);
        }

        /** @param known whether the book was, before this item */
        void play(final SourceItem item, final boolean known, final Market market) throws Exception {
            if (!market.isKnown(SYMBOL)) {
                trade(item);
                return;
            }
            if (!known) {
                matching.onSnapshotStart();
                market.truth(SYMBOL).bids().forEach((price, size) -> matching.onLevel(Side.BUY, price(price),
                    quantity(size)));
                market.truth(SYMBOL).asks().forEach((price, size) -> matching.onLevel(Side.SELL, price(price),
                    quantity(size)));
                lastUpdateId = market.truth(SYMBOL).lastUpdateId();
                matching.onDepthEnd(Long.MIN_VALUE);
                matching.onState(true);
                matching.settle(item.timeNs());
            } else if (item instanceof SourceItem.Frame frame && frame.isDepth() && frame.symbol().equals(SYMBOL)) {
                final JsonNode data = data(frame);
                if (data.get("u").asLong() <= lastUpdateId) {
                    return;
                }
                levels(Side.BUY, data.get("b"));
                levels(Side.SELL, data.get("a"));
                matching.onDepthEnd(data.get("E").asLong() * 1_000_000);
                matching.settle(item.timeNs());
            } else {
                trade(item);
            }
        }

        private void trade(final SourceItem item) throws Exception {
            if (item instanceof SourceItem.Frame frame && frame.stream().equals("btcusdt@trade")) {
                final JsonNode data = data(frame);
                matching.onTrade(data.get("m").asBoolean() ? Side.SELL : Side.BUY, price(new BigDecimal(data.get("p")
                    .asText())), quantity(new BigDecimal(data.get("q").asText())), data.get("T").asLong() * 1_000_000,
                    item.timeNs());
                matching.settle(item.timeNs());
            }
        }

        private static JsonNode data(final SourceItem.Frame frame) {
            return ClientBook.json(new String(frame.wrapped(), StandardCharsets.UTF_8)).get("data");
        }

        private void levels(final Side side, final JsonNode rows) {
            rows.forEach(row -> matching.onLevel(side, price(new BigDecimal(row.get(0).asText())),
                quantity(new BigDecimal(row.get(1).asText()))));
        }

        @Override
        public PaperReport claim() {
            return new PaperReport();
        }

        @Override
        public void ready(final PaperReport report) {
            if (report.type == ExecutionType.FILL) {
                fills.add(names.get(report.clientOrderId) + ' ' + plain(BigDecimal.valueOf(report.lastPrice,
                    PRICE_DIGITS)) + " x " + plain(BigDecimal.valueOf(report.lastQuantity, QUANTITY_DIGITS)) + ' '
                    + (report.role == LiquidityRole.MAKER ? "MAKER" : "TAKER") + " fee "
                    + plain(BigDecimal.valueOf(report.fee, 8)));
            }
        }
    }
}
