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
    private int generation;
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
     * Measures; the offset is told where it is new or too large. Whoever asks last is answered: of a measurement that
     * is under way nothing more is heard.
     *
     * @param done   the clock is good enough
     * @param failed it is not, or cannot be measured
     */
    void measure(boolean tell, Runnable done, Consumer<String> failed) {
        fresh = new VenueClock(maxOffsetNs);
        sample(0, ++generation, tell, done, failed);
    }

    private void sample(int number, int of, boolean tell, Runnable done, Consumer<String> failed) {
        final long[] askedNs = new long[1];
        rest.ask(ms -> {
            askedNs[0] = clock.nanoTime();
            return protocol.time();
        }, reply -> {
            if (of != generation) {
                return;
            }
            final long venueMs = protocol.readTime(reply);
            final long answeredNs = clock.nanoTime();
            fresh.sample(askedNs[0], venueMs, answeredNs);
            venueClock.replace(fresh);
            if (number + 1 < SAMPLES) {
                sample(number + 1, of, tell, done, failed);
            } else {
                judge(tell, done, failed);
            }
        }, detail -> {
            if (of == generation) {
                failed.accept(detail);
            }
        });
    }

    private void judge(boolean tell, Runnable done, Consumer<String> failed) {
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
