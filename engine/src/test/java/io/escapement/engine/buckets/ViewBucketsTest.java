package io.escapement.engine.buckets;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.book.DepthCursor;
import io.escapement.engine.book.OrderBook;
import io.escapement.engine.consolidation.ConsolidationConfig;
import io.escapement.engine.consolidation.ConsolidationStage;
import io.escapement.engine.feed.FeedScript;
import io.escapement.engine.pipeline.Slot;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A view's buckets are the sum of its LIVE books' levels, each converted by itself, whatever units they count in. */
class ViewBucketsTest {
    private static final int BOOKS = 3;
    private static final BigDecimal EIGHT = BigDecimal.TEN.pow(8);

    @Property(tries = 25)
    void equalTheSumOfAllLevels(@ForAll long seed, @ForAll boolean derivatives) {
        new Trial(new SplittableRandom(seed), derivatives).run();
    }

    private static final class Trial {
        private final SplittableRandom random;
        private final BucketsStage stage =
        new BucketsStage(BucketsConfig.usual().withGrid("B", BucketsConfig.Grid.of("0.5")));
        private final FeedScript script = new FeedScript(FeedScript.limits(),
            List.of(new ConsolidationStage(ConsolidationConfig.usual()), stage));
        private final boolean derivatives;
        private final long[] lastIds = {0, 100, 100, 100};
        /** By instrument: price exponent, quantity exponent, contract size at -8, inverse. */
        private final int[] priceExponents = {0, -2, -1, -2};
        private final int[] quantityExponents = {0, -5, -3, 0};
        private final long[] sizes = {0, 100_000_000, 100_000_000, 100_000_000};
        private double mid = 100;
        private int told;

        private Trial(SplittableRandom random, boolean derivatives) {
            this.random = random;
            this.derivatives = derivatives;
            if (derivatives) {
                sizes[2] = 1_000_000;
                sizes[3] = 10_000_000_000L;
            }
        }

        private boolean isInverse(int id) {
            return derivatives && id == 3;
        }

        private void run() {
            script.sync = SyncKind.STREAM;
            for (int id = 1; id <= BOOKS; id++) {
                script.venue = Venue.get((short) id);
                script.priceExponent = (byte) priceExponents[id];
                script.quantityExponent = (byte) quantityExponents[id];
                script.contractSize = sizes[id];
                script.kind = !derivatives ? InstrumentKind.SPOT
                    : isInverse(id) ? InstrumentKind.INVERSE : InstrumentKind.LINEAR;
                script.define(id);
            }
            for (int id = 1; id <= BOOKS; id++) {
                script.venue = Venue.get((short) id);
                script.status(id, 10 + id, FeedCondition.SUBSCRIBED);
                script.inStream(id, 100, levels(id, 30));
            }
            for (int i = 0; i < 150; i++) {
                script.nowNs += random.nextInt(300_000_000);
                final int id = 1 + random.nextInt(BOOKS);
                final int kind = random.nextInt(30);
                if (kind == 0) {
                    script.venue = Venue.get((short) id);
                    script.status(0, 10 + id, FeedCondition.DISCONNECTED);
                } else if (kind == 1 || script.book.state(id) != BookState.LIVE) {
                    mid = kind > 1 ? mid : 60 + random.nextInt(100);
                    script.inStream(id, ++lastIds[id], levels(id, 30));
                } else if (kind < 8) {
                    script.timer(id);
                    check();
                } else {
                    mid += (random.nextInt(5) - 2) * 0.1;
                    final long previous = lastIds[id]++;
                    script.delta(id, previous + 1, previous + 1, previous, FeedScript.WHOLE, levels(id, 8));
                }
                compare();
            }
            assertTrue(told > 0);
        }

        private String levels(int id, int count) {
            final StringBuilder bids = new StringBuilder();
            final StringBuilder asks = new StringBuilder();
            final long middle = Math.round(mid / Math.pow(10, priceExponents[id]));
            for (int i = 0; i < count; i++) {
                final long distance = 1 + random.nextLong(Math.max(2, middle / 10));
                final boolean bid = random.nextBoolean();
                final long quantity = random.nextInt(4) == 0 ? 0 : 1 + random.nextLong(1_000_000);
                (bid ? bids : asks).append(bid ? Math.max(1, middle - distance) : middle + distance).append('x')
                    .append(quantity).append(' ');
            }
            return bids + "|" + asks;
        }

        /** A snapshot that was told says what the view's window holds. */
        private void check() {
            final Slot slot = script.driver.slot();
            final BucketSnapshotReader snapshot = new BucketSnapshotReader();
            for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
                if (BucketSnapshotReader.reads(slot.templateId(effect))
                    && snapshot.wrap(slot.buffer(), effect).isConsolidated()) {
                    told++;
                    final ViewBuckets view = stage.view(1);
                    assertEquals(50_000_000, snapshot.width());
                    assertEquals(view.window().firstColumn(), snapshot.firstId());
                    assertEquals(view.window().bid(snapshot.firstId() + 20), snapshot.bidQuantity(20));
                    assertEquals(view.window().imbalance(), snapshot.imbalance());
                }
            }
        }

        private void compare() {
            final ViewBuckets view = stage.view(1);
            boolean live = false;
            final TreeMap<Long, BigInteger[]> cells = new TreeMap<>();
            final TreeMap<Long, BigDecimal> notionals = new TreeMap<>();
            for (int id = 1; id <= BOOKS; id++) {
                final OrderBook book = script.book.book(id);
                if (script.book.state(id) == BookState.LIVE && stage.instrument(id).window().isPlaced()) {
                    live = true;
                    add(id, book, cells, notionals);
                }
            }
            assertEquals(live, view.window().isPlaced());
            if (!view.isShown()) {
                return;
            }
            for (long id = view.window().firstColumn(); id < view.window().firstColumn() + 41; id++) {
                final BigInteger[] cell = cells.getOrDefault(id, new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO});
                assertEquals(cell[0].longValueExact(), view.window().bid(id));
                assertEquals(cell[1].longValueExact(), view.window().ask(id));
                final BigInteger sum = cell[0].add(cell[1]);
                if (sum.signum() > 0) {
                    final double vwap = notionals.get(id).divide(new BigDecimal(sum), MathContext.DECIMAL64)
                        .doubleValue();
                    // An inverse contract's mean price is by contracts, a view's by base units: apart by a part of it.
                    assertEquals(vwap, view.vwap(id), derivatives ? 2e5 : 1e-5);
                }
            }
        }

        private void add(int id, OrderBook book, TreeMap<Long, BigInteger[]> cells,
                         TreeMap<Long, BigDecimal> notionals) {
            final DepthCursor cursor = new DepthCursor();
            for (int side = 0; side < 2; side++) {
                if (side == 0) {
                    cursor.bids(book);
                } else {
                    cursor.asks(book);
                }
                while (cursor.next()) {
                    final BigDecimal price = BigDecimal.valueOf(cursor.price(), -priceExponents[id]);
                    final BigInteger size = size(id, price, cursor.quantity());
                    final long bucket = price.divide(new BigDecimal("0.5"), 0, RoundingMode.FLOOR).longValueExact();
                    final BigInteger[] cell = cells.computeIfAbsent(bucket,
                        key -> new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO});
                    cell[side] = cell[side].add(size);
                    notionals.merge(bucket, price.multiply(EIGHT).multiply(new BigDecimal(size)), BigDecimal::add);
                }
            }
        }

        private BigInteger size(int id, BigDecimal price, long quantity) {
            final BigDecimal amount = BigDecimal.valueOf(quantity, -quantityExponents[id])
                .multiply(BigDecimal.valueOf(sizes[id], 8));
            final BigDecimal base = isInverse(id) ? amount.divide(price, 8, RoundingMode.FLOOR) : amount;
            return base.multiply(EIGHT).toBigIntegerExact();
        }
    }
}
