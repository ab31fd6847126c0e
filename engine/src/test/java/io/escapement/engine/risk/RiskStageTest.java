package io.escapement.engine.risk;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.FaultEncoder;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.Verdict;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.command;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.fill;
import static io.escapement.engine.pipeline.TestEvents.intent;
import static io.escapement.engine.pipeline.TestEvents.report;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;

class RiskStageTest {
    private static final long TENTH = 10_000_000;

    private final RiskFixture fixture = new RiskFixture();
    private final StageHarness harness = fixture.harness;

    @Test
    void anIntentThatAllControlsAllowBecomesAnOrderNamedAfterItsRecord() {
        harness.upstream(intent(1, 1, Side.BUY, TENTH, 10_002)).upstream(intent(1, 2, Side.SELL, TENTH, 10_003));
        assertEquals(List.of(
            "NewOrder 7-3-0 1 s1 BUY 10000000@10002 GTC",
            "NewOrder 7-3-1 1 s2 SELL 10000000@10003 GTC"), harness.send(timer(1)));
    }

    @Test
    void aDeniedIntentKeepsItsIndexSoThatTheNextOneIsNamedByItsOwn() {
        harness.upstream(intent(1, 9, Side.BUY, TENTH, 10_002)).upstream(intent(1, 1, Side.BUY, TENTH, 10_002));
        assertEquals(List.of(
            "Denied 1 s9 BUY 10000000@10002 ATTRIBUTION limit none observed 9",
            "NewOrder 7-3-1 1 s1 BUY 10000000@10002 GTC"), harness.send(timer(1)));
    }

    @Test
    void theFirstControlThatObjectsDenies() {
        harness.upstream(intent(1, 9, Side.BUY, -1, 1))
            .upstream(intent(2, 9, Side.BUY, 1, 1))
            .upstream(intent(2, 1, Side.BUY, 1, 1))
            .upstream(intent(1, 1, Side.BUY, 900_000_000_001L, 1))
            .upstream(intent(1, 1, Side.BUY, 900_000_000_000L, 10_000))
            .upstream(intent(1, 1, Side.BUY, TENTH, 20_000))
            .upstream(intent(1, 1, Side.BUY, TENTH, 10_000, e -> e.orderType(OrderType.MARKET)));
        assertEquals(List.of(
            "Denied 1 s9 BUY -1@1 NUMERIC_SANITY limit 1000000000000000000 observed -1",
            "Denied 2 s9 BUY 1@1 ATTRIBUTION limit none observed 9",
            "Denied 2 s1 BUY 1@1 RESTRICTED_INSTRUMENT limit 1 observed none",
            "Denied 1 s1 BUY 900000000001@1 GRID limit 1000 observed 900000000001",
            "Denied 1 s1 BUY 900000000000@10000 MAX_ORDER_QUANTITY limit 20000000 observed 900000000000",
            "Denied 1 s1 BUY 10000000@20000 PRICE_COLLAR limit 50 observed 9999",
            "NewOrder 7-3-6 1 s1 BUY 10000000@10053 GTC"), harness.send(timer(1)));
    }

    @Test
    void ordersInFlightEachInsideTheLimitAreDeniedWhenTheirSumIsOutside() {
        for (int i = 0; i < 26; i++) {
            harness.upstream(intent(1, 1, Side.BUY, 2 * TENTH, 10_000));
        }
        final List<String> lines = harness.send(timer(1));
        assertEquals(25, lines.stream().filter(line -> line.startsWith("NewOrder")).count());
        assertEquals("Denied 1 s1 BUY 20000000@10000 ALL_SENT_COUNTED limit 500000000 observed 520000000",
            lines.get(25));
    }

    @Test
    void anOrderThatIsOverLeavesRoomAndAFillStaysInThePosition() {
        for (int i = 0; i < 25; i++) {
            harness.upstream(intent(1, 1, Side.BUY, 2 * TENTH, 10_000));
        }
        harness.send(timer(1));
        harness.send(fill(RiskFixture.id(3, 0), 1, Side.BUY, 1, 10_000, TENTH, 0));
        harness.send(report(RiskFixture.id(3, 0), 1, Side.BUY, ExecutionType.CANCELLED));
        harness.upstream(intent(1, 1, Side.BUY, 2 * TENTH, 10_000)).upstream(intent(1, 1, Side.BUY, TENTH, 10_000));
        assertEquals(List.of(
            "Denied 1 s1 BUY 20000000@10000 ALL_SENT_COUNTED limit 500000000 observed 510000000",
            "NewOrder 7-6-1 1 s1 BUY 10000000@10000 GTC"), harness.send(timer(1)));
    }

    @Test
    void aRepeatedFillDoesNotMoveTheExposureTwice() {
        harness.upstream(intent(1, 1, Side.BUY, 2 * TENTH, 10_000)).send(timer(1));
        assertEquals(List.of(), harness.send(fill(RiskFixture.id(3, 0), 1, Side.BUY, 1, 10_000, TENTH, 0)));
        final long once = fixture.risk.stateHash();
        assertEquals(List.of(), harness.send(fill(RiskFixture.id(3, 0), 1, Side.BUY, 1, 10_000, TENTH, 0)));
        assertEquals(once, fixture.risk.stateHash());
    }

    @Test
    void withoutALiveBookNothingGoes() {
        for (final BookState state : List.of(BookState.STALE, BookState.SUSPECT, BookState.SYNCING)) {
            fixture.quote();
            harness.status(1, state).upstream(intent(1, 1, Side.BUY, TENTH, 10_000));
            assertEquals(List.of("Denied 1 s1 BUY 10000000@10000 REFERENCE_MISSING limit 60000000000 observed none"),
                harness.send(timer(1)), state::name);
        }
    }

    @Test
    void anInstrumentWithoutLimitsOrHaltedOrWithOtherExponentsIsRestricted() {
        harness.send(define(2, "ETHUSDT"));
        harness.live(2, 1, 1, 2, 1).upstream(intent(2, 1, Side.BUY, 1, 1));
        assertEquals(List.of("Denied 2 s1 BUY 1@1 LIMITS limit 1 observed none"), harness.send(timer(2)));
        harness.send(define(1, "BTCUSDT", InstrumentStatus.HALTED));
        harness.upstream(intent(1, 1, Side.BUY, TENTH, 10_000));
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10000 RESTRICTED_INSTRUMENT limit 1 observed 2"),
            harness.send(timer(1)));
        harness.send(define(1, "BTCUSDT", InstrumentStatus.TRADING, -3, -8));
        harness.upstream(intent(1, 1, Side.BUY, TENTH, 10_000));
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10000 RESTRICTED_INSTRUMENT limit 1 observed 2"),
            harness.send(timer(1)));
    }

    @Test
    void aKillHaltsTradingAndCancelsEverythingABoundedNumberAtATime() {
        for (int i = 0; i < 20; i++) {
            harness.upstream(intent(1, 1, Side.BUY, 1_000_000, 10_000, e -> e.quantity(6_000_000)));
        }
        harness.send(timer(1));
        final List<String> first = new ArrayList<>(List.of("Trading ACTIVE to HALTED OPERATOR"));
        for (int i = 0; i < 16; i++) {
            first.add("Cancel 7-3-" + i + " 1 OPERATOR");
        }
        assertEquals(first, harness.send(command(Command.KILL, "", "")));
        assertEquals(Verdict.APPLIED, harness.verdict());
        final List<String> rest = new ArrayList<>();
        for (int i = 16; i < 20; i++) {
            rest.add("Cancel 7-3-" + i + " 1 OPERATOR");
        }
        assertEquals(rest, harness.send(define(3, "OTHER")));
        assertEquals(List.of(), harness.send(timer(1)));
    }

    @Test
    void nothingIsSentAfterAKillNotEvenInTheSameRecord() {
        harness.upstream(intent(1, 1, Side.BUY, TENTH, 10_000));
        final String denied = "Denied 1 s1 BUY 10000000@10000 KILL_SWITCH limit 1 observed 3";
        assertEquals(List.of("Trading ACTIVE to HALTED OPERATOR", denied), harness.send(command(Command.KILL, "", "")));
        harness.upstream(intent(1, 1, Side.BUY, TENTH, 10_000));
        assertEquals(List.of(denied), harness.send(timer(1)));
    }

    @Test
    void aSecondKillCancelsAgainWhatIsStillOpen() {
        harness.upstream(intent(1, 1, Side.BUY, TENTH, 10_000)).send(timer(1));
        harness.send(command(Command.KILL, "", ""));
        assertEquals(List.of("Cancel 7-3-0 1 OPERATOR"), harness.send(command(Command.KILL, "", "")));
    }

    @Test
    void aCancelWithoutAnAnswerIsSentAgainWhileTradingIsHalted() {
        harness.upstream(intent(1, 1, Side.BUY, TENTH, 10_000)).send(timer(1));
        harness.send(command(Command.KILL, "", ""));
        assertEquals(List.of(), harness.advance(2 * SECOND - 1).send(timer(1)));
        assertEquals(List.of(), harness.advance(1).send(timer(2)));
        assertEquals(List.of("Cancel 7-3-0 1 OPERATOR"), harness.send(timer(1)));
        harness.send(report(RiskFixture.id(3, 0), 1, Side.BUY, ExecutionType.CANCELLED));
        assertEquals(List.of(), harness.advance(9 * SECOND).send(timer(1)));
    }

    @Test
    void onlyAPersonWithAReasonResumes() {
        harness.send(command(Command.KILL, "", ""));
        for (final StageHarness.EventWriter refused : List.of(command(Command.RESUME, "", "checked"),
            command(Command.RESUME, "Ann", ""), command(Command.RESUME, 1, "Ann", "checked"))) {
            assertEquals(List.of(), harness.send(refused));
            assertEquals(Verdict.REFUSED, harness.verdict());
        }
        assertEquals(List.of("Trading HALTED to ACTIVE OPERATOR"),
            harness.send(command(Command.RESUME, "Ann", "checked")));
        assertEquals(Verdict.APPLIED, harness.verdict());
        assertEquals(List.of(), harness.send(command(Command.RESUME, "Ann", "again")));
        assertEquals(Verdict.IGNORED, harness.verdict());
        harness.upstream(intent(1, 1, Side.BUY, TENTH, 10_000));
        assertEquals(List.of("NewOrder 7-9-0 1 s1 BUY 10000000@10000 GTC"), harness.send(timer(1)));
    }

    @Test
    void afterAStopNobodyResumes() {
        assertEquals(List.of("Trading ACTIVE to HALTED STOPPED"), harness.send(command(Command.STOP, "Ann", "home")));
        assertEquals(List.of(), harness.send(command(Command.RESUME, "Ann", "back")));
        assertEquals(Verdict.REFUSED, harness.verdict());
    }

    @Test
    void aFaultFurtherUpHalts() {
        harness.upstream(intent(1, 1, Side.BUY, TENTH, 10_000)).send(timer(1));
        harness.upstream(slot -> {
            final FaultEncoder fault = new FaultEncoder();
            fault.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), new MessageHeaderEncoder())
                .stage(1).detail("broken");
            slot.commitEffect(8 + fault.encodedLength());
        });
        assertEquals(List.of("Trading ACTIVE to HALTED FAULT", "Cancel 7-3-0 1 FAULT"), harness.send(timer(1)));
    }

    @Test
    void aReportThatContradictsWhatWeKnowHalts() {
        assertEquals(List.of("Trading ACTIVE to HALTED CONTRADICTION"),
            harness.send(fill(RiskFixture.id(99, 0), 1, Side.BUY, 1, 10_000, TENTH, 0)));
    }

    @Test
    void aReportOfAnotherEngineHaltsNothing() {
        final long others = (long) (RiskFixture.ENGINE + 1) << 48 | 99 << 8;
        assertEquals(List.of(), harness.send(fill(others, 1, Side.BUY, 1, 10_000, TENTH, 0)));
    }

    @Test
    void aReduceOnlyOrderGoesAsLongAsAllOpenOnesOnItsSideTogetherOnlyReduce() {
        harness.upstream(intent(1, 1, Side.BUY, 2 * TENTH, 10_002)).send(timer(1));
        harness.send(fill(RiskFixture.id(3, 0), 1, Side.BUY, 1, 10_002, 2 * TENTH, 0));
        for (int i = 0; i < 3; i++) {
            harness.upstream(intent(1, 1, Side.SELL, TENTH, 10_000, e -> e.reduceOnly((short) 1)));
        }
        assertEquals(List.of("NewOrder 7-5-0 1 s1 SELL 10000000@10000 GTC reduce",
            "NewOrder 7-5-1 1 s1 SELL 10000000@10000 GTC reduce",
            "Denied 1 s1 SELL 10000000@10000 ORDER_VALIDITY limit 0 observed 10000000"), harness.send(timer(1)));
    }

    @Test
    void moreMessagesThanTheRateAllowsAreDenied() {
        final RiskFixture tight = new RiskFixture(RiskFixture.config().withGlobal(Bounds.OPEN
            .with(Bound.OPEN_ORDERS, 100).with(Bound.MESSAGES, 2)));
        for (int i = 0; i < 3; i++) {
            tight.harness.upstream(intent(1, 1, Side.BUY, TENTH, 10_000));
        }
        assertEquals("Denied 1 s1 BUY 10000000@10000 MESSAGE_RATE limit 2 observed 3",
            tight.harness.send(timer(1)).get(2));
        tight.harness.upstream(intent(1, 1, Side.BUY, TENTH, 10_000));
        assertEquals(List.of("NewOrder 7-4-0 1 s1 BUY 10000000@10000 GTC"),
            tight.harness.advance(SECOND).send(timer(1)));
    }
}
