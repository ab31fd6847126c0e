package io.escapement.engine.feed;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.engine.book.DepthCursor;
import io.escapement.engine.book.TreeMapBook;
import org.junit.jupiter.api.RepeatedTest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A made-up venue with a true book, and a bad line: deltas are lost, repeated, swapped, cut into fragments; the
 * connection breaks; snapshots come late, old, in pieces or not at all. Whenever our book is LIVE it must be the true
 * book at its update id; and when the line is good again it must become LIVE.
 */
class RandomFeedTest {
    private static final int STEPS = 2_500;
    private static final long NO_ID = Long.MIN_VALUE;

    private record Delta(long first, long last, String levels, String restOfLevels) {
    }

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final FeedScript script = new FeedScript(FeedScript.limits(), 128 * 1024, 7168);
    private final TreeMapBook truth = new TreeMapBook();
    private final Map<Long, String> truthById = new HashMap<>();
    private final ArrayDeque<Delta> line = new ArrayDeque<>();
    private final List<String> log = new ArrayList<>();
    private final DepthCursor cursor = new DepthCursor();
    private String snapshotAtVenue;
    private long snapshotId;
    private long venueId = 1_000;
    private long mid = 50_000;
    private int pendingFetch;
    private boolean mayFault = true;
    private int liveSteps;

    @RepeatedTest(20)
    void shouldBeLiveOnlyWithTheTrueBookAndBecomeLiveAgain() {
        script.define(1);
        script.status(1, FeedCondition.SUBSCRIBED);
        truthById.put(venueId, truth.levels());
        for (int i = 0; i < STEPS; i++) {
            step();
        }
        mayFault = false;
        for (int i = 0; i < 600 && !(script.book.state(1) == BookState.LIVE && line.isEmpty()); i++) {
            step();
        }
        assertEquals(BookState.LIVE, script.book.state(1), () -> "seed " + seed + " " + tail());
        assertTrue(liveSteps > STEPS / 20, () -> "seed " + seed + ": live in " + liveSteps + " steps only");
    }

    private void step() {
        script.after(20 + random.nextInt(80));
        venueMoves();
        fetch();
        switch (mayFault ? random.nextInt(400) : 400) {
            case 0 -> line.pollFirst();
            case 1 -> line.addFirst(line.isEmpty() ? delta() : line.peekFirst());
            case 2 -> swapFirstTwo();
            case 3 -> {
                run("disconnect", script.status(0, FeedCondition.DISCONNECTED));
                line.clear();
                run("connect", script.status(0, FeedCondition.CONNECTED));
            }
            case 4 -> run("malformed", script.status(1, FeedCondition.MALFORMED_FRAME));
            case 5 -> script.after(6_000);
            case 6 -> run("operator", script.operatorResync(1));
            default -> {
                // A good moment.
            }
        }
        deliver();
        if (random.nextInt(5) == 0) {
            run("timer", script.timer(1));
        }
    }

    private void venueMoves() {
        if (random.nextInt(4) != 0) {
            line.addLast(delta());
        }
    }

    private Delta delta() {
        final long first = venueId + 1;
        mid += random.nextInt(7) - 3;
        final TreeMap<Long, Long> bids = new TreeMap<>();
        final TreeMap<Long, Long> asks = new TreeMap<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            bids.put(mid - 1 - distance(), quantity());
            asks.put(mid + 1 + distance(), quantity());
        }
        // What the new mid price crosses has been taken.
        truth.bids().keySet().stream().filter(price -> price >= mid).forEach(price -> bids.put(price, 0L));
        truth.asks().keySet().stream().filter(price -> price <= mid).forEach(price -> asks.put(price, 0L));
        bids.forEach(truth::setBid);
        asks.forEach(truth::setAsk);
        venueId = first + random.nextInt(3);
        truthById.put(venueId, truth.levels());
        return new Delta(first, venueId, text(bids, true) + "|" + text(asks, true),
            text(bids, false) + "|" + text(asks, false));
    }

    private long distance() {
        return random.nextInt(random.nextInt(20) == 0 ? 8_000 : 30);
    }

    private long quantity() {
        return random.nextInt(3) == 0 ? 0 : random.nextInt(1, 99);
    }

    /** Half of the levels go with the first fragment, half with the last. */
    private static String text(Map<Long, Long> levels, boolean even) {
        return levels.entrySet().stream().filter(level -> level.getKey() % 2 == 0 == even)
            .map(level -> level.getKey() + "x" + level.getValue()).collect(Collectors.joining(" "));
    }

    private void swapFirstTwo() {
        if (line.size() > 1) {
            final Delta first = line.pollFirst();
            final Delta second = line.pollFirst();
            line.addFirst(first);
            line.addFirst(second);
        }
    }

    private void deliver() {
        while (!line.isEmpty() && random.nextInt(4) != 0) {
            final Delta delta = line.pollFirst();
            final String what = "delta " + delta.first + " " + delta.last;
            final boolean cutShort = mayFault && random.nextInt(300) == 0;
            run(what, script.delta(1, delta.first, delta.last, NO_ID, FeedScript.FIRST, delta.levels));
            if (random.nextInt(6) == 0) {
                run("timer", script.timer(1));
            }
            if (!cutShort) {
                run(what, script.delta(1, delta.first, delta.last, NO_ID, FeedScript.LAST, delta.restOfLevels));
            }
        }
    }

    /** Begins and ends the fetches that were asked for; between the two the stream goes on. */
    private void fetch() {
        if (snapshotAtVenue != null && random.nextInt(4) == 0) {
            final String levels = snapshotAtVenue;
            snapshotAtVenue = null;
            if (mayFault && random.nextInt(6) == 0) {
                run("failed", script.status(1, FeedCondition.SNAPSHOT_FAILED));
                return;
            }
            final String[] sides = levels.substring("bids".length()).split("\\| asks", -1);
            run("snapshot " + snapshotId, script.snapshot(1, snapshotId, FeedScript.FIRST, sides[0] + "|"));
            run("snapshot " + snapshotId, script.snapshot(1, snapshotId, FeedScript.LAST, "|" + sides[1]));
        } else if (snapshotAtVenue == null && pendingFetch > 0) {
            pendingFetch = 0;
            final boolean old = mayFault && random.nextInt(4) == 0;
            if (!old) {
                takeSnapshot();
            }
            run("resync", script.status(1, FeedCondition.RESYNC_STARTED));
            if (old && truthById.size() > 1) {
                snapshotId = venueId - 1;
                while (!truthById.containsKey(snapshotId) || venueId - snapshotId < 5 && snapshotId > 1_000) {
                    snapshotId--;
                }
                snapshotAtVenue = truthById.get(snapshotId);
            } else {
                takeSnapshot();
            }
        }
    }

    private void takeSnapshot() {
        snapshotId = venueId;
        snapshotAtVenue = truth.levels();
    }

    private void run(String what, List<String> record) {
        log.add(what + " -> " + record);
        for (final String line : record) {
            if (line.startsWith("SnapshotRequest")) {
                pendingFetch++;
            }
            if (line.startsWith("BookChange 1 LIVE")) {
                check(Long.parseLong(line.split(" ")[4].replace(":", "")));
            }
            assertNotEquals("CROSSED", line.contains("LIVE>SUSPECT CROSSED") ? "CROSSED" : "",
                () -> "seed " + seed + " " + tail());
        }
    }

    private void check(long updateId) {
        liveSteps++;
        final String expected = truthById.get(updateId);
        if (expected == null) {
            throw new AssertionError("live at " + updateId + ", where the venue never was: seed " + seed + tail());
        }
        final StringBuilder ours = new StringBuilder("bids");
        append(ours, cursor.bids(script.book.book(1)));
        append(ours.append(" | asks"), cursor.asks(script.book.book(1)));
        assertEquals(expected, ours.toString(), () -> "seed " + seed + " " + tail());
    }

    private static void append(StringBuilder text, DepthCursor levels) {
        while (levels.next()) {
            text.append(' ').append(levels.price()).append('x').append(levels.quantity());
        }
    }

    private String tail() {
        return String.join("\n", log.subList(Math.max(0, log.size() - 40), log.size()));
    }
}
