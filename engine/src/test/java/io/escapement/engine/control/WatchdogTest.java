package io.escapement.engine.control;

import io.escapement.engine.control.HeartbeatFile.Kind;
import io.escapement.engine.control.PulseWatch.Pulse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(30)
class WatchdogTest {
    private static final long LIMIT_NS = TimeUnit.MILLISECONDS.toNanos(40);

    @TempDir
    private Path directory;
    private final FakeAccount account = new FakeAccount("binance main", "a");
    private final List<String> told = new ArrayList<>();
    private HeartbeatFile engine;
    private Watchdog watchdog;

    @BeforeEach
    void begin() throws Exception {
        watchdog = new Watchdog(directory, LIMIT_NS, new CancelEverything(List.of(account), 3, 1), told::add);
        assertNull(watchdog.look());
        engine = HeartbeatFile.forEngine(directory);
        engine.begin(3, 1);
        engine.beat(1);
    }

    @AfterEach
    void end() {
        watchdog.close();
        engine.close();
    }

    private Pulse lookUntil(Pulse wanted) throws Exception {
        Pulse pulse = watchdog.look();
        while (pulse != wanted) {
            TimeUnit.MILLISECONDS.sleep(1);
            pulse = watchdog.look();
        }
        return pulse;
    }

    @Test
    void cancelsWhenTheEngineStallsAndLeavesWordThatTheEngineFinds() throws Exception {
        assertEquals(Pulse.BEATING, watchdog.look());
        assertEquals(0, account.cancels);
        lookUntil(Pulse.STALLED);
        watchdog.look();
        assertEquals(1, account.cancels);
        assertTrue(watchdog.isVerified());
        assertEquals(Kind.CANCELLED, engine.word().kind());
        assertEquals("the engine had stalled: binance main: nothing is open, 1 cancelled", engine.word().text());
        assertEquals(LIMIT_NS, engine.watchdogLimitNs());
        assertTrue(engine.watchedAtNs() > 0);
        engine.beat(2);
        assertEquals(Pulse.BEATING, watchdog.look());
        assertTrue(told.get(told.size() - 1).contains("stays halted"), told::toString);
    }

    @Test
    void actsAgainWhenTheEngineStallsAgain() throws Exception {
        lookUntil(Pulse.STALLED);
        engine.beat(2);
        lookUntil(Pulse.BEATING);
        account.open.addAll(FakeAccount.orders("b"));
        lookUntil(Pulse.STALLED);
        assertEquals(2, watchdog.actions());
        assertEquals(List.of(), account.open);
    }

    @Test
    void triesAgainUntilItIsVerified() throws Exception {
        account.failures = 9;
        lookUntil(Pulse.STALLED);
        assertEquals(Kind.FAILED, engine.word().kind());
        while (!watchdog.isVerified()) {
            watchdog.look();
        }
        assertEquals(Kind.CANCELLED, engine.word().kind());
        assertEquals(List.of(), account.open);
    }

    @Test
    void doesNothingWhenTheRunEndsInOrder() throws Exception {
        watchdog.look();
        engine.end();
        TimeUnit.NANOSECONDS.sleep(2 * LIMIT_NS);
        assertEquals(Pulse.ENDED, watchdog.look());
        assertEquals(0, account.cancels);
        assertEquals(Kind.NOTHING, engine.word().kind());
    }
}
