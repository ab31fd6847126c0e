package io.escapement.engine.risk;

import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.engine.pipeline.TestEvents;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.command;
import static io.escapement.engine.pipeline.TestEvents.intent;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static io.escapement.engine.risk.Proposal.allows;
import static io.escapement.engine.risk.Proposal.denies;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 9: nothing goes after a kill, and what is open goes. More of it in {@link RiskStageTest}. */
class Row09KillSwitchTest {
    private final TradingSwitch trading = new TradingSwitch();
    private final Control control = new KillSwitch(trading);

    private static long halted() {
        return TradingState.HALTED.value();
    }

    @Test
    void everythingGoesWhileActive() {
        allows(control, p -> { });
    }

    @BadInput
    void nothingGoesWhileHaltedNeitherSidesNorReduceOnly() {
        trading.set(TradingState.HALTED, Reason.OPERATOR);
        denies(control, Scope.GLOBAL, 1, halted(), p -> { });
        denies(control, Scope.GLOBAL, 1, halted(), p -> p.order.side = Side.SELL);
        denies(control, Scope.GLOBAL, 1, halted(), p -> p.order.reduceOnly = 1);
        denies(control, Scope.GLOBAL, 1, halted(), p -> p.order.kind = ProposedOrder.Kind.CLOSING);
    }

    @BadInput
    void nothingThatGrowsGoesWhileReducing() {
        trading.set(TradingState.REDUCING, Reason.OPERATOR);
        denies(control, Scope.GLOBAL, 1, 2, p -> { });
        denies(control, Scope.GLOBAL, 1, 2, p -> p.order.side = Side.SELL);
    }

    @BadInput
    void aHaltedStrategyStandsStillAlone() {
        denies(control, Scope.STRATEGY, 1, halted(), p -> p.order.strategy.state = TradingState.HALTED);
        denies(control, Scope.STRATEGY, 1, 2, p -> p.order.strategy.state = TradingState.REDUCING);
    }

    @BadInput
    void aPositionThatIsBeingClosedDoesNotGrow() {
        denies(control, Scope.INSTRUMENT, 1, 2, p -> p.order.market.holdingOf(1).closing = true);
    }

    @BadInput
    void aKillDuringADisconnectHaltsAndCancels() {
        final RiskFixture fixture = new RiskFixture();
        fixture.intend(Side.BUY, 10_000_000, 10_000);
        fixture.harness.send(RiskEvents.gateway(GatewayCondition.DISCONNECTED));
        assertEquals(List.of("Trading ACTIVE to HALTED OPERATOR", "Cancel 7-3-0 1 OPERATOR"),
            fixture.harness.send(command(Command.KILL, "", "")));
    }

    @BadInput
    void aSecondKillAsksAgainAndAnOrderAfterItIsDenied() {
        final RiskFixture fixture = new RiskFixture();
        fixture.intend(Side.BUY, 10_000_000, 10_000);
        fixture.harness.send(command(Command.KILL, "", ""));
        assertEquals(List.of("Cancel 7-3-0 1 OPERATOR"), fixture.harness.send(command(Command.KILL, "", "")));
        assertEquals(List.of("Denied 1 s1 SELL 10000000@10010 KILL_SWITCH limit 1 observed 3"),
            fixture.intend(Side.SELL, 10_000_000, 10_010));
    }

    @BadInput
    void aResumeByNobodyOrForNoReasonIsRefused() {
        final RiskFixture fixture = new RiskFixture();
        fixture.harness.send(command(Command.KILL, "", ""));
        for (final String[] said : new String[][] {{"", "seen"}, {"Ann", ""}, {" \t", "seen"}, {"Ann", "  "}}) {
            assertEquals(List.of(), fixture.harness.send(command(Command.RESUME, said[0], said[1])));
        }
        assertEquals(List.of("Trading HALTED to ACTIVE OPERATOR"),
            fixture.harness.send(command(Command.RESUME, "\u00c5sa", "seen")).subList(0, 1));
    }

    @Test
    void aReduceCommandCancelsWhatOpensAndLeavesWhatReduces() {
        final RiskFixture fixture = new RiskFixture();
        fixture.trade(Side.BUY, 20_000_000, 10_000);
        fixture.harness.upstream(intent(1, 1, Side.SELL, 10_000_000, 10_040, e -> e.reduceOnly((short) 1)))
            .upstream(intent(1, 1, Side.BUY, 10_000_000, 9_990)).send(timer(1));
        assertEquals(List.of("Trading ACTIVE to REDUCING OPERATOR", "Cancel 7-5-1 1 OPERATOR"),
            fixture.harness.send(command(Command.REDUCE, "Ann", "news")));
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10000 KILL_SWITCH limit 1 observed 2"),
            fixture.intend(Side.BUY, 10_000_000, 10_000));
        assertEquals(1, fixture.intend(Side.SELL, 10_000_000, 10_010).stream()
            .filter(line -> line.startsWith("NewOrder")).count());
    }

    @Test
    void aCancelThatNobodyAnsweredIsSentAgainWhileReducingToo() {
        final RiskFixture fixture = new RiskFixture();
        fixture.intend(Side.BUY, 10_000_000, 10_000);
        fixture.harness.send(command(Command.REDUCE, "Ann", "news"));
        fixture.harness.advance(2 * SECOND);
        assertEquals(List.of("Cancel 7-3-0 1 OPERATOR"), fixture.harness.send(TestEvents.timer(1)));
    }

    @Test
    void whatIsLetThroughWhileReducingStays() {
        final RiskFixture fixture = new RiskFixture();
        fixture.trade(Side.BUY, 20_000_000, 10_000);
        fixture.harness.send(command(Command.REDUCE, "Ann", "news"));
        fixture.intend(Side.SELL, 10_000_000, 10_040);
        fixture.harness.advance(10 * SECOND);
        assertEquals(List.of(), fixture.quote());
    }

    @Test
    void aCancelAllCancelsAndTradingGoesOn() {
        final RiskFixture fixture = new RiskFixture();
        fixture.intend(Side.BUY, 10_000_000, 10_000);
        assertEquals(List.of("Cancel 7-3-0 1 OPERATOR"), fixture.harness.send(command(Command.CANCEL_ALL, "", "")));
        assertEquals(List.of("NewOrder 7-5-0 1 s1 BUY 10000000@10000 GTC"),
            fixture.intend(Side.BUY, 10_000_000, 10_000));
    }

    @Property(tries = 200)
    void itAgreesWithWhatStateAndSumAllow(@ForAll TradingState state, @ForAll TradingState own, @ForAll boolean buy,
                                          @ForAll @LongRange(min = 1, max = 100) long quantity) {
        final Proposal proposal = new Proposal();
        trading.set(state == TradingState.NULL_VAL ? TradingState.HALTED : state, Reason.OPERATOR);
        proposal.order.strategy.state = own == TradingState.NULL_VAL ? TradingState.HALTED : own;
        proposal.order.side = buy ? Side.BUY : Side.SELL;
        proposal.order.quantity = quantity;
        // nothing is held, so nothing reduces
        assertEquals(trading.state() == TradingState.ACTIVE && own == TradingState.ACTIVE,
            proposal.isAllowed(control));
    }
}
