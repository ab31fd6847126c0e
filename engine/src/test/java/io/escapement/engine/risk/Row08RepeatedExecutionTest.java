package io.escapement.engine.risk;

import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.pipeline.Verdict;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.command;
import static io.escapement.engine.pipeline.TestEvents.intent;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Row 8: a strategy that is filled too often stands still until a person has looked; three fills a minute here. */
class Row08RepeatedExecutionTest {
    private static final long LOT = 1_000_000;

    private final RiskFixture fixture = new RiskFixture(RiskFixture.strategyLimit(Bound.EXECUTIONS, 3));

    private List<String> fourthFill() {
        for (int i = 0; i < 3; i++) {
            fixture.trade(Side.BUY, 10 * LOT, 10_000);
        }
        fixture.intend(Side.BUY, 10 * LOT, 10_000);
        return fixture.fill(Side.BUY, 10_000, 10 * LOT);
    }

    @BadInput
    void theFillThatIsOneTooManyHaltsTheStrategy() {
        assertEquals(List.of("Trading ACTIVE to HALTED REPEATED_EXECUTION"), fourthFill());
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10000 REPEATED_EXECUTION limit 3 observed 4"),
            fixture.intend(Side.BUY, 10 * LOT, 10_000));
    }

    @BadInput
    void timeAloneDoesNotEnableIt() {
        fourthFill();
        fixture.harness.advance(3_600 * SECOND);
        fixture.quote();
        assertEquals(List.of("Denied 1 s1 BUY 10000000@10000 REPEATED_EXECUTION limit 3 observed 4"),
            fixture.intend(Side.BUY, 10 * LOT, 10_000));
    }

    @BadInput
    void aResumeWithoutAPersonDoesNotEnableIt() {
        fourthFill();
        assertEquals(List.of(), fixture.harness.send(command(Command.RESUME, "", "automatic")));
        assertEquals(Verdict.REFUSED, fixture.harness.verdict());
        assertEquals(1, fixture.intend(Side.BUY, 10 * LOT, 10_000).stream()
            .filter(line -> line.contains("REPEATED_EXECUTION")).count());
    }

    @Test
    void aPersonEnablesItAndThatIsRecorded() {
        fourthFill();
        final List<String> lines = fixture.harness.send(command(Command.RESUME, "Ann", "seen"));
        assertEquals("Trading HALTED to ACTIVE OPERATOR", lines.get(0));
        assertEquals(1, fixture.intend(Side.BUY, 10 * LOT, 10_000).stream()
            .filter(line -> line.startsWith("NewOrder")).count());
    }

    @Test
    void otherStrategiesGoOn() {
        fourthFill();
        assertEquals(1, fixture.harness.upstream(intent(1, 2, Side.BUY, 10 * LOT, 10_000)).send(timer(1)).stream()
            .filter(line -> line.startsWith("NewOrder")).count());
    }

    @BadInput
    void tooManyOfAllTogetherHaltEverything() {
        final RiskFixture all = new RiskFixture(RiskFixture.config().withGlobal(Bounds.OPEN
            .with(Bound.OPEN_ORDERS, 100).with(Bound.MESSAGES, 1_000).with(Bound.EXECUTIONS, 1)));
        all.trade(Side.BUY, 10 * LOT, 10_000);
        all.intend(Side.BUY, 10 * LOT, 10_000);
        assertEquals(List.of("Trading ACTIVE to HALTED REPEATED_EXECUTION"), all.fill(Side.BUY, 10_000, 10 * LOT));
        all.harness.send(command(Command.RESUME, "Ann", "seen"));
        assertEquals(List.of(), all.trade(Side.SELL, 10 * LOT, 10_010), "what she has seen does not halt again");
    }

    @Property(tries = 60)
    void itStandsStillExactlyFromTheFirstWindowThatIsTooFull(
        @ForAll @Size(max = 12) List<@LongRange(max = 40) Long> seconds) {
        final RiskFixture random = new RiskFixture(RiskFixture.strategyLimit(Bound.EXECUTIONS, 3));
        final List<Long> fills = new ArrayList<>();
        boolean halted = false;
        for (final long wait : seconds) {
            random.harness.advance(wait * SECOND);
            random.quote();
            final boolean goes = random.intend(Side.BUY, LOT * 6, 10_000).get(0).startsWith("NewOrder");
            assertEquals(!halted, goes);
            if (!goes) {
                continue;
            }
            random.fill(Side.BUY, 10_000, LOT * 6);
            final long now = random.harness.now();
            halted = fills.stream().filter(time -> now - time < 60 * SECOND).count() >= 3;
            fills.add(now);
        }
    }
}
