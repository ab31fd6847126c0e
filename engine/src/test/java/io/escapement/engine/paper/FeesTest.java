package io.escapement.engine.paper;

import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.Side;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** V10: fees by role, rounded against us. */
class FeesTest {
    @Test
    void feeIsTheRateOfTheNotionalByRole() {
        final Fees fees = new Fees(20_000, 50_000, -2, -5);
        // 64,123.45 x 0.01000 = 641.2345; 2 bps = 0.1282469, 5 bps = 0.32061725.
        assertEquals(12_824_690, fees.fee(6_412_345, 1_000, LiquidityRole.MAKER));
        assertEquals(32_061_725, fees.fee(6_412_345, 1_000, LiquidityRole.TAKER));
        assertEquals(64_123_450_000L, fees.notional(6_412_345, 1_000));
    }

    @Test
    void feeIsRoundedUpAndRebateDown() {
        final Fees fees = new Fees(-20_000, 50_000, -4, -8);
        assertEquals(1, fees.fee(1, 1, LiquidityRole.TAKER));
        assertEquals(0, fees.fee(1, 1, LiquidityRole.MAKER));
        assertEquals(-1, fees.fee(99_999_999, 1, LiquidityRole.MAKER));
        assertEquals(0, new Fees(0, 0, -4, -8).fee(1, 1, LiquidityRole.TAKER));
    }

    @Test
    void feeEqualsDecimalArithmetic() {
        final long seed = 20261121;
        final Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            final int priceExponent = random.nextInt(14) - 12;
            final int quantityExponent = random.nextInt(12) - 10;
            final long rate = random.nextInt(20_000_001) - 10_000_000;
            final long price = random.nextLong() >>> 1 + random.nextInt(62);
            final long quantity = random.nextLong() >>> 1 + random.nextInt(62);
            final BigDecimal notional = BigDecimal.valueOf(price, -priceExponent)
                .multiply(BigDecimal.valueOf(quantity, -quantityExponent));
            final RoundingMode mode = rate < 0 ? RoundingMode.DOWN : RoundingMode.UP;
            final BigDecimal expected = notional.setScale(8, mode).multiply(BigDecimal.valueOf(rate, 8))
                .setScale(8, mode).movePointRight(8);
            final Fees fees = new Fees(rate, rate, priceExponent, quantityExponent);
            final String at = "seed " + seed + " case " + i;
            final BigDecimal most = BigDecimal.valueOf(Long.MAX_VALUE);
            if (notional.movePointRight(8).compareTo(most) > 0 || expected.abs().compareTo(most) > 0) {
                assertThrows(ArithmeticException.class, () -> fees.fee(price, quantity, LiquidityRole.MAKER), at);
            } else {
                assertEquals(expected.longValueExact(), fees.fee(price, quantity, LiquidityRole.MAKER), at);
            }
        }
    }

    @Test
    void feesOfWhatWasBoughtAreInIt() {
        final PaperConfig usual = PaperConfigs.riskAverse();
        final PaperConfig received = new PaperConfig(usual.latency(), usual.queue(), usual.queuePower(),
            usual.makerFeeBps(), usual.takerFeeBps(), false, usual.bounds(), PaperConfig.FeeAsset.RECEIVED);
        final MatchingRig rig = new MatchingRig(PaperConfigs.instrument(), received);
        rig.bid(99, 5).ask(101, 4);
        final PaperOrder bought = rig.market(1, Side.BUY, 2);
        assertEquals(100_000, rig.lastFee(), "5 bps of 2");
        assertArrayEquals("TEST".getBytes(StandardCharsets.US_ASCII), bought.feeAsset);
        final PaperOrder sold = rig.market(2, Side.SELL, 2);
        assertEquals(9_900_000, rig.lastFee(), "5 bps of 198");
        assertEquals(0, sold.feeAsset.length, "the quote asset");
    }

    @Test
    void contractsCountWithTheirSize() {
        assertEquals(new Fees(20_000, 50_000, 0, 0).fee(100, 5, LiquidityRole.TAKER) / 10,
            new Fees(20_000, 50_000, 0, 0, 10_000_000).fee(100, 5, LiquidityRole.TAKER));
    }
}
