package io.escapement.engine.features;

import io.escapement.codecs.sbe.Side;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A made-up market: a book that wanders, sometimes thinner than five levels, trades of a random side, fundings. */
final class RandomSteps {
    private static final long SECOND = 1_000_000_000L;

    private RandomSteps() {
    }

    /**
     * Steps.
     *
     * @param everyNs on average
     * @param sides   whether aggressors are known
     */
    static List<Step> of(long seed, long startNs, int seconds, long everyNs, boolean sides) {
        final SplittableRandom random = new SplittableRandom(seed);
        final List<Step> steps = new ArrayList<>();
        long mid = 200_000;
        long nowNs = startNs;
        while (nowNs < startNs + seconds * SECOND) {
            final int what = random.nextInt(10);
            if (what < 6) {
                mid += random.nextInt(7) - 3;
                steps.add(book(random, nowNs, mid));
            } else if (what < 9) {
                final Side side = random.nextInt(3) == 0 ? Side.SELL : Side.BUY;
                steps.add(Step.trade(nowNs, mid + random.nextInt(5) - 2, 1 + random.nextInt(5_000),
                    sides || random.nextInt(5) > 0 ? side : null));
            } else {
                steps.add(random.nextBoolean() ? Step.timer(nowNs)
                    : Step.funding(nowNs, nowNs + random.nextInt(3600) * SECOND));
            }
            // Now and then at one time with the step before, or at a boundary.
            final int gap = random.nextInt(8);
            nowNs = gap == 0 ? nowNs : gap == 1 ? nowNs - nowNs % (SECOND / 10) + SECOND / 10
                : nowNs + 1 + random.nextLong(2 * everyNs);
        }
        return steps;
    }

    private static Step book(SplittableRandom random, long nowNs, long mid) {
        final int width = 1 + random.nextInt(3);
        final int bids = random.nextInt(60) == 0 ? 3 : 5;
        final int asks = random.nextInt(60) == 0 ? 4 : 5;
        final long[][] levels = {new long[bids], new long[bids], new long[asks], new long[asks]};
        for (int i = 0; i < 5; i++) {
            if (i < bids) {
                levels[0][i] = mid - i;
                levels[1][i] = 1 + random.nextInt(9_000);
            }
            if (i < asks) {
                levels[2][i] = mid + width + i;
                levels[3][i] = 1 + random.nextInt(9_000);
            }
        }
        return Step.book(nowNs, levels);
    }
}
