package io.escapement.engine.risk;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;

import static io.escapement.engine.risk.Proposal.MONEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How much to order. */
class PositionSizeTest {
    /** Tick 0.01, lot 0.00001, at least 0.00001 and 5 worth. */
    private static final Instrument BTC = new Instrument(1, Venue.BINANCE, "BTCUSDT", "BTC", "USDT", -2, -8, 1, 1_000,
        1_000, 900_000_000_000L, 5 * MONEY, InstrumentStatus.TRADING);

    @Test
    void aFixedQuantityIsPutOnTheLotAndIsNothingWhereTheVenueTakesNoSuchOrder() {
        assertEquals(10_000_000, PositionSize.fixed(BTC, 10_000_999, 10_000));
        assertEquals(0, PositionSize.fixed(BTC, 999, 10_000));
        assertEquals(0, PositionSize.fixed(BTC, 4_000_000, 10_000), "worth 4");
        assertEquals(900_000_000_000L, PositionSize.fixed(BTC, Long.MAX_VALUE / 100, 10_000));
        assertEquals(0, PositionSize.fixed(BTC, -1, 10_000));
        assertEquals(0, PositionSize.fixed(BTC, 10_000_000, 0));
    }

    @Test
    void theRiskDividedByStopAndFeesOfBothWays() {
        // 10 at risk, stop 2.00 away: 5; with 10 bps each way on 100.00, 0.20 more and one unit for rounding up
        assertEquals(500_000_000, PositionSize.riskPerTrade(BTC, 10 * MONEY, 10_000, 9_800, 0));
        assertEquals(452_488_000, PositionSize.riskPerTrade(BTC, 10 * MONEY, 10_000, 9_800, 10));
    }

    @Test
    void noRiskNoDistanceOrNoPriceIsNoOrder() {
        assertEquals(0, PositionSize.riskPerTrade(BTC, 0, 10_000, 9_800, 10));
        assertEquals(0, PositionSize.riskPerTrade(BTC, MONEY, 10_000, 10_000, 10));
        assertEquals(0, PositionSize.riskPerTrade(BTC, MONEY, Long.MAX_VALUE, 1, 10));
        assertEquals(0, PositionSize.riskPerTrade(BTC, MONEY, 10_000, 9_800, -1));
    }

    @Test
    void theVolatilityTargetShrinksThePositionAsTheMarketMovesMore() {
        assertEquals(1_000_000_000, PositionSize.volatilityTarget(BTC, 1_000 * MONEY, 50, 50, 10_000));
        assertEquals(500_000_000, PositionSize.volatilityTarget(BTC, 1_000 * MONEY, 50, 100, 10_000));
        assertEquals(1_000_000_000, PositionSize.volatilityTarget(BTC, 1_000 * MONEY, 50, 10, 10_000), "no leverage");
        assertEquals(0, PositionSize.volatilityTarget(BTC, 1_000 * MONEY, 50, 0, 10_000));
    }

    @Property(tries = 300)
    void whatTheStopLosesIsWithinTheRiskAndOneLotMoreIsNot(
        @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long risk,
        @ForAll @LongRange(min = 1, max = 10_000_000) long entry,
        @ForAll @LongRange(min = 1, max = 10_000_000) long stop) {
        final Instrument free = new Instrument(1, Venue.BINANCE, "X", "X", "USDT", -2, -8, 1, 1_000, 0, 0, 0,
            InstrumentStatus.TRADING);
        final long quantity = PositionSize.riskPerTrade(free, risk, entry, stop, 0);
        final BigInteger distance = BigInteger.valueOf(Math.abs(entry - stop));
        final BigInteger most = BigInteger.valueOf(risk).multiply(BigInteger.valueOf(100));
        assertTrue(distance.multiply(BigInteger.valueOf(quantity)).compareTo(most) <= 0);
        assertTrue(entry == stop || quantity + 1_000 > NumericSanity.MOST
            || distance.multiply(BigInteger.valueOf(quantity + 1_000)).compareTo(most) > 0);
    }
}
