package io.escapement.engine.position;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Positions against a recomputation from the fills in decimals without bounds. */
class PositionPropertyTest {
    private static final MathContext PRECISE = new MathContext(60);

    private static final class Twin {
        private BigDecimal quantity = BigDecimal.ZERO;
        private BigDecimal average = BigDecimal.ZERO;
        private BigDecimal realised = BigDecimal.ZERO;
        private BigDecimal cash = BigDecimal.ZERO;
        private BigDecimal fees = BigDecimal.ZERO;

        void fill(boolean buy, BigDecimal price, BigDecimal filled, BigDecimal fee) {
            final BigDecimal signed = buy ? filled : filled.negate();
            cash = cash.subtract(signed.multiply(price));
            fees = fees.add(fee);
            if (quantity.signum() == 0 || quantity.signum() == signed.signum()) {
                final BigDecimal after = quantity.add(signed);
                average = average.multiply(quantity).add(price.multiply(signed)).divide(after, PRECISE);
                quantity = after;
                return;
            }
            final BigDecimal closed = filled.min(quantity.abs());
            final BigDecimal gain = price.subtract(average).multiply(closed);
            realised = quantity.signum() > 0 ? realised.add(gain) : realised.subtract(gain);
            final BigDecimal after = quantity.add(signed);
            if (after.signum() == signed.signum()) {
                average = price;
            } else if (after.signum() == 0) {
                average = BigDecimal.ZERO;
            }
            quantity = after;
        }
    }

    @Property(tries = 500)
    void positionAndProfitEqualTheRecomputation(@ForAll long seed,
                                                @ForAll @IntRange(min = -8, max = -2) int priceExponent,
                                                @ForAll @IntRange(min = -8, max = -2) int quantityExponent) {
        final Random random = new Random(seed);
        final Position position = new Position(1, new Instrument(1, Venue.BINANCE, "X", "X", "USDT", priceExponent,
            quantityExponent, 1, 1, 1, 0, 0, InstrumentStatus.TRADING), 1);
        final Twin twin = new Twin();
        int fills = 0;
        for (int step = 0; step < 100; step++) {
            final boolean buy = random.nextBoolean();
            final long price = 1 + random.nextInt(1_000_000);
            final long quantity = 1 + random.nextInt(1_000_000) / (1 + random.nextInt(100));
            final long fee = random.nextInt(2_000) - 500;
            position.fill(buy ? Side.BUY : Side.SELL, price, quantity);
            position.fee(1, fee);
            twin.fill(buy, BigDecimal.valueOf(price, -priceExponent), BigDecimal.valueOf(quantity, -quantityExponent),
                money(fee));
            fills++;
            compare(position, twin, priceExponent, quantityExponent, fills);
        }
        // closing everything: what is left is what came in less what went out, at most half a unit off for each fill
        if (position.quantity() != 0) {
            final boolean buy = position.quantity() < 0;
            final long quantity = Math.abs(position.quantity());
            position.fill(buy ? Side.BUY : Side.SELL, 500_000, quantity);
            twin.fill(buy, BigDecimal.valueOf(500_000, -priceExponent), BigDecimal.valueOf(quantity, -quantityExponent),
                BigDecimal.ZERO);
        }
        assertNear(twin.cash, position.realised(), fills + 1);
        assertEquals(0, position.unrealised(1));
        assertEquals(position.realised(), position.realisedFifo(), "both ways of counting agree when flat");
    }

    private static void compare(Position position, Twin twin, int priceExponent, int quantityExponent, int fills) {
        assertEquals(0, twin.quantity.compareTo(BigDecimal.valueOf(position.quantity(), -quantityExponent)));
        assertEquals(0, twin.fees.compareTo(money(position.fees())));
        assertNear(twin.realised, position.realised(), 3 * fills);
        final long mark = 777_777;
        final BigDecimal unrealised = BigDecimal.valueOf(mark, -priceExponent).subtract(twin.average)
            .multiply(twin.quantity);
        assertNear(unrealised, position.unrealised(mark), 3 * fills);
        final BigDecimal cash = BigDecimal.valueOf(mark, -priceExponent).multiply(twin.quantity).add(twin.cash);
        assertNear(cash, position.realised() + position.unrealised(mark), fills + 2);
        if (position.quantity() != 0) {
            final BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(priceExponent);
            final BigDecimal slack = unit.multiply(new BigDecimal("0.51")).add(
                money(3L * fills).divide(twin.quantity.abs(), PRECISE));
            final BigDecimal average = BigDecimal.valueOf(position.averagePrice(), -priceExponent);
            assertTrue(average.subtract(twin.average).abs().compareTo(slack) <= 0,
                () -> "average " + average + " instead of " + twin.average);
        }
    }

    private static void assertNear(BigDecimal exact, long amount, long units) {
        assertTrue(exact.subtract(money(amount)).abs().compareTo(money(units)) <= 0,
            () -> money(amount) + " instead of " + exact + ", more than " + units + " units of 1e-8 off");
    }

    private static BigDecimal money(long amount) {
        return BigDecimal.valueOf(amount, 8);
    }
}
