package io.escapement.engine.risk;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.risk.InstrumentLimits.Permission;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.risk.Proposal.NONE;
import static io.escapement.engine.risk.Proposal.allows;
import static io.escapement.engine.risk.Proposal.denies;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 13: what may be traded, by whom, and how. */
class Row13RestrictedInstrumentTest {
    private final Control control = new RestrictedInstrument();

    @BadInput
    void aDelistedOrUnknownSymbolIsDenied() {
        denies(control, Scope.NONE, 1, NONE, p -> p.order.market = null);
        denies(control, Scope.INSTRUMENT, 1, 2, p -> p.instrument(InstrumentStatus.HALTED, 1, 1, 1, 0, 0));
    }

    @BadInput
    void aVenueInMaintenanceIsDenied() {
        denies(control, Scope.VENUE, 1, 2, p -> p.order.market.venue.maintenance = true);
    }

    @BadInput
    void aMarketWhereOrdersCanOnlyBeCancelledIsDenied() {
        denies(control, Scope.INSTRUMENT, 1, 3, p -> p.instrument(InstrumentStatus.CANCEL_ONLY, 1, 1, 1, 0, 0));
    }

    @BadInput
    void aReduceOnlyMarketDeniesWhatGrows() {
        denies(control, Scope.INSTRUMENT, 0, 10_000_000, p -> p.permission(Permission.REDUCE_ONLY));
        denies(control, Scope.INSTRUMENT, 0, 10_000_000, p -> p.permission(Permission.CLOSED));
    }

    @BadInput
    void sellingShortWithoutPermissionIsDenied() {
        allows(control, p -> p.permission(Permission.LONG));
        denies(control, Scope.INSTRUMENT, 0, 10_000_000, p -> {
            p.permission(Permission.LONG);
            p.order.side = Side.SELL;
        });
    }

    @BadInput
    void aProfitThatNobodyCountsIsDenied() {
        denies(control, Scope.GLOBAL, 1, 1, p -> p.order.market.counted = false);
        denies(control, Scope.GLOBAL, 1, 3, p -> p.kind(InstrumentKind.INVERSE, Instrument.ONE));
    }

    @BadInput
    void aStrategyWithoutPermissionForTheVenueIsDenied() {
        final Proposal proposal = new Proposal(RiskFixture.config().withStrategies(
            List.of(new StrategyLimits(1, Bounds.OPEN, List.of("BYBIT")))));
        assertEquals(List.of(RiskRule.RESTRICTED_INSTRUMENT, Scope.STRATEGY, NONE, (long) Venue.BINANCE.value()),
            proposal.judge(control));
    }

    @Test
    void maintenanceEndsWithTheNextLogon() {
        final RiskFixture fixture = new RiskFixture();
        fixture.harness.send(RiskEvents.gateway(GatewayCondition.MAINTENANCE));
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10000 RESTRICTED_INSTRUMENT limit 1 observed 2"),
            fixture.intend(Side.BUY, 10_000_000, 10_000));
        fixture.harness.send(RiskEvents.gateway(GatewayCondition.LOGGED_ON));
        assertEquals(1, fixture.intend(Side.BUY, 10_000_000, 10_000).stream()
            .filter(line -> line.startsWith("NewOrder")).count());
    }

    @Property(tries = 200)
    void exactlyWhatEverythingPermitsGoes(@ForAll InstrumentStatus status, @ForAll Permission permission,
                                          @ForAll boolean maintenance, @ForAll boolean buy) {
        final Proposal proposal = new Proposal();
        proposal.instrument(status, 1, 1, 1, 1, 1);
        proposal.permission(permission);
        proposal.order.market.venue.maintenance = maintenance;
        proposal.order.side = buy ? Side.BUY : Side.SELL;
        final boolean permitted = permission == Permission.BOTH || permission == Permission.LONG && buy;
        assertEquals(status == InstrumentStatus.TRADING && !maintenance && permitted, proposal.isAllowed(control));
    }
}
