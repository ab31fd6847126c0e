package io.escapement.engine.book;

import io.escapement.codecs.sbe.BestLevelsDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.LevelsDroppedDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.feed.FeedScript;
import io.escapement.engine.feed.LevelGroups;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whoever follows what the book stage tells of levels has its book, and each level's past, after every record. */
class LevelsToldTest {
    private static final long SECOND = 1_000_000_000L;

    @Property(tries = 60)
    void makeTheSameBook(@ForAll long seed) {
        new Trial(new SplittableRandom(seed)).run();
    }

    @Test
    void holdLevelsBeyondADepthAndTheBestOfEachSecond() {
        final Trial trial = new Trial(new SplittableRandom(5), 8);
        trial.run();
        assertTrue(trial.dropped > 50, "dropped " + trial.dropped);
        assertTrue(trial.best > 5, "best levels told " + trial.best);
    }

    /** One book's life, and its followers' book. */
    private static final class Trial implements Stage {
        private final SplittableRandom random;
        private final FeedScript script = new FeedScript(FeedScript.limits(), List.of(this));
        private final RecordChanges changes = new RecordChanges();
        private final TreeMap<Long, Long> bids = new TreeMap<>();
        private final TreeMap<Long, Long> asks = new TreeMap<>();
        private long lastId = 100;
        private long mid = 50_000;
        private int dropped;
        private int best;
        /** The book as it was before the record, as {@code BestLevels} is to have it; empty: not LIVE. */
        private List<String> before = List.of();
        private long toldSecond;

        private Trial(SplittableRandom random) {
            this(random, random.nextInt(2) == 0 ? 0 : random.nextInt(2, 30));
        }

        private Trial(SplittableRandom random, int depth) {
            this.random = random;
            script.sync = SyncKind.STREAM;
            script.depth = depth;
        }

        private void run() {
            script.define(1);
            script.status(1, FeedCondition.SUBSCRIBED);
            for (int i = 0; i < 150; i++) {
                script.nowNs += random.nextInt(400_000_000);
                step(i == 0 ? 0 : random.nextInt(20));
                check();
            }
        }

        private void step(int kind) {
            if (kind < 2) {
                mid += random.nextInt(-300, 300);
                script.inStream(1, ++lastId, levels(random.nextInt(60)));
            } else if (kind == 2) {
                // What cannot be, behind what can.
                delta(FeedScript.WHOLE, levels(3) + " -5x1");
                lastId++;
            } else if (kind == 3) {
                final boolean live = script.book.state(1) == BookState.LIVE;
                delta(FeedScript.FIRST, levels(5));
                check();
                if (live) {
                    delta(FeedScript.LAST, levels(5));
                }
                lastId++;
            } else if (kind == 4) {
                script.timer(1);
            } else if (kind == 5) {
                lastId += 3;
                delta(FeedScript.WHOLE, levels(2));
                lastId++;
            } else {
                delta(FeedScript.WHOLE, levels(random.nextInt(12)));
                lastId++;
            }
        }

        private void delta(byte flags, String levels) {
            script.delta(1, lastId + 1, lastId + 1, lastId, flags, levels);
        }

        private String levels(int count) {
            final StringBuilder bid = new StringBuilder();
            final StringBuilder ask = new StringBuilder();
            for (int i = 0; i < count; i++) {
                final long distance = 1 + random.nextInt(random.nextInt(9) == 0 ? 9_000 : 60);
                final long quantity = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(1_000);
                (random.nextBoolean() ? bid.append(mid - distance) : ask.append(mid + distance)).append('x')
                    .append(quantity).append(' ');
            }
            return bid + "|" + ask;
        }

        @Override
        public String name() {
            return "follower";
        }

        @Override
        public void onEvent(Slot slot) {
            changes.wrap(slot);
            while (changes.next()) {
                if (changes.clearsBook()) {
                    bids.clear();
                    asks.clear();
                }
                follow(bids, changes.bids());
                follow(asks, changes.asks());
            }
            for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
                if (slot.templateId(effect) == LevelsDroppedDecoder.TEMPLATE_ID) {
                    drop(new LevelGroups().wrap(slot.buffer(), effect));
                } else if (slot.templateId(effect) == BestLevelsDecoder.TEMPLATE_ID) {
                    best(slot, effect);
                }
            }
        }

        private void follow(TreeMap<Long, Long> side, int count) {
            for (int i = 0; i < count; i++) {
                assertEquals(side.getOrDefault(changes.price(i), 0L), changes.before(i), "price " + changes.price(i));
                if (changes.after(i) == 0) {
                    side.remove(changes.price(i));
                } else {
                    side.put(changes.price(i), changes.after(i));
                }
            }
        }

        private void drop(LevelGroups levels) {
            for (int i = 0; i < levels.bidCount(); i++) {
                assertEquals(bids.remove(levels.bidPrice(i)), levels.bidQuantity(i));
            }
            for (int i = 0; i < levels.askCount(); i++) {
                assertEquals(asks.remove(levels.askPrice(i)), levels.askQuantity(i));
            }
            dropped += levels.bidCount() + levels.askCount();
        }

        private void best(Slot slot, int effect) {
            final BestLevelsDecoder told = new BestLevelsDecoder();
            told.wrapAndApplyHeader(slot.buffer(), effect, new MessageHeaderDecoder());
            assertEquals(slot.eventTimeNs() / SECOND * SECOND, told.timeNs());
            assertTrue(told.timeNs() > toldSecond, "told once a second");
            toldSecond = told.timeNs();
            final List<String> levels = new ArrayList<>();
            told.bids().forEach(level -> levels.add(level.price() + "x" + level.quantity()));
            told.asks().forEach(level -> levels.add(level.price() + "x" + level.quantity()));
            assertEquals(before, levels);
            best++;
        }

        private void check() {
            final OrderBook book = script.book.book(1);
            assertEquals(levels(book, true, Integer.MAX_VALUE), text(bids.descendingMap()));
            assertEquals(levels(book, false, Integer.MAX_VALUE), text(asks));
            before = levels(book, true, 20);
            before.addAll(levels(book, false, 20));
        }

        private static List<String> text(Map<Long, Long> side) {
            final List<String> levels = new ArrayList<>();
            side.forEach((price, quantity) -> levels.add(price + "x" + quantity));
            return levels;
        }

        private static List<String> levels(OrderBook book, boolean bids, int most) {
            final DepthCursor cursor = new DepthCursor();
            if (bids) {
                cursor.bids(book);
            } else {
                cursor.asks(book);
            }
            final List<String> levels = new ArrayList<>();
            while (levels.size() < most && cursor.next()) {
                levels.add(cursor.price() + "x" + cursor.quantity());
            }
            return levels;
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }
}
