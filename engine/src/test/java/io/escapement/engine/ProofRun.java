package io.escapement.engine;

import io.escapement.engine.monitor.Console;
import io.escapement.engine.monitor.Counters;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** An engine in this process, what it said, and its journal. */
final class ProofRun implements AutoCloseable {
    private static final long LIMIT_S = 120;
    private static final long A_WHILE_NS = TimeUnit.SECONDS.toNanos(1);

    final Path journal;
    final Engine engine;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    ProofRun(ProofConfig config) throws IOException {
        final EngineSettings settings = config.settings();
        final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        journal = settings.journal().directory();
        engine = new Engine(settings, new Console(out, out, false));
    }

    /** Waits for the end of the recording, then stops the engine. */
    ProofRun untilItEnds() throws InterruptedException {
        if (!engine.awaitEnd(LIMIT_S, TimeUnit.SECONDS)) {
            throw new AssertionError("the engine has not ended after " + LIMIT_S + " s; it said\n" + said());
        }
        close();
        return this;
    }

    /** Waits until this holds. */
    void await(String what, BooleanSupplier holds) throws InterruptedException {
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline || engine.failure() != null) {
                throw new AssertionError("waited for: " + what + "; books " + engine.board().books()
                    + "; failure " + engine.failure() + "; it said\n" + said());
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /** Waits until something holds and goes on holding: what is under way, such as a reconnect, may still undo it. */
    void awaitForAWhile(String what, BooleanSupplier holds) throws InterruptedException {
        boolean held = false;
        while (!held) {
            await(what, holds);
            final long until = System.nanoTime() + A_WHILE_NS;
            held = true;
            while (held && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(2);
                held = holds.getAsBoolean();
            }
        }
    }

    long processed() {
        return Counters.sum(engine.counters(), "", "processed");
    }

    String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        engine.stop();
    }
}
