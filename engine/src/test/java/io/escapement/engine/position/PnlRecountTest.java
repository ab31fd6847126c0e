package io.escapement.engine.position;

import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.FundingPaymentEncoder;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.OrderEvents;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.orders.OrdersStage;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.StageHarness.EventWriter;
import io.escapement.engine.pipeline.TestEvents;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Orders and position stage and the report to people, against a recount from the fills: equal to the last unit. */
class PnlRecountTest {
    private static final OrdersConfig CONFIG = new OrdersConfig(7, 64, 500 * TestEvents.SECOND);
    private static final String[] FEE_ASSETS = {"", "BNB", "USDT", "BTC"};
    private static final int INSTRUMENTS = 3;
    private static final int STRATEGIES = 3;
    private static final int[] PRICE_EXPONENTS = {-2, -5, -1};
    private static final int[] QUANTITY_EXPONENTS = {-8, -3, 0};
    private static final Venue[] VENUES = {Venue.BINANCE, Venue.BYBIT, Venue.BINANCE};
    /** Of the last instrument, a contract. */
    private static final long[] CONTRACTS = {100_000_000, 100_000_000, 1_234_567};

    /** One random run over three instruments and three strategies. */
    private static final class Run {
        private final Random random;
        private final PnlReport report = new PnlReport();
        private final StageHarness harness = new StageHarness(new OrdersStage(CONFIG), new PositionStage(CONFIG));
        private final Map<List<Integer>, List<Recount.Fill>> fills = new TreeMap<>((a, b) ->
            a.get(0).equals(b.get(0)) ? a.get(1) - b.get(1) : a.get(0) - b.get(0));
        private long executions;

        Run(long seed) {
            random = new Random(seed);
            for (int i = 1; i <= INSTRUMENTS; i++) {
                send(define(i));
            }
        }

        private void send(EventWriter event) {
            harness.send(event);
            report.onRecord(harness.slot());
        }

        private static EventWriter define(int id) {
            return (buffer, offset, header) -> new InstrumentDefinitionEncoder()
                .wrapAndApplyHeader(buffer, offset, header).receiveTimeNs(0).tickSize(1).lotSize(1).minQuantity(1)
                .maxQuantity(0).minNotional(0).instrumentId(id).venue(VENUES[id - 1])
                .priceExponent((byte) PRICE_EXPONENTS[id - 1]).quantityExponent((byte) QUANTITY_EXPONENTS[id - 1])
                .status(InstrumentStatus.TRADING).kind(id == 3 ? InstrumentKind.LINEAR : InstrumentKind.SPOT)
                .sync(SyncKind.RANGES).checksum(ChecksumKind.NONE).checksumEvery(1).bookDepth(0)
                .contractSize(CONTRACTS[id - 1]).symbol("I" + id).baseAsset("B" + id).quoteAsset("USDT")
                .canonical("C" + id).encodedLength();
        }

        void fill() {
            final int instrument = 1 + random.nextInt(INSTRUMENTS);
            final int strategy = 1 + random.nextInt(STRATEGIES);
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final long price = 1 + random.nextInt(1_000_000);
            final long quantity = 1 + random.nextInt(1_000_000) / (1 + random.nextInt(1_000));
            final long fee = random.nextInt(2_000) - 500;
            final String asset = FEE_ASSETS[random.nextInt(FEE_ASSETS.length)];
            final long id = ClientOrderIds.of(7, harness.sequence() + 1, 0);
            harness.upstream(OrderEvents.newOrder(id, instrument, strategy, side, price, quantity, false));
            send(TestEvents.timer(1_000));
            final long execution = ++executions;
            final EventWriter fill = OrderEvents.report(id, side, ExecutionType.FILL, ReportSource.STREAM, asset,
                encoder -> encoder.executionId(execution).lastPrice(price).lastQuantity(quantity).fee(fee)
                    .instrumentId(instrument));
            send(fill);
            if (random.nextInt(5) == 0) {
                send(fill);
            }
            fills.computeIfAbsent(List.of(instrument, strategy), unused -> new ArrayList<>()).add(new Recount.Fill(
                side == Side.BUY, BigDecimal.valueOf(price, -PRICE_EXPONENTS[instrument - 1]),
                BigDecimal.valueOf(quantity, -QUANTITY_EXPONENTS[instrument - 1]), contract(instrument),
                BigDecimal.valueOf(fee, 8), asset.isEmpty() ? "USDT" : asset));
        }

        private static BigDecimal contract(int instrument) {
            return BigDecimal.valueOf(CONTRACTS[instrument - 1], 8);
        }

        /** Marks everything between two prices, and compares all that the report says. */
        void compare() {
            final Map<Integer, long[]> quotes = new TreeMap<>();
            for (int id = 1; id <= INSTRUMENTS; id++) {
                final long bid = 1 + random.nextInt(1_000_000);
                quotes.put(id, new long[] {bid, bid + 1 + random.nextInt(3)});
                harness.live(id, bid, 1, quotes.get(id)[1], 1);
                send(TestEvents.timer(id));
            }
            final List<PnlLine> lines = report.lines();
            assertEquals(fills.size(), lines.size());
            PnlTotal total = PnlTotal.NONE;
            for (final PnlLine line : lines) {
                final int id = line.instrument().id();
                final Recount should = Recount.of(fills.get(List.of(id, line.strategyId())));
                final long[] quote = quotes.get(id);
                // the mid, rounded against us
                final BigDecimal mark = BigDecimal.valueOf(quote[0] + quote[1]).divide(BigDecimal.valueOf(2), 0,
                    should.quantity.signum() < 0 ? RoundingMode.CEILING : RoundingMode.FLOOR)
                    .scaleByPowerOfTen(PRICE_EXPONENTS[id - 1]);
                same(should.quantity, line.quantity());
                same(should.realised, line.realised());
                same(should.realisedFifo, line.realisedFifo());
                same(should.unrealised(mark, contract(id)), line.unrealised());
                assertEquals(should.amounts, line.amounts());
                same(should.amounts.getOrDefault("USDT", PnlAmounts.NONE).fees(), line.fees());
                total = total.plus(line);
            }
            assertEquals(total, report.totals().getOrDefault("USDT", PnlTotal.NONE));
            sums(total, report.byStrategy());
            sums(total, report.byVenue());
            sums(total, report.byInstrument());
        }

        /** However it is cut, the parts come to the same. */
        private static void sums(PnlTotal total, Map<?, Map<String, PnlTotal>> parts) {
            BigDecimal net = BigDecimal.ZERO;
            BigDecimal fifo = BigDecimal.ZERO;
            for (final Map<String, PnlTotal> part : parts.values()) {
                net = net.add(part.get("USDT").net());
                fifo = fifo.add(part.get("USDT").realisedFifo());
            }
            same(total.net(), net);
            same(total.realisedFifo(), fifo);
        }

        private static void same(BigDecimal expected, BigDecimal actual) {
            assertEquals(0, expected.compareTo(actual), () -> expected + " expected, is " + actual);
        }
    }

    @Property(tries = 100)
    void everyFigureIsTheRecountToTheLastUnit(@ForAll long seed) {
        final Run run = new Run(seed);
        for (int i = 0; i < 120; i++) {
            run.fill();
            if (i % 40 == 39) {
                run.compare();
            }
        }
    }

    @Property(tries = 200)
    void fundingIsSharedOutWithNothingLostAndOnce(@ForAll long seed) {
        final Run run = new Run(seed);
        long paid = 0;
        for (int i = 1; i <= 60; i++) {
            run.fill();
            final long amount = run.random.nextInt(2_000_001) - 1_000_000;
            final long payment = i;
            final EventWriter funding = (buffer, offset, header) -> new FundingPaymentEncoder()
                .wrapAndApplyHeader(buffer, offset, header).venueTimeNs(0).receiveTimeNs(0).paymentId(payment)
                .amount(amount).instrumentId(3).asset(payment % 3 == 0 ? "BNB" : "USDT").encodedLength();
            run.send(funding);
            run.send(funding);
            paid += payment % 3 == 0 ? 0 : amount;
        }
        BigDecimal received = BigDecimal.ZERO;
        for (final PnlLine line : run.report.lines()) {
            assertEquals(line.amounts().getOrDefault("USDT", PnlAmounts.NONE).funding().stripTrailingZeros(),
                line.funding().stripTrailingZeros());
            received = received.add(line.funding());
        }
        assertEquals(0, received.compareTo(BigDecimal.valueOf(paid, 8)), received + " of " + paid);
    }
}
