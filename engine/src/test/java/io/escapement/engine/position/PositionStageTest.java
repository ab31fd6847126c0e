package io.escapement.engine.position;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.NewOrderEncoder;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.orders.OrdersStage;
import io.escapement.engine.pipeline.StageHarness;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.fill;
import static io.escapement.engine.pipeline.TestEvents.report;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class PositionStageTest {
    private static final OrdersConfig ORDERS = new OrdersConfig(7, 64, 5 * SECOND);
    private static final long ONE = 100_000_000;

    private final StageHarness harness = new StageHarness(new OrdersStage(ORDERS), new PositionStage(ORDERS));
    private int execution;

    PositionStageTest() {
        harness.send(define(1, "BTCUSDT"));
    }

    private long order(int strategy, Side side, long quantity) {
        harness.upstream(slot -> {
            final NewOrderEncoder encoder = new NewOrderEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), new MessageHeaderEncoder())
                .clientOrderId(ClientOrderIds.of(7, slot.sequence(), 0)).price(10_000).quantity(quantity)
                .instrumentId(1).strategyId(strategy).side(side).orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC).reduceOnly((short) 0).held((short) 0).reason(Reason.STRATEGY)
                .triggerPrice(NewOrderEncoder.triggerPriceNullValue())
                .expireTimeNs(NewOrderEncoder.expireTimeNsNullValue());
            slot.commitEffect(8 + encoder.encodedLength());
        }).send(timer(2));
        return ClientOrderIds.of(7, harness.sequence(), 0);
    }

    private String filled(int strategy, Side side, long price, long quantity, long fee) {
        final List<String> lines =
            harness.send(fill(order(strategy, side, quantity), 1, side, ++execution, price, quantity, fee));
        assertEquals(2, lines.size());
        return lines.get(1);
    }

    @Test
    void boughtHeldAndSoldInPartsAtAverageCost() {
        assertEquals("Position 1 s1 100000000@10000 realised 0 fees 10 unrealised none mark none",
            filled(1, Side.BUY, 10_000, ONE, 10));
        assertEquals("Position 1 s1 200000000@10500 realised 0 fees 20 unrealised none mark none",
            filled(1, Side.BUY, 11_000, ONE, 10));
        harness.live(1, 10_900, 1, 10_901, 1).send(timer(2));
        // 0.5 sold at 112 that cost 105 each; the rest marked at 109.00, the lower of the two around the mid
        assertEquals("Position 1 s1 150000000@10500 realised 350000000 fees 15 unrealised 600000000 mark 10900",
            filled(1, Side.SELL, 11_200, ONE / 2, -5));
        assertEquals("Position 1 s1 0@none realised 500000000 fees 15 unrealised 0 mark 10900",
            filled(1, Side.SELL, 10_600, ONE + ONE / 2, 0));
    }

    @Test
    void soldShortThroughZeroAndMarkedAgainstUs() {
        harness.live(1, 10_000, 1, 10_001, 1).send(timer(2));
        assertEquals("Position 1 s1 -100000000@10000 realised 0 fees 0 unrealised -1000000 mark 10001",
            filled(1, Side.SELL, 10_000, ONE, 0));
        assertEquals("Position 1 s1 100000000@9900 realised 100000000 fees 0 unrealised 100000000 mark 10000",
            filled(1, Side.BUY, 9_900, 2 * ONE, 0));
    }

    @Test
    void strategiesHaveTheirOwnPositions() {
        filled(1, Side.BUY, 10_000, ONE, 1);
        assertEquals("Position 1 s2 -100000000@10100 realised 0 fees 2 unrealised none mark none",
            filled(2, Side.SELL, 10_100, ONE, 2));
    }

    @Test
    void theTimerTellsAnOpenPositionWhenItsMarkHasChanged() {
        filled(1, Side.BUY, 10_000, ONE, 0);
        assertEquals(List.of(), harness.send(timer(1)));
        harness.live(1, 10_100, 1, 10_102, 1);
        final String marked = "Position 1 s1 100000000@10000 realised 0 fees 0 unrealised 101000000 mark 10101";
        assertEquals(List.of(marked), harness.send(timer(1)));
        assertEquals(List.of(), harness.send(timer(1)));
        assertEquals(List.of("Position 1 s1 100000000@10000 realised 0 fees 0 unrealised none mark none"),
            harness.status(1, BookState.STALE).send(timer(1)));
        filled(1, Side.SELL, 10_000, ONE, 0);
        assertEquals(List.of(), harness.live(1, 10_200, 1, 10_202, 1).send(timer(1)));
    }

    @Test
    void reportsThatDoNotCountMoveNothing() {
        final long id = order(1, Side.BUY, ONE);
        harness.send(fill(id, 1, Side.BUY, 1, 10_000, ONE / 2, 1));
        assertEquals(List.of(), harness.send(fill(id, 1, Side.BUY, 1, 10_000, ONE / 2, 1)));
        assertEquals(List.of("Alarm 7-2-0 1 OVERFILL PARTIALLY_FILLED on FILL"),
            harness.send(fill(id, 1, Side.BUY, 2, 10_000, ONE, 1)));
        assertEquals(List.of("Alarm 7-3-0 1 UNKNOWN_ORDER NULL_VAL on FILL"),
            harness.send(fill(id + 256, 1, Side.BUY, 3, 10_000, ONE / 2, 1)));
        assertEquals(1, harness.send(report(id, 1, Side.BUY, ExecutionType.CANCELLED)).size());
        assertEquals("Position 1 s1 100000000@10000 realised 0 fees 2 unrealised none mark none",
            harness.send(fill(id, 1, Side.BUY, 4, 10_000, ONE / 2, 1)).get(1));
    }

    @Test
    void aWildMarkMakesNoUnrealisedProfitAndStopsNothing() {
        filled(1, Side.BUY, 10_000, ONE, 0);
        harness.live(1, 4_000_000_000_000_000_000L, 1, 4_000_000_000_000_000_002L, 1);
        assertEquals(List.of("Position 1 s1 100000000@10000 realised 0 fees 0 unrealised none mark"
            + " 4000000000000000001"), harness.send(timer(1)));
    }

    @Test
    void anAmountBeyondALongStopsTheEngine() {
        final long id = order(1, Side.BUY, Long.MAX_VALUE);
        final ArithmeticException thrown = assertThrows(ArithmeticException.class,
            () -> harness.send(fill(id, 1, Side.BUY, 1, Long.MAX_VALUE, Long.MAX_VALUE, 0)));
        assertEquals("a fill of 9223372036854775807 at 9223372036854775807 (mantissas at exponents -8 and -2) makes an"
            + " amount beyond 92 billion of the quote asset, which a position of strategy 1 cannot hold",
            thrown.getMessage());
    }

    @Test
    void withoutAnOrdersStageBeforeItTheStageSaysSo() {
        final StageHarness alone = new StageHarness(new PositionStage(ORDERS));
        assertThrows(IllegalStateException.class, () -> alone.send(fill(1L << 48, 1, Side.BUY, 1, 1, 1, 1)));
    }
}
