package io.escapement.engine.control;

import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.TradingStateChangeEncoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.control.ControlRequest.Verb;
import io.escapement.engine.orders.OrderEvents;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.StageHarness.EventWriter;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.pipeline.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A command is done when the records say so, and not before. */
class ControlDeskTest {
    private static final int SHORT_MS = 30;
    private static final int LONG_MS = 30_000;

    @TempDir
    private Path journal;
    private final TradingBoard board = new TradingBoard();
    private final StageHarness core = new StageHarness();
    private final List<String> offered = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();
    private HeartbeatFile heartbeat;
    private byte verdict = Verdict.APPLIED;
    private TradingState becomes = TradingState.HALTED;
    private boolean takes = true;

    /** A change of the trading state, from further up. */
    static Consumer<Slot> trading(TradingState state, Reason reason, boolean ofOneStrategy) {
        return slot -> {
            final TradingStateChangeEncoder change = new TradingStateChangeEncoder();
            change.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), new MessageHeaderEncoder()).state(state)
                .previousState(TradingState.ACTIVE).reason(reason).rule(RiskRule.NULL_VAL)
                .strategyId(ofOneStrategy ? 1 : TradingStateChangeEncoder.strategyIdNullValue())
                .limitValue(TradingStateChangeEncoder.limitValueNullValue())
                .observed(TradingStateChangeEncoder.observedNullValue());
            slot.commitEffect(8 + change.encodedLength());
        };
    }

    @BeforeEach
    void open() throws IOException {
        heartbeat = HeartbeatFile.forEngine(journal);
        heartbeat.begin(7, 5);
    }

    @AfterEach
    void close() {
        heartbeat.close();
    }

    private void send(EventWriter event) {
        core.send(event);
        board.onRecord(core.slot());
    }

    private ControlDesk desk(Venue... gateways) {
        return new ControlDesk(board, (command, person, reason) -> {
            offered.add(command + " " + person + " " + reason);
            if (takes) {
                core.upstream(slot -> slot.verdict(verdict));
                if (verdict == Verdict.APPLIED && command != Command.CANCEL_ALL) {
                    core.upstream(trading(becomes, Reason.OPERATOR, false));
                }
                send(TestEvents.command(command, person, reason));
            }
            return takes;
        }, Set.of(gateways), heartbeat);
    }

    private Map<String, Object> ask(ControlDesk desk, Verb verb, int timeoutMs, Consumer<String> said)
        throws InterruptedException {
        return desk.handle(new ControlRequest(verb, "anna", "why", timeoutMs), line -> {
            progress.add(line);
            said.accept(line);
        });
    }

    private static void assertProblem(String expected, Map<String, Object> answer) {
        assertEquals(false, answer.get("ok"), answer::toString);
        assertTrue(String.valueOf(answer.get("problem")).contains(expected), answer::toString);
    }

    @Test
    void onPaperAKillIsDoneWhenNothingIsOpen() throws InterruptedException {
        final Map<String, Object> answer = ask(desk(), Verb.KILL, LONG_MS, line -> { });
        assertEquals("true HALTED OPERATOR 0", answer.get("ok") + " " + answer.get("state") + " "
            + answer.get("reason") + " " + answer.get("openOrders"));
        assertEquals(List.of("KILL anna why"), offered);
        assertEquals(List.of("KILL: 0 orders are open", "KILL is record 1; trading is HALTED"), progress);
        send(OrderEvents.carriedOrder(9, Side.BUY, OrderStatus.UNKNOWN, 10, 0));
        assertProblem("1 orders are open as far as the engine knows, 1 of them of unknown fate; no account is"
            + " configured", ask(desk(), Verb.CANCEL_ALL, SHORT_MS, line -> { }));
    }

    @Test
    void withAnAccountAKillWaitsForItsWordAndOneFromBeforeDoesNotCount() throws InterruptedException {
        send(OrderEvents.gateway(GatewayCondition.ALL_CANCELLED));
        assertProblem("BINANCE has not said yet that nothing is open",
            ask(desk(Venue.BINANCE), Verb.KILL, SHORT_MS, line -> { }));
        assertEquals(true, ask(desk(Venue.BINANCE), Verb.KILL, LONG_MS, line -> {
            if (line.contains("is record")) {
                send(OrderEvents.gateway(GatewayCondition.ALL_CANCELLED));
            }
        }).get("ok"));
        assertProblem("BINANCE said CANCEL_ALL_FAILED", ask(desk(Venue.BINANCE), Verb.KILL, SHORT_MS, line -> {
            if (line.contains("is record")) {
                send(OrderEvents.gateway(GatewayCondition.CANCEL_ALL_FAILED));
            }
        }));
    }

    @Test
    void aStopIsAKillAfterWhichTheNextRunMayTrade() throws InterruptedException {
        assertEquals(true, desk().stop("operator", "ends", LONG_MS, line -> { }).get("ok"));
        assertEquals(List.of("STOP operator ends"), offered);
    }

    @Test
    void aCommandThatIsNotTakenIsSaidToBeSo() throws InterruptedException {
        takes = false;
        for (final Verb verb : List.of(Verb.KILL, Verb.RESUME)) {
            assertProblem("the engine has not taken the command in time", ask(desk(), verb, SHORT_MS, line -> { }));
        }
    }

    @Test
    void switchingIsDoneOnlyIfTradingThenIsSo() throws InterruptedException {
        becomes = TradingState.ACTIVE;
        assertEquals(true, ask(desk(), Verb.RESUME, LONG_MS, line -> { }).get("ok"));
        becomes = TradingState.REDUCING;
        assertEquals(true, ask(desk(), Verb.REDUCE, LONG_MS, line -> { }).get("ok"));
        becomes = TradingState.HALTED;
        assertProblem("trading is HALTED, not REDUCING", ask(desk(), Verb.REDUCE, LONG_MS, line -> { }));
        verdict = Verdict.REFUSED;
        assertProblem("the core refused the RESUME: trading is HALTED, reason OPERATOR",
            ask(desk(), Verb.RESUME, LONG_MS, line -> { }));
    }

    @Test
    void statusTellsWhoRunsWhatGatewaysSaidAndWhetherAWatchdogLooks() throws InterruptedException {
        send(OrderEvents.gateway(GatewayCondition.RECONCILING));
        final Map<String, Object> before = ask(desk(), Verb.STATUS, SHORT_MS, line -> { });
        assertEquals("true 7 5 none RECONCILING", before.get("ok") + " " + before.get("engineId") + " "
            + before.get("startTimeNs") + " " + before.get("watchdog") + " " + before.get("gateway.BINANCE"));
        heartbeat.watch(77, 5_000);
        heartbeat.say(78, HeartbeatFile.Kind.CANCELLED, "it had stalled");
        final Map<String, Object> after = ask(desk(), Verb.STATUS, SHORT_MS, line -> { });
        assertEquals("last looked at 77, limit 5000; it acted: it had stalled", after.get("watchdog"));
        assertEquals(List.of(), offered);
        assertTrue(ControlDesk.lines(after).contains("engineId: 7") && ControlDesk.lines(after).stream()
            .noneMatch(line -> line.startsWith("ok")));
    }
}
