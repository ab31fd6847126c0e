package io.escapement.engine.venue.session;

import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.bars.BarCache;
import io.escapement.engine.bars.BarRing;
import io.escapement.engine.bars.BarsConfig;
import io.escapement.engine.bars.BarsStage;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.venue.net.TestServer;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static io.escapement.engine.pipeline.TestEvents.trade;
import static io.escapement.engine.venue.session.KlineRig.MINUTE;
import static io.escapement.engine.venue.session.KlineRig.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A run that begins in the middle of things, with a venue's klines over real sockets, against one that has heard all
 * the trades: the same bars of every duration, before the start, across it and behind it, and no gap.
 */
@Timeout(60)
class KlineSeamTest {
    private static final long T0 = 1_700_006_400L * SECOND;
    private static final long FIVE = 5 * MINUTE;
    private static final List<Long> TIMEFRAMES = List.of(MINUTE, FIVE, 2 * FIVE, 3 * FIVE);
    private static final long GRACE = SECOND / 4;

    /** Bars made of trades, by the clock of the venue, which is before ours. */
    private static final class Run {
        private final StageHarness harness;
        private final BarCache cache = new BarCache(2_000);
        private final List<String> gaps = new ArrayList<>();
        private long tradeId;

        private Run(long beginNs, long waitNs) {
            harness = new StageHarness(
                new BarsStage(new BarsConfig(TIMEFRAMES, GRACE, 10, MINUTE).withHistoryWaitNs(waitNs)));
            at(beginNs);
            send(define(1, "A1", InstrumentStatus.TRADING, -2, -4));
        }

        private void at(long ourNs) {
            harness.advance(Math.max(0, ourNs - harness.now()));
        }

        private void send(StageHarness.EventWriter event) {
            gaps.addAll(harness.send(event).stream().filter(line -> line.startsWith("Gap")).toList());
            cache.onRecord(harness.slot());
        }
    }

    private record Print(long venueNs, long price, long quantity, Side side) {
    }

    private static List<Print> prints(Random random, long untilNs) {
        final List<Print> prints = new ArrayList<>();
        long t = T0;
        while (t < untilNs) {
            prints.add(new Print(t, 10_000 + random.nextInt(500), 1 + random.nextInt(100_000),
                random.nextBoolean() ? Side.BUY : Side.SELL));
            // Minutes without a trade too.
            t += random.nextInt(20) == 0 ? 150 * SECOND : 1_000_000L * (1 + random.nextInt(4_000));
        }
        return prints;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theRunThatBeganLateHasTheSameBars(long seed) throws Exception {
        final Random random = new Random(seed);
        final long leadNs = (random.nextInt(40) - 20) * SECOND;
        final long startNs = T0 + 25 * MINUTE + random.nextInt(600_000) * 1_000_000L;
        final long endNs = startNs + 17 * MINUTE;
        final List<Print> prints = prints(random, endNs);
        final Run all = new Run(T0 - leadNs - SECOND, 0);
        final Run late = new Run(startNs - leadNs, 30 * SECOND);
        try (KlineRig rig = new KlineRig(startNs - leadNs, "binance", 1, new KlineWish(List.of(), TIMEFRAMES, 1_500))) {
            rig.leadNs = leadNs;
            rig.klines = query -> answer(query, all.cache);
            int next = 0;
            for (long venueNs = T0; venueNs < endNs; venueNs += SECOND / 2) {
                final long ourNs = venueNs - leadNs;
                for (; next < prints.size() && prints.get(next).venueNs <= venueNs; next++) {
                    send(all, prints.get(next), ourNs);
                    if (prints.get(next).venueNs >= startNs) {
                        send(late, prints.get(next), ourNs);
                        rig.firstTrades.onRecord(late.harness.slot());
                    }
                }
                onTimer(all, ourNs);
                if (venueNs >= startNs) {
                    rig.at(ourNs);
                    late.at(ourNs);
                    rig.taken().forEach(late::send);
                    onTimer(late, ourNs);
                }
            }
            assertTrue(rig.said().stream().noneMatch(line -> line.startsWith("problem")));
        }
        assertEquals(List.of(), all.gaps);
        assertEquals(List.of(), late.gaps);
        for (final long durationNs : TIMEFRAMES) {
            final List<String> bars = lines(all.cache.bars(1, durationNs));
            assertTrue(bars.size() > 1);
            assertEquals(bars, lines(late.cache.bars(1, durationNs)));
            assertTrue(!late.cache.bars(1, durationNs).isPast(0), "the last one was made here");
        }
    }

    private static void send(Run run, Print print, long ourNs) {
        run.at(ourNs);
        run.send(trade(1, ++run.tradeId, print.venueNs, print.price, print.quantity, print.side));
    }

    private static void onTimer(Run run, long ourNs) {
        if (ourNs >= run.harness.now() && ourNs % SECOND == 0) {
            run.at(ourNs);
            run.send(timer(1));
        }
    }

    /** Binance's words, of the bars that are closed; what is asked for beyond is forming and made up. */
    private static FullHttpResponse answer(QueryStringDecoder query, BarCache truth) {
        final long fromNs = number(query, "startTime") * 1_000_000L;
        final long toNs = number(query, "endTime") * 1_000_000L;
        final long durationNs = query.parameters().get("interval").get(0).equals("1m") ? MINUTE
            : query.parameters().get("interval").get(0).equals("5m") ? FIVE : 3 * FIVE;
        final BarRing bars = truth.bars(1, durationNs);
        final StringBuilder rows = new StringBuilder();
        for (int ago = bars == null ? -1 : bars.count() - 1; ago >= 0; ago--) {
            if (bars.openTimeNs(ago) >= fromNs && bars.openTimeNs(ago) <= toNs) {
                rows.append(rows.length() == 0 ? "" : ",").append('[').append(bars.openTimeNs(ago) / 1_000_000L);
                for (final long price : new long[] {bars.open(ago), bars.high(ago), bars.low(ago), bars.close(ago)}) {
                    rows.append(",\"").append(BigDecimal.valueOf(price, 2)).append('"');
                }
                rows.append(",\"").append(BigDecimal.valueOf(bars.volume(ago), 4)).append("\",0,\"")
                    .append(BigDecimal.valueOf(bars.notional(ago), 8)).append("\",").append(bars.tradeCount(ago))
                    .append(",\"").append(BigDecimal.valueOf(bars.buyVolume(ago), 4)).append("\",\"0\",\"0\"]");
            }
        }
        return TestServer.response(200, "[" + rows + "]");
    }

    private static long number(QueryStringDecoder query, String name) {
        return Long.parseLong(query.parameters().get(name).get(0));
    }

    private static List<String> lines(BarRing bars) {
        final List<String> lines = new ArrayList<>();
        for (int ago = 0; ago < bars.count(); ago++) {
            lines.add((bars.openTimeNs(ago) - T0) / MINUTE + ": " + bars.open(ago) + " " + bars.high(ago) + " "
                + bars.low(ago) + " " + bars.close(ago) + " " + bars.volume(ago) + " " + bars.buyVolume(ago) + " "
                + bars.notional(ago) + " " + bars.tradeCount(ago));
        }
        return lines;
    }
}
