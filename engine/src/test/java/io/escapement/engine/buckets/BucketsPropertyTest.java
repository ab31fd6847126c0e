package io.escapement.engine.buckets;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.columns.ColumnsReader;
import io.escapement.engine.feed.FeedScript;
import io.escapement.engine.pipeline.Slot;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever happens to a book, its buckets are those that a recount of the whole book gives, after every record. */
class BucketsPropertyTest {
    private static final long SLOT = 100_000_000L;
    private static final long SECOND = 10 * SLOT;
    private static final long[] WINDOWS = {SECOND, 5 * SECOND, 15 * SECOND, 60 * SECOND};
    private static final double FIXED_POINT = 0x1p-25;

    @Property(tries = 30)
    void equalARecountAfterEveryRecord(@ForAll long seed) {
        new Trial(new SplittableRandom(seed), false).run();
    }

    @Test
    void haveMeansOverAMinuteToCompare() {
        final Trial trial = new Trial(new SplittableRandom(3), true);
        trial.run();
        assertTrue(trial.minutes > 1_000, "means over a minute: " + trial.minutes);
    }

    /** One book's life. */
    private static final class Trial {
        private final SplittableRandom random;
        private final int tracked;
        private final long width;
        private final PlainBuckets plain;
        private final BucketsStage stage;
        private final FeedScript script;
        private final boolean calm;
        private long lastId = 100;
        private long mid = 50_000;
        private long boundary;
        private boolean inMessage;
        /** Before the present record. */
        private boolean partialBefore;
        private int told;
        private int minutes;

        private Trial(SplittableRandom random, boolean calm) {
            this.random = random;
            tracked = random.nextBoolean() ? 64 : 128;
            width = random.nextInt(1, 40);
            plain = new PlainBuckets(width, tracked);
            this.calm = calm;
            stage = new BucketsStage(BucketsConfig.usual().withSizes(21, tracked)
                .withGrid("B", BucketsConfig.Grid.of(width + "e-2")));
            script = new FeedScript(FeedScript.limits(), List.of(stage));
            script.depth = random.nextInt(3) == 0 ? random.nextInt(5, 40) : 0;
            script.sync = SyncKind.STREAM;
        }

        private void run() {
            check(script.define(1), false);
            check(script.status(1, FeedCondition.SUBSCRIBED), false);
            check(script.inStream(1, lastId, book()), true);
            for (int i = 0; i < 150; i++) {
                script.nowNs += random.nextInt(10) == 0 ? random.nextInt(20) * SLOT
                    : random.nextInt(calm ? 1_500_000_000 : 150_000_000);
                if (random.nextInt(40) == 0) {
                    script.nowNs = script.nowNs / SLOT * SLOT + SLOT;
                }
                step(calm ? random.nextInt(80) : random.nextInt(100));
            }
            assertTrue(told > 0);
        }

        private void step(int kind) {
            if (kind < 60) {
                delta();
            } else if (kind < 72) {
                check(script.timer(1), true);
            } else if (kind < 76) {
                check(script.trade(1, random.nextInt(), mid, 1), true);
            } else if (kind < 80) {
                mid += random.nextInt(-3, 4) * width;
                if (calm) {
                    check(script.inStream(1, ++lastId, book()), true);
                } else {
                    delta();
                }
            } else if (kind < 84) {
                mid = random.nextInt(4) == 0 ? Math.max(1_000, mid / 10) : Math.max(1_000, random.nextInt(100_000));
                check(script.inStream(1, ++lastId, book()), true);
            } else if (kind < 88) {
                fragments();
            } else if (kind < 90) {
                empty();
            } else if (kind < 93) {
                check(script.status(0, FeedCondition.DISCONNECTED), false);
            } else if (kind < 95) {
                check(script.delta(1, lastId + 5, lastId + 5, lastId + 4, FeedScript.WHOLE, "1x1 |"), true);
            } else {
                check(script.inStream(1, ++lastId, book()), true);
            }
        }

        private void delta() {
            final long previous = lastId++;
            check(script.delta(1, lastId, lastId, previous, FeedScript.WHOLE, levels(random.nextInt(12))), true);
        }

        private void fragments() {
            final long previous = lastId++;
            final boolean live = script.book.state(1) == BookState.LIVE;
            inMessage = live;
            check(script.delta(1, lastId, lastId, previous, FeedScript.FIRST, levels(3)), true);
            inMessage &= script.book.state(1) == BookState.LIVE;
            script.nowNs += random.nextInt(2) * SLOT;
            check(script.timer(1), true);
            inMessage = false;
            check(script.delta(1, lastId, lastId, previous, FeedScript.LAST, levels(3)), true);
        }

        /** All bids go, or all asks. */
        private void empty() {
            if (script.book.state(1) != BookState.LIVE || plain.last().bids().isEmpty()) {
                return;
            }
            final long previous = lastId++;
            final StringBuilder gone = new StringBuilder();
            plain.last().bids().keySet().forEach(price -> gone.append(price).append("x0 "));
            check(script.delta(1, lastId, lastId, previous, FeedScript.WHOLE, gone + "|"), true);
        }

        private String book() {
            return levels(40);
        }

        private String levels(int count) {
            final StringBuilder bids = new StringBuilder();
            final StringBuilder asks = new StringBuilder();
            for (int i = 0; i < count; i++) {
                final long distance = 1 + random.nextInt(random.nextInt(5) == 0 ? 4_000 : (int) (15 * width));
                final boolean bid = random.nextBoolean();
                // Never across the mid, nor a price that cannot be.
                final long price = bid ? Math.max(1, mid - distance) : mid + distance;
                final long quantity = random.nextInt(4) == 0 ? 0 : 1 + random.nextLong(1L << random.nextInt(1, 45));
                (bid ? bids : asks).append(price).append('x').append(quantity).append(' ');
            }
            return bids + "|" + asks;
        }

        /** What the record told is as of before it; then the state after it. @param own whether it is the book's */
        private void check(List<String> record, boolean own) {
            final boolean touches = own || record.stream().anyMatch(line -> line.startsWith("Book"))
                || boundary == 0;
            final long now = script.nowNs / SLOT;
            final List<String> due = new ArrayList<>();
            if (own && now > boundary) {
                if (now / 10 * 10 > boundary) {
                    due.add(now / 10 * SECOND + " " + SECOND);
                    due.add("depth");
                }
                due.add(now * SLOT + " " + SLOT);
            }
            boundary = touches ? now : boundary;
            checkTold(due);
            final boolean live = script.book.state(1) == BookState.LIVE;
            if (!inMessage) {
                plain.add(script.nowNs, live ? script.book.book(1) : null);
                checkGrid();
            } else if (!live) {
                plain.add(script.nowNs, null);
            }
        }

        private void checkTold(List<String> due) {
            final Slot slot = script.driver.slot();
            final List<String> seen = new ArrayList<>();
            final BucketSnapshotReader snapshot = new BucketSnapshotReader();
            final ColumnsReader columns = new ColumnsReader();
            final boolean shown = !plain.isEmpty() && plain.last().hasMid() && !partialBefore;
            for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
                if (BucketSnapshotReader.reads(slot.templateId(effect))) {
                    snapshot.wrap(slot.buffer(), effect);
                    seen.add(snapshot.timeNs() + " " + snapshot.cadenceNs());
                    checkSnapshot(snapshot);
                } else if (ColumnsReader.reads(slot.templateId(effect))) {
                    seen.add("depth");
                    checkDepth(columns.wrap(slot.buffer(), effect), shown);
                }
            }
            if (!shown) {
                due.removeIf(each -> !each.equals("depth"));
            }
            assertEquals(due, seen);
            told += seen.size();
            partialBefore = inMessage;
        }

        private void checkSnapshot(BucketSnapshotReader snapshot) {
            final PlainBuckets.Step step = plain.last();
            assertEquals(width, snapshot.width());
            assertEquals(step.midId() - 20, snapshot.firstId());
            assertEquals(step.mid(), snapshot.mid());
            assertEquals(step.bids().lastKey(), snapshot.bestBid());
            assertEquals(step.asks().firstKey(), snapshot.bestAsk());
            assertEquals(plain.columns(step).imbalance(), snapshot.imbalance(), FIXED_POINT);
            for (int w = 0; w < WINDOWS.length; w++) {
                assertEquals(plain.imbalanceMean(snapshot.timeNs(), WINDOWS[w]), snapshot.imbalanceMean(w),
                    FIXED_POINT);
            }
            for (int column = 0; column < 41; column++) {
                final long id = snapshot.firstId() + column;
                final PlainBuckets.Cell cell = id < 0 ? PlainBuckets.Cell.EMPTY : plain.cell(step, id, id);
                assertEquals(cell.bid().longValueExact(), snapshot.bidQuantity(column));
                assertEquals(cell.ask().longValueExact(), snapshot.askQuantity(column));
                assertEquals(cell.vwap(), snapshot.vwap(column), 1e-9);
                for (int w = 0; w < WINDOWS.length; w++) {
                    minutes += w == 3 && !Double.isNaN(snapshot.mean(column, w)) ? 1 : 0;
                    assertEquals(Math.abs(column - 20) > 10 || id < 0 ? Double.NaN
                        : plain.mean(id, snapshot.timeNs(), WINDOWS[w]), snapshot.mean(column, w), FIXED_POINT);
                }
            }
        }

        private void checkDepth(ColumnsReader told, boolean shown) {
            for (int i = 0; i < told.size() && !shown; i++) {
                assertTrue(Double.isNaN(told.value(i)));
            }
            if (!shown) {
                return;
            }
            final PlainBuckets.Step step = plain.last();
            final PlainBuckets.Cell cell = plain.columns(step);
            assertEquals(PlainBuckets.best(step, 10), value(told, "imb10"), 1e-12);
            assertEquals(PlainBuckets.best(step, 20), value(told, "imb20"), 1e-12);
            assertEquals(cell.imbalance(), value(told, "cob_imb"), FIXED_POINT);
            assertEquals(plain.imbalanceMean(told.timeNs(), 5 * SECOND), value(told, "cob_imb_mean_5s"), FIXED_POINT);
            assertEquals(cell.bid().doubleValue() / 1e5, value(told, "cob_bid"), cell.bid().doubleValue() * 1e-18);
            assertEquals(cell.ask().doubleValue() / 1e5, value(told, "cob_ask"), cell.ask().doubleValue() * 1e-18);
            assertEquals((cell.vwap() - step.mid()) / width, value(told, "cob_vwap_offset"), 1e-8);
        }

        private static double value(ColumnsReader told, String column) {
            return told.value(DepthColumns.SET.index(column));
        }

        private void checkGrid() {
            final InstrumentBuckets buckets = stage.instrument(1);
            final PlainBuckets.Step step = plain.last();
            assertNotNull(buckets);
            assertEquals(step.placed(), buckets.window().isPlaced());
            assertEquals(step.hasMid(), buckets.isShown());
            final long end = step.placed() ? step.midId() + tracked / 2 : 0;
            for (long id = Math.max(0, step.midId() - tracked / 2); id < end; id++) {
                final PlainBuckets.Cell cell = plain.cell(step, id, id);
                assertEquals(cell.bid().longValueExact(), buckets.bid(id));
                assertEquals(cell.ask().longValueExact(), buckets.ask(id));
                assertEquals(cell.vwap(), buckets.vwap(id), 1e-9);
            }
        }
    }
}
