package io.escapement.engine.venue.orders;

import io.escapement.codecs.sbe.GatewayCondition;
import org.agrona.concurrent.EpochNanoClock;

import java.util.function.Consumer;

/** Measures our clock against the venue's, a few times in a row. The transport's thread. */
final class ClockWatch {
    private static final int SAMPLES = 3;
    private static final long NS_PER_MS = 1_000_000L;

    private final AccountProtocol protocol;
    private final AccountEvents events;
    private final RestDesk rest;
    private final VenueClock venueClock;
    private final EpochNanoClock clock;
    private final long maxOffsetNs;
    private boolean measuring;
    private int round;
    private VenueClock fresh;

    ClockWatch(AccountProtocol protocol, AccountEvents events, RestDesk rest, VenueClock venueClock,
               EpochNanoClock clock, long maxOffsetNs) {
        this.protocol = protocol;
        this.events = events;
        this.rest = rest;
        this.venueClock = venueClock;
        this.clock = clock;
        this.maxOffsetNs = maxOffsetNs;
    }

    /**
     * Measures; the offset is told where it is new or too large.
     *
     * @param tell   it is new: whatever is under way, this one is done; else one under way is enough
     * @param done   the clock is good enough
     * @param failed it is not, or cannot be measured
     */
    void measure(boolean tell, Runnable done, Consumer<String> failed) {
        if (measuring && !tell) {
            return;
        }
        // Who waits for the way up is told in any case: one under way is given up, and tells nobody any more.
        measuring = true;
        fresh = new VenueClock(maxOffsetNs);
        sample(++round, 0, tell, done, failed);
    }

    private void sample(int of, int number, boolean tell, Runnable done, Consumer<String> failed) {
        final long[] askedNs = new long[1];
        rest.ask(ms -> {
            askedNs[0] = clock.nanoTime();
            return protocol.time();
        }, reply -> {
            if (of != round) {
                return;
            }
            final long venueMs = protocol.readTime(reply);
            final long answeredNs = clock.nanoTime();
            fresh.sample(askedNs[0], venueMs, answeredNs);
            venueClock.replace(fresh);
            if (number + 1 < SAMPLES) {
                sample(of, number + 1, tell, done, failed);
            } else {
                judge(tell, done, failed);
            }
        }, detail -> {
            if (of == round) {
                measuring = false;
                failed.accept(detail);
            }
        });
    }

    private void judge(boolean tell, Runnable done, Consumer<String> failed) {
        measuring = false;
        final boolean good = venueClock.isUsable();
        if (tell || !good) {
            events.status(GatewayCondition.CLOCK_OFFSET, venueClock.aheadNs(), AccountEvents.NO_INSTRUMENT,
                clock.nanoTime(), "within " + venueClock.errorNs() / NS_PER_MS + " ms");
        }
        if (good) {
            done.run();
        } else {
            failed.accept("our clock is " + Math.abs(venueClock.aheadNs()) / NS_PER_MS + " ms "
                + (venueClock.aheadNs() > 0 ? "ahead of" : "behind") + " the venue's; expected at most "
                + maxOffsetNs / NS_PER_MS + " ms either way");
        }
    }
}
