package io.escapement.engine.risk;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.intent;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static io.escapement.engine.risk.Proposal.MONEY;
import static io.escapement.engine.risk.Proposal.NONE;
import static io.escapement.engine.risk.Proposal.denies;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The row about limits: none, none in the units of the instrument, and what a config may not say. */
class Row25LimitsTest {
    private final Control control = new LimitsPresent(3);

    @BadInput
    void withoutLimitsThereIsNoOrderAndTheVersionIsNamed() {
        denies(control, Scope.INSTRUMENT, 3, NONE, p -> p.order.market.limits = null);
    }

    @BadInput
    void limitsThatComeToNothingInTheUnitsOfTheInstrumentAreNone() {
        final Instrument coarse = new Instrument(1, Venue.BINANCE, "BTCUSDT", "BTC", "USDT", -2, 2, 1, 1, 1, 0, 0,
            InstrumentStatus.TRADING);
        assertEquals(null, Limits.of(RiskFixture.limits("BTCUSDT"), coarse));
    }

    @BadInput
    void anInstrumentThatNobodyWroteLimitsForIsDenied() {
        final RiskFixture fixture = new RiskFixture();
        fixture.harness.send(define(2, "ETHUSDT"));
        fixture.harness.live(2, 10_000, 1, 10_002, 1).upstream(intent(2, 1, Side.BUY, 10_000_000, 10_000));
        assertEquals(List.of("Denied 2 s1 BUY 10000000@10000 LIMITS limit 1 observed none"),
            fixture.harness.send(timer(2)));
    }

    @BadInput
    void filtersThatChangeMidRunBindFromThenOn() {
        final RiskFixture fixture = new RiskFixture();
        fixture.harness.send((buffer, offset, header) -> {
            final int length = define(1, "BTCUSDT").write(buffer, offset, header);
            new InstrumentDefinitionEncoder().wrapAndApplyHeader(buffer, offset, header)
                .tickSize(50);
            return length;
        });
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10010 GRID limit 50 observed 10010"),
            fixture.intend(Side.BUY, 10_000_000, 10_010));
    }

    @BadInput
    void zeroAbsurdAndMissingLimitsAreProblems() {
        final Bounds zero = Bounds.OPEN.with(Bound.OPEN_ORDERS, 0).with(Bound.CAPITAL, 0).with(Bound.COLLAR, 9_999);
        assertEquals(List.of("price-collar-bps: 9999; expected more than 0 and at most 5000",
            "max-open-orders: 0; expected more than 0 and at most 65536",
            "max-capital: 0; expected more than 0 and at most 1000000000000000000"), zero.problems());
        assertTrue(RiskFixture.config().withGlobal(Bounds.OPEN).problems().get(0)
            .startsWith("max-open-orders: missing"));
    }

    @Property(tries = 100)
    void aBoundIsSoundExactlyFromOneToItsMost(@ForAll Bound bound, @ForAll long value, @ForAll @LongRange(min = -2,
        max = 2) long near) {
        final long unit = switch (bound.unit()) {
            case MONEY -> 100_000_000L;
            case TIME -> SECOND;
            default -> 1;
        };
        for (final long each : new long[] {value, near, bound.most() * unit + near}) {
            final boolean sound = each >= 1 && each <= bound.most() * unit || each == Bounds.NONE;
            assertEquals(sound, Bounds.OPEN.with(bound, each).problems().isEmpty());
        }
    }
}
