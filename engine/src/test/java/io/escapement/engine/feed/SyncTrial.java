package io.escapement.engine.feed;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.book.DepthCursor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A made-up venue and a bad line to it: messages are lost, repeated, swapped, snapshots cut short, late, old or lost,
 * the connection breaks. Whenever our book is LIVE it must be what the venue's was behind the message with its update
 * id; and when the line is good again it must become LIVE.
 */
final class SyncTrial {
    private static final int STEPS = 1_200;
    private static final int STEPS_TO_RECOVER = 3_000;
    private static final byte FIRST = FeedScript.FIRST | Messages.IN_STREAM;
    private static final byte LAST = FeedScript.LAST | Messages.IN_STREAM;

    private final SyncKind kind;
    private final SplittableRandom random;
    private final MadeUpVenue venue;
    private final FeedScript script = new FeedScript(FeedScript.limits(), 128 * 1024, 16 * 1024);
    private final boolean inStream;
    private final ArrayDeque<MadeUpVenue.Message> line = new ArrayDeque<>();
    /** The true book behind the last message with each id that reached us. */
    private final Map<Long, String> truths = new HashMap<>();
    private final List<MadeUpVenue.Message> sent = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final DepthCursor cursor = new DepthCursor();
    private MadeUpVenue.Message fetched;
    private boolean asked;
    private boolean mayFault = true;
    private int liveRecords;
    private int requests;

    SyncTrial(SyncKind kind, long seed) {
        this.kind = kind;
        this.random = new SplittableRandom(seed);
        this.venue = new MadeUpVenue(kind, random);
        inStream = kind == SyncKind.STREAM || kind == SyncKind.SNAPSHOTS;
        script.sync = kind;
    }

    /** Throws if the book was ever LIVE and wrong, or does not become LIVE again. */
    void run() {
        script.define(1);
        subscribe();
        for (int i = 0; i < STEPS; i++) {
            step();
        }
        mayFault = false;
        for (int i = 0; i < STEPS_TO_RECOVER && !(isLive() && line.isEmpty()); i++) {
            step();
        }
        assertEquals(BookState.LIVE, script.book.state(1), this::tail);
        assertEquals(true, liveRecords > STEPS / 20, () -> "live in " + liveRecords + " records only" + tail());
        // The line breaks in 1 step of 60 or so; what is asked for must be of that order.
        assertEquals(true, requests < STEPS / 5, () -> requests + " requests" + tail());
    }

    private boolean isLive() {
        return script.book.state(1) == BookState.LIVE;
    }

    private void step() {
        script.after(20 + random.nextInt(80));
        if (random.nextInt(4) != 0) {
            send(venue.next(mayFault));
        }
        if (kind == SyncKind.RANGES && random.nextInt(300) == 0) {
            send(venue.snapshot());
        }
        serve();
        fault(mayFault ? random.nextInt(400) : 400);
        while (!line.isEmpty() && random.nextInt(4) != 0) {
            deliver(line.pollFirst());
        }
        if (random.nextInt(5) == 0) {
            take("timer", script.timer(1));
        }
    }

    private void send(MadeUpVenue.Message message) {
        line.addLast(message);
        sent.add(message);
    }

    private void fault(int chance) {
        switch (chance) {
            case 0, 1 -> line.pollFirst();
            case 2 -> {
                if (!sent.isEmpty()) {
                    line.addFirst(line.isEmpty() ? sent.get(sent.size() - 1) : line.peekFirst());
                }
            }
            case 3 -> {
                if (line.size() > 1) {
                    final MadeUpVenue.Message first = line.pollFirst();
                    final MadeUpVenue.Message second = line.pollFirst();
                    line.addFirst(first);
                    line.addFirst(second);
                }
            }
            case 4 -> {
                take("disconnected", script.status(0, FeedCondition.DISCONNECTED));
                line.clear();
                take("connected", script.status(0, FeedCondition.CONNECTED));
                subscribe();
            }
            case 5 -> take("malformed", script.status(1, FeedCondition.MALFORMED_FRAME));
            case 6 -> take("hole", script.status(0, FeedCondition.CONNECTION_GAP));
            case 7 -> script.after(6_000);
            default -> {
                // A good moment.
            }
        }
    }

    private void subscribe() {
        take("subscribed", script.status(1, FeedCondition.SUBSCRIBED));
        if (kind == SyncKind.STREAM) {
            send(venue.snapshot());
        }
    }

    private void deliver(MadeUpVenue.Message message) {
        truths.put(message.last(), message.truth());
        if (!message.snapshot()) {
            take(message, script.delta(1, message.first(), message.last(), message.previous(), FeedScript.WHOLE,
                message.levels()));
        } else if (random.nextInt(3) != 0) {
            take(message, script.inStream(1, message.last(), message.levels()));
        } else {
            final String[] sides = message.levels().split("\\|", -1);
            take(message, script.snapshot(1, message.last(), FIRST, sides[0] + "|"));
            if (!mayFault || random.nextInt(5) != 0) {
                take(message, script.snapshot(1, message.last(), LAST, "|" + sides[1]));
            }
        }
    }

    /** Sees to the snapshot that was asked for: begins with it, and some steps later has it, or has lost it. */
    private void serve() {
        if (fetched != null && random.nextInt(4) == 0) {
            final MadeUpVenue.Message snapshot = fetched;
            fetched = null;
            final int fate = mayFault ? random.nextInt(6) : 6;
            if (inStream && fate != 0) {
                send(venue.snapshot());
            } else if (!inStream && fate == 0) {
                take("failed", script.status(1, FeedCondition.SNAPSHOT_FAILED));
            } else if (!inStream) {
                truths.put(snapshot.last(), snapshot.truth());
                take(snapshot, script.snapshot(1, snapshot.last(), snapshot.levels()));
            }
        } else if (fetched == null && asked) {
            asked = false;
            take("resync", script.status(1, FeedCondition.RESYNC_STARTED));
            fetched = venue.snapshot();
        }
    }

    private void take(Object what, List<String> record) {
        log.add(what + " -> " + record);
        for (final String text : record) {
            if (text.startsWith("SnapshotRequest")) {
                asked = true;
                requests++;
            } else if (text.startsWith("BookChange 1 LIVE")) {
                check(Long.parseLong(text.split(" ")[4].replace(":", "")));
            }
            assertEquals(false, text.contains("CROSSED"), this::tail);
        }
    }

    private void check(long updateId) {
        liveRecords++;
        final StringBuilder ours = new StringBuilder("bids");
        append(ours, cursor.bids(script.book.book(1)));
        append(ours.append(" | asks"), cursor.asks(script.book.book(1)));
        assertEquals(truths.get(updateId), ours.toString(), this::tail);
    }

    private static void append(StringBuilder text, DepthCursor levels) {
        while (levels.next()) {
            text.append(' ').append(levels.price()).append('x').append(levels.quantity());
        }
    }

    private String tail() {
        return "\n" + String.join("\n", log.subList(Math.max(0, log.size() - 30), log.size()));
    }
}
