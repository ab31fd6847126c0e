package io.escapement.engine.control;

import io.escapement.engine.control.HeartbeatFile.Kind;
import io.escapement.engine.control.PulseWatch.Pulse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Watches an engine from another process. When the engine dies or stalls, cancels everything at its accounts, asks the
 * venues whether nothing is open, and leaves word in the heartbeat, which an engine that goes on finds. Whatever could
 * not be verified is tried again until it is. Blocks; one thread.
 */
public final class Watchdog implements AutoCloseable {
    /** An engine's timers beat once a second at least. */
    private static final long DEAD_AFTER_NS = TimeUnit.MILLISECONDS.toNanos(2_500);

    private final Path directory;
    private final long limitNs;
    private final CancelEverything cancelling;
    private final Consumer<String> told;
    private final PulseWatch watch;
    private HeartbeatFile heartbeat;
    private Pulse pulse;
    private boolean verified;
    private int actions;

    /**
     * @param directory of the engine's journal
     * @param limitNs   without a beat, after which the engine is taken to have stalled
     * @param told      hears what a person should know, one line each
     */
    public Watchdog(Path directory, long limitNs, CancelEverything cancelling, Consumer<String> told) {
        this.directory = directory;
        this.limitNs = limitNs;
        this.cancelling = cancelling;
        this.told = told;
        this.watch = new PulseWatch(limitNs, Math.min(limitNs, DEAD_AFTER_NS));
    }

    /**
     * Looks once, and acts if need be.
     *
     * @return how the engine is; null while there is no heartbeat yet
     */
    public Pulse look() throws IOException, InterruptedException {
        if (heartbeat == null) {
            if (!HeartbeatFile.isThere(directory)) {
                return null;
            }
            heartbeat = HeartbeatFile.forWatchdog(directory);
            told.accept("watching engine " + heartbeat.engineId() + ", process " + heartbeat.pid() + ", limit "
                + TimeUnit.NANOSECONDS.toMillis(limitNs) + " ms");
        }
        heartbeat.watch(epochNs(), limitNs);
        final Pulse before = pulse;
        pulse = watch.judge(System.nanoTime(), heartbeat.isRunning(), heartbeat.startTimeNs(), heartbeat.counter(),
            ProcessHandle.of(heartbeat.pid()).map(ProcessHandle::isAlive).orElse(false));
        if (pulse != before) {
            onChange(before);
        }
        if ((pulse == Pulse.STALLED || pulse == Pulse.DEAD) && !verified) {
            act();
        }
        return pulse;
    }

    private void onChange(Pulse before) {
        final boolean acting = pulse == Pulse.STALLED || pulse == Pulse.DEAD;
        // A stalled engine that dies has had its orders cancelled; but who knows what it did in between.
        verified = false;
        if (acting) {
            told.accept("the engine " + (pulse == Pulse.DEAD ? "is DEAD" : "has STALLED") + ": no record for "
                + TimeUnit.NANOSECONDS.toMillis(watch.silentNs(System.nanoTime())) + " ms, the last one at "
                + Instant.ofEpochSecond(0, heartbeat.eventTimeNs()) + "; cancelling everything");
        } else if (pulse == Pulse.ENDED) {
            told.accept("the engine's run has ended in order");
        } else if (before != null) {
            told.accept(before == Pulse.ENDED ? "the engine runs"
                : "the engine goes on; it finds the watchdog's word and stays halted until a person resumes it");
        }
    }

    private void act() throws InterruptedException {
        final List<CancelOutcome> outcomes = cancelling.run();
        verified = outcomes.stream().allMatch(CancelOutcome::verified);
        actions++;
        final String text = (pulse == Pulse.DEAD ? "the engine was dead" : "the engine had stalled") + ": "
            + (outcomes.isEmpty() ? "no account is configured, nothing to cancel"
                : outcomes.stream().map(CancelOutcome::line).collect(Collectors.joining(" | ")));
        heartbeat.say(epochNs(), verified ? Kind.CANCELLED : Kind.FAILED, text);
        told.accept(text);
    }

    /** Whether the last thing it had to do is verified. */
    public boolean isVerified() {
        return verified;
    }

    /** How often it has cancelled. */
    public int actions() {
        return actions;
    }

    private static long epochNs() {
        final Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    /** Says that nobody watches any more. */
    @Override
    public void close() {
        if (heartbeat != null) {
            heartbeat.unwatch();
            heartbeat.close();
            heartbeat = null;
        }
    }
}
