package io.escapement.engine.risk;

import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.report;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static io.escapement.engine.risk.Proposal.NONE;
import static io.escapement.engine.risk.Proposal.allows;
import static io.escapement.engine.risk.Proposal.denies;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 22: fields that go together, times that are to come, orders that reduce. */
class Row22ValidityTest {
    private final Control control = new OrderValidity();

    private static void goodTill(Proposal proposal, long expiry) {
        proposal.order.timeInForce = TimeInForce.GTD;
        proposal.order.expireTimeNs = expiry;
    }

    @Test
    void everyTypeHasTimesInForceThatGoWithIt() {
        allows(control, p -> p.order.timeInForce = TimeInForce.POST_ONLY);
        allows(control, p -> goodTill(p, p.order.eventTimeNs + 1));
        allows(control, p -> {
            p.order.type = OrderType.MARKET;
            p.order.timeInForce = TimeInForce.IOC;
        });
    }

    @BadInput
    void anExpiryInThePastOrInAnotherAgeIsDenied() {
        final long now = new Proposal().order.eventTimeNs;
        denies(control, Scope.NONE, now, now, p -> goodTill(p, p.order.eventTimeNs));
        denies(control, Scope.NONE, now, now - 1, p -> goodTill(p, p.order.eventTimeNs - 1));
        denies(control, Scope.NONE, now + 34_560_000_000_000_000L, Long.MAX_VALUE, p -> goodTill(p, Long.MAX_VALUE));
        denies(control, Scope.NONE, NONE, 5, p -> p.order.expireTimeNs = 5);
    }

    @BadInput
    void aSideTypeOrTimeInForceThatIsNoneIsDenied() {
        denies(control, Scope.NONE, NONE, 3, p -> p.order.side = Side.UNKNOWN);
        denies(control, Scope.NONE, NONE, 255, p -> p.order.side = Side.NULL_VAL);
        denies(control, Scope.NONE, NONE, NONE, p -> p.order.type = OrderType.NULL_VAL);
        denies(control, Scope.NONE, NONE, 255, p -> p.order.timeInForce = TimeInForce.NULL_VAL);
    }

    @BadInput
    void aReduceOnlyThatIsNeitherYesNorNoIsDenied() {
        denies(control, Scope.NONE, 1, 2, p -> p.order.reduceOnly = 2);
        denies(control, Scope.NONE, 1, 255, p -> p.order.reduceOnly = 255);
    }

    @BadInput
    void aMarketOrderThatWouldRestIsDenied() {
        denies(control, Scope.NONE, NONE, TimeInForce.POST_ONLY.value(), p -> {
            p.order.type = OrderType.MARKET;
            p.order.timeInForce = TimeInForce.POST_ONLY;
        });
        denies(control, Scope.NONE, NONE, 9_000, p -> p.order.triggerPrice = 9_000);
    }

    @BadInput
    void aReduceOnlyOrderThatCouldGrowAPositionIsDenied() {
        denies(new ReduceOnly(), Scope.NONE, 0, 10_000_000, p -> p.order.reduceOnly = 1);
        denies(new ReduceOnly(), Scope.NONE, 0, 10_000_001, p -> {
            p.open(9, Side.BUY, 1);
            p.order.reduceOnly = 1;
        });
    }

    @BadInput
    void aPostOnlyOrderThatWouldCrossIsDenied() {
        final Control placement = new Placement(Trigger.LAST, SECOND);
        denies(placement, Scope.NONE, 10_002, 10_002, p -> {
            p.order.timeInForce = TimeInForce.POST_ONLY;
            p.order.price = 10_002;
        });
        allows(placement, p -> {
            p.order.timeInForce = TimeInForce.POST_ONLY;
            p.order.price = 10_001;
        });
    }

    @BadInput
    void aStopThatIsTriggeredWhereItStandsIsDenied() {
        final Control placement = new Placement(Trigger.MARK, SECOND);
        denies(placement, Scope.NONE, 10_001, 10_001, p -> {
            p.order.type = OrderType.STOP;
            p.order.triggerPrice = 10_001;
        });
        allows(placement, p -> {
            p.order.type = OrderType.STOP;
            p.order.triggerPrice = 10_002;
        });
        denies(placement, Scope.NONE, 10_001, 10_050, p -> {
            p.order.type = OrderType.TAKE_PROFIT;
            p.order.triggerPrice = 10_050;
        });
    }

    @BadInput
    void anAmendOfAnOrderThatIsOverUnknownOrFilledFurtherIsDenied() {
        final RiskFixture fixture = new RiskFixture();
        fixture.intend(Side.BUY, 10_000_000, 10_000);
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10001 ORDER_VALIDITY limit 5 observed 3"), fixture.harness
            .upstream(RiskEvents.amend(RiskFixture.id(3, 0), 1, 10_000_000, 10_001)).send(timer(1)));
        fixture.harness.send(report(RiskFixture.id(3, 0), 1, Side.BUY, ExecutionType.ACCEPTED));
        assertEquals(List.of("Amend 7-3-0 1 10000000@10001"), fixture.harness
            .upstream(RiskEvents.amend(RiskFixture.id(3, 0), 1, 10_000_000, 10_001)).send(timer(1)));
        assertEquals(List.of("Denied 1 s1 NULL_VAL 1@1 ORDER_VALIDITY limit 5 observed none"), fixture.harness
            .upstream(RiskEvents.amend(99, 1, 1, 1)).send(timer(1)));
    }

    @Property(tries = 300)
    void exactlyFieldsThatGoTogetherGo(@ForAll Side side, @ForAll OrderType type, @ForAll TimeInForce timeInForce,
                                       @ForAll @IntRange(max = 3) int reduceOnly) {
        final Proposal proposal = new Proposal();
        proposal.order.side = side;
        proposal.order.type = type;
        proposal.order.timeInForce = timeInForce;
        proposal.order.reduceOnly = (short) reduceOnly;
        proposal.order.triggerPrice = 5;
        final boolean stop = type.name().startsWith("STOP") || type.name().startsWith("TAKE");
        if (!stop) {
            proposal.order.triggerPrice = NONE;
        }
        if (timeInForce == TimeInForce.GTD) {
            proposal.order.expireTimeNs = proposal.order.eventTimeNs + 1;
        }
        final boolean limit = type.name().endsWith("LIMIT");
        final boolean times = switch (timeInForce) {
            case GTC, IOC, FOK -> true;
            case GTD -> limit;
            case POST_ONLY -> limit && !stop;
            default -> false;
        };
        final boolean valid = (side == Side.BUY || side == Side.SELL) && type != OrderType.NULL_VAL && times
            && reduceOnly < 2;
        assertEquals(valid, proposal.isAllowed(control));
    }
}
