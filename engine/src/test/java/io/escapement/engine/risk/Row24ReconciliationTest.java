package io.escapement.engine.risk;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.pipeline.Verdict;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.command;
import static io.escapement.engine.risk.Proposal.MONEY;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 24: what the venue says against what we have, before and after. */
class Row24ReconciliationTest {
    private final RiskFixture fixture = new RiskFixture();

    private List<String> gateway(GatewayCondition condition) {
        return fixture.harness.send(RiskEvents.gateway(condition));
    }

    @Test
    void withAnAccountTradingBeginsWhenItHasBeenReconciled() {
        final RiskFixture real = new RiskFixture(RiskFixture.gateway());
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10000 KILL_SWITCH limit 1 observed 3"),
            real.intend(Side.BUY, 10_000_000, 10_000));
        assertEquals(List.of(), real.harness.send(command(Command.RESUME, "Ann", "hurry")));
        assertEquals(Verdict.REFUSED, real.harness.verdict(), "nobody can make it true");
        real.harness.send(RiskEvents.gateway(GatewayCondition.RECONCILING));
        assertEquals(List.of("Trading HALTED to ACTIVE RECONCILED"),
            real.harness.send(RiskEvents.gateway(GatewayCondition.RECONCILED)));
    }

    @BadInput
    void aVenueThatIsReconcilingGetsNothing() {
        gateway(GatewayCondition.RECONCILING);
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10000 RECONCILIATION limit 1 observed 0"),
            fixture.intend(Side.BUY, 10_000_000, 10_000));
        gateway(GatewayCondition.RECONCILE_FAILED);
        assertEquals(1, fixture.intend(Side.BUY, 10_000_000, 10_000).stream()
            .filter(line -> line.contains("RECONCILIATION")).count());
    }

    @BadInput
    void aFillWithNoOrderHalts() {
        assertEquals(List.of("Trading ACTIVE to HALTED CONTRADICTION"),
            fixture.fill(RiskFixture.id(99, 0), Side.BUY, 10_000, 10_000_000, 0));
    }

    @BadInput
    void aFeeThatCannotBeOneHalts() {
        fixture.intend(Side.BUY, 20_000_000, 10_000);
        assertEquals(List.of("Trading ACTIVE to HALTED CONTRADICTION"),
            fixture.fill(RiskFixture.id(3, 0), Side.BUY, 10_000, 10_000_000, -MONEY).subList(0, 1), "ten percent back");
        final RiskFixture other = new RiskFixture();
        other.intend(Side.BUY, 20_000_000, 10_000);
        assertEquals(List.of("Trading ACTIVE to HALTED CONTRADICTION"),
            other.fill(RiskFixture.id(3, 0), Side.BUY, 10_000, 10_000_000, MONEY).subList(0, 1), "ten percent taken");
    }

    @BadInput
    void aFeeThatCannotBeOneHaltsInWhateverAssetItsPriceIsKnown() {
        for (final Object[] told : new Object[][] {{"USDT", MONEY}, {"BTC", 1_000_000L}, {"BTC", -100_000L}}) {
            final RiskFixture other = new RiskFixture();
            other.intend(Side.BUY, 20_000_000, 10_000);
            assertEquals(List.of("Trading ACTIVE to HALTED CONTRADICTION"), other.harness.send(RiskEvents.fill(
                RiskFixture.id(3, 0), Side.BUY, 1, 10_000, 10_000_000, (long) told[1], (String) told[0]))
                .subList(0, 1), told[0] + " " + told[1]);
        }
    }

    @BadInput
    void aReplayedFillIdCountsOnce() {
        fixture.intend(Side.BUY, 20_000_000, 10_000);
        final StageHarness.EventWriter fill = TestEvents.fill(RiskFixture.id(3, 0), 1, Side.BUY, 1, 10_000,
            10_000_000, 0);
        fixture.harness.send(fill);
        final long once = fixture.risk.stateHash();
        assertEquals(List.of(), fixture.harness.send(fill));
        assertEquals(once, fixture.risk.stateHash());
    }

    @BadInput
    void aPositionThatTheVenueSeesOtherwiseHalts() {
        fixture.harness.send(RiskEvents.define(2, "BTCUSDT-P", Venue.BINANCE, InstrumentKind.LINEAR, "BTC", "USDT",
            Instrument.ONE));
        gateway(GatewayCondition.RECONCILING);
        fixture.harness.send(RiskEvents.position(2, 5));
        assertEquals(List.of("Trading ACTIVE to HALTED CONTRADICTION"), gateway(GatewayCondition.RECONCILED));
    }

    @BadInput
    void aStrangersOrderOnOurAccountHalts() {
        gateway(GatewayCondition.RECONCILING);
        assertEquals(List.of("Trading ACTIVE to HALTED CONTRADICTION"),
            fixture.harness.send(RiskEvents.strangersOrder()));
    }

    @BadInput
    void aMessageThatNobodyCanReadHalts() {
        assertEquals(List.of("Trading ACTIVE to HALTED CONTRADICTION"), gateway(GatewayCondition.MALFORMED_MESSAGE));
    }

    @Property(tries = 100)
    void aVenueGetsOrdersExactlyAfterItsLastWordWasReconciled(
        @ForAll @Size(max = 10) List<Boolean> reconciled) {
        final RiskFixture random = new RiskFixture();
        boolean last = true;
        for (final boolean each : reconciled) {
            random.harness.send(RiskEvents.gateway(each ? GatewayCondition.RECONCILED : GatewayCondition.RECONCILING));
            last = each;
        }
        assertEquals(last, random.intend(Side.BUY, 10_000_000, 10_000).get(0).startsWith("NewOrder"));
    }
}
