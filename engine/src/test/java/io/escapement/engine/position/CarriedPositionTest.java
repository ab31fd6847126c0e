package io.escapement.engine.position;

import io.escapement.codecs.sbe.CarriedAssetEncoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.FundingPaymentEncoder;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.OrderEvents;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.orders.OrdersStage;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.StageHarness.EventWriter;
import io.escapement.engine.pipeline.Verdict;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.orders.OrderEvents.carriedPosition;
import static io.escapement.engine.pipeline.TestEvents.MONEY;
import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Positions of a run before, funding, fees in other assets: what stage and report say. */
class CarriedPositionTest {
    private static final OrdersConfig ORDERS = new OrdersConfig(7, 64, 500 * SECOND);
    private static final long ONE = 100_000_000;

    private final PnlReport report = new PnlReport();
    private final StageHarness harness = new StageHarness(new OrdersStage(ORDERS), new PositionStage(ORDERS));

    private List<String> send(EventWriter event) {
        final List<String> lines = harness.send(event);
        report.onRecord(harness.slot());
        return lines;
    }

    private static EventWriter asset(int id, String name) {
        return (buffer, offset, header) -> new CarriedAssetEncoder().wrapAndApplyHeader(buffer, offset, header)
            .assetId(id).name(name).encodedLength();
    }

    private static EventWriter funding(int instrument, long payment, long amount, String asset) {
        return (buffer, offset, header) -> new FundingPaymentEncoder().wrapAndApplyHeader(buffer, offset, header)
            .venueTimeNs(0).receiveTimeNs(0).paymentId(payment).amount(amount).instrumentId(instrument).asset(asset)
            .encodedLength();
    }

    private List<String> fill(long sequence, int strategy, Side side, long price, long quantity, long fee,
                              String feeAsset) {
        final long id = ClientOrderIds.of(7, sequence, 0);
        harness.upstream(OrderEvents.newOrder(id, 1, strategy, side, price, quantity, false)).send(timer(2));
        return send(OrderEvents.report(id, side, ExecutionType.FILL, ReportSource.STREAM, feeAsset, encoder -> encoder
            .executionId(sequence).lastPrice(price).lastQuantity(quantity).fee(fee)));
    }

    @Test
    void namesOfAssetsAreToldWithTheInstrumentAndWithTheFirstFeeInThem() {
        assertEquals(List.of("Asset 1 BTC", "Asset 2 USDT"), send(define(1, "BTCUSDT")));
        assertEquals("Asset 3 BNB", fill(1_000, 1, Side.BUY, 10_000, ONE, 5, "BNB").get(1));
        assertEquals(2, fill(1_001, 1, Side.BUY, 10_000, ONE, 5, "BNB").size());
    }

    @Test
    void whatWasCarriedGoesOnLotByLotUnderThisRunsNumbers() {
        send(define(1, "BTCUSDT"));
        assertEquals(List.of("Asset 3 BNB"), send(asset(1, "BNB")));
        assertEquals(List.of("Position 1 s1 200000000@15000 realised 7 fees 0 unrealised none mark none"),
            send(carriedPosition(1, 2 * ONE, 300 * MONEY, 7, ONE, 100 * MONEY, ONE, 200 * MONEY)));
        // average cost 150, first in 100
        assertEquals("Position 1 s1 100000000@15000 realised 1000000007 fees 0 unrealised none mark none",
            fill(1_000, 1, Side.SELL, 16_000, ONE, 0, "").get(1));
        final PnlLine line = report.lines().get(0);
        assertEquals("60.00000007", line.realisedFifo().toPlainString());
        assertEquals("PnlAmounts[fees=5E-8, funding=-2E-8]", line.amounts().get("BNB").toString());
        assertEquals("BTCUSDT strategy 1: position 1, realised +10.00 (first in first out +60.00), unrealised 0,"
            + " gross +10.00, fees 0, net +10.00 USDT and fees of 0.00000005 BNB and funding of -0.00000002 BNB",
            report.summary().get(0));
    }

    @Test
    void aCarriedPositionWithoutWhatItNeedsStopsTheEngine() {
        assertThrows(IllegalStateException.class, () -> send(carriedPosition(1, ONE, MONEY, 0)));
        send(define(1, "BTCUSDT"));
        assertThrows(IllegalStateException.class, () -> send(carriedPosition(1, ONE, MONEY, 0)));
    }

    @Test
    void fundingIsSharedByWhatIsHeldCountsOnceAndIsInTheNet() {
        send(define(1, "BTCUSDT"));
        fill(1_000, 1, Side.BUY, 10_000, 2 * ONE, 0, "");
        fill(1_001, 2, Side.BUY, 10_000, ONE, 0, "");
        assertEquals(2, send(funding(1, 5, -30 * MONEY, "USDT")).size());
        assertEquals(Verdict.APPLIED, harness.verdict());
        assertEquals(List.of(), send(funding(1, 5, -30 * MONEY, "USDT")));
        assertEquals(Verdict.IGNORED, harness.verdict());
        assertEquals(List.of(), send(funding(9, 6, -30 * MONEY, "USDT")));
        assertEquals(Verdict.REFUSED, harness.verdict());
        assertEquals(List.of("-20.00000000", "-10.00000000"),
            report.lines().stream().map(line -> line.funding().toPlainString()).toList());
        assertEquals("gross 0 fees 0 funding -30.00 net -30.00 USDT", report.status());
        assertEquals(List.of("strategy 1: gross 0, fees 0, funding -20.00, net -20.00 USDT",
            "strategy 2: gross 0, fees 0, funding -10.00, net -10.00 USDT"), report.summary().subList(2, 4));
    }

    @Test
    void fundingOfAPositionThatIsGoneIsNobodys() {
        send(define(1, "BTCUSDT"));
        assertEquals(List.of("Position 1 s0 0@none realised 0 fees 0 unrealised none mark none"),
            send(funding(1, 5, -30 * MONEY, "USDT")));
    }
}
