package io.escapement.engine.feed;

import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.book.TreeMapBook;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A venue with a true book, kept the slow and simple way, that numbers its messages by one kind of rule. Where the kind
 * allows it, the numbers begin anew below all earlier ones now and then, and heartbeats come.
 */
final class MadeUpVenue {
    static final long NO_ID = Long.MIN_VALUE;
    private static final long EPOCH = 1_000_000_000L;

    /** What goes over the line: a delta, or a snapshot of the stream; and the true book behind it. */
    record Message(boolean snapshot, long first, long last, long previous, String levels, String truth) {
        @Override
        public String toString() {
            return (snapshot ? "snapshot " : "delta " + previous + " -> " + first + " ") + last;
        }
    }

    private final SyncKind kind;
    private final SplittableRandom random;
    private final TreeMapBook book = new TreeMapBook();
    private long epoch = 1_000_000;
    private long id = epoch * EPOCH;
    private long mid = 50_000;

    MadeUpVenue(SyncKind kind, SplittableRandom random) {
        this.kind = kind;
        this.random = random;
    }

    long id() {
        return id;
    }

    /** All levels, as {@link TreeMapBook#levels} writes them. */
    String truth() {
        return book.levels();
    }

    /** The whole book as a snapshot of the stream, with the last message's id. */
    Message snapshot() {
        return new Message(true, id, id, NO_ID, levels(), truth());
    }

    /** The book as {@link FeedScript} takes it. */
    String levels() {
        return truth().substring("bids".length()).replace("asks", "");
    }

    Message next(boolean mayReset) {
        if (kind == SyncKind.SNAPSHOTS) {
            change();
            id += 1 + random.nextInt(3);
            return snapshot();
        }
        final long before = id;
        final boolean running = kind == SyncKind.CHAIN || kind == SyncKind.STREAM;
        if (running && random.nextInt(20) == 0) {
            return new Message(false, id, id, id, "|", truth());
        }
        final String levels = change();
        if (running && mayReset && random.nextInt(150) == 0) {
            id = --epoch * EPOCH + random.nextInt(100);
        } else {
            id += 1 + random.nextInt(3);
        }
        return kind == SyncKind.RANGES
            ? new Message(false, before + 1, id, NO_ID, levels, truth())
            : new Message(false, id, id, before, levels, truth());
    }

    private String change() {
        mid += random.nextInt(7) - 3;
        final TreeMap<Long, Long> bids = new TreeMap<>();
        final TreeMap<Long, Long> asks = new TreeMap<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            bids.put(mid - 1 - random.nextInt(30), quantity());
            asks.put(mid + 1 + random.nextInt(30), quantity());
        }
        // What the new mid price crosses has been taken.
        book.bids().keySet().stream().filter(price -> price >= mid).forEach(price -> bids.put(price, 0L));
        book.asks().keySet().stream().filter(price -> price <= mid).forEach(price -> asks.put(price, 0L));
        bids.forEach(book::setBid);
        asks.forEach(book::setAsk);
        return text(bids) + "|" + text(asks);
    }

    private long quantity() {
        return random.nextInt(3) == 0 ? 0 : random.nextInt(1, 99);
    }

    private static String text(Map<Long, Long> levels) {
        return levels.entrySet().stream().map(level -> level.getKey() + "x" + level.getValue())
            .collect(Collectors.joining(" "));
    }
}
