package io.escapement.engine.risk;

import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.Side;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.command;
import static io.escapement.engine.risk.Proposal.denies;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 14: one engine, one key. */
class Row14AccessTest {
    private final RiskFixture fixture = new RiskFixture();

    private List<String> secondInstance() {
        return fixture.harness.send(RiskEvents.gateway(GatewayCondition.KEY_IN_USE));
    }

    @BadInput
    void aSecondInstanceOnTheSameKeyHaltsEverything() {
        assertEquals(List.of("Trading ACTIVE to HALTED RISK"), secondInstance());
    }

    @BadInput
    void nothingGoesThereUntilAPersonHasLooked() {
        secondInstance();
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10000 ACCESS limit 1 observed 2"),
            fixture.intend(Side.BUY, 10_000_000, 10_000));
        fixture.harness.send(command(Command.RESUME, "Ann", "the other one is off"));
        assertEquals(1, fixture.intend(Side.BUY, 10_000_000, 10_000).stream()
            .filter(line -> line.startsWith("NewOrder")).count());
    }

    @BadInput
    void anotherLogonDoesNotMakeItGood() {
        secondInstance();
        fixture.harness.send(RiskEvents.gateway(GatewayCondition.LOGGED_ON));
        fixture.harness.send(RiskEvents.gateway(GatewayCondition.RECONCILED));
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10000 ACCESS limit 1 observed 2"),
            fixture.intend(Side.BUY, 10_000_000, 10_000));
    }

    @BadInput
    void aStopLossDoesNotGoThereEither() {
        denies(new Access(), Scope.VENUE, 1, 2, p -> {
            p.order.market.venue.keyInUse = true;
            p.order.kind = ProposedOrder.Kind.CLOSING;
        });
    }

    @Property(tries = 50)
    void nothingOfAnyKindGoesWhileTheKeyIsShared(@ForAll boolean shared, @ForAll ProposedOrder.Kind kind,
                                                 @ForAll Side side) {
        final Proposal proposal = new Proposal();
        proposal.order.kind = kind;
        proposal.order.side = side;
        proposal.order.known = proposal.open(3, Side.BUY, 1);
        proposal.order.market.venue.keyInUse = shared;
        assertEquals(!shared, proposal.isAllowed(new Access()));
    }
}
