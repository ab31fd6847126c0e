package io.escapement.engine.control;

import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.control.FakeAccount.orders;
import static org.junit.jupiter.api.Assertions.assertEquals;

class CancelEverythingTest {
    private static List<CancelOutcome> run(int attempts, OrderCanceller... accounts) throws InterruptedException {
        return new CancelEverything(List.of(accounts), attempts, 1).run();
    }

    @Test
    void cancelsEveryAccountAndAsksTwiceWhetherNothingIsOpen() throws InterruptedException {
        final FakeAccount some = new FakeAccount("one", "a", "b");
        final FakeAccount none = new FakeAccount("two");
        assertEquals(List.of(
            new CancelOutcome("one", true, orders("a", "b"), List.of(), "", 2),
            new CancelOutcome("two", true, List.of(), List.of(), "", 2)), run(5, some, none));
        assertEquals(List.of(1, 1), List.of(some.cancels, none.cancels));
    }

    @Test
    void anOrderThatTurnsUpBehindTheCancellingIsCancelledToo() throws InterruptedException {
        final FakeAccount account = new FakeAccount("one", "a");
        account.late.add(orders("late"));
        assertEquals(List.of(new CancelOutcome("one", true, orders("a"), List.of(), "", 3)), run(5, account));
        assertEquals(2, account.cancels);
    }

    @Test
    void aVenueThatFailsForAWhileIsAskedAgain() throws InterruptedException {
        final FakeAccount account = new FakeAccount("one", "a");
        account.failures = 3;
        assertEquals(List.of(new CancelOutcome("one", true, List.of(), List.of(), "", 4)), run(9, account));
    }

    @Test
    void aVenueThatDoesNotAnswerIsGivenUpAndNoOtherWaitsForIt() throws InterruptedException {
        final FakeAccount dead = new FakeAccount("dead", "a");
        dead.failures = Integer.MAX_VALUE;
        final FakeAccount live = new FakeAccount("live", "b");
        final List<CancelOutcome> outcomes = run(3, dead, live);
        assertEquals(List.of(
            new CancelOutcome("dead", false, List.of(), List.of(), "dead answers 503", 3),
            new CancelOutcome("live", true, orders("b"), List.of(), "", 2)), outcomes);
        assertEquals("dead: NOT VERIFIED after 3 attempts, last problem: dead answers 503", outcomes.get(0).line());
        assertEquals("live: nothing is open, 1 cancelled", outcomes.get(1).line());
    }

    @Test
    void whatWillNotGoIsNamed() throws InterruptedException {
        final FakeAccount account = new FakeAccount("one", "a");
        for (int i = 0; i < 9; i++) {
            account.late.add(orders("stubborn"));
        }
        assertEquals("one: NOT VERIFIED after 3 attempts, still open: BUY 2 BTCUSDT at 100.5 (stubborn, venue's 9,"
            + " filled 0)", run(3, account).get(0).line());
    }
}
