package io.escapement.engine.venue.session;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.engine.pipeline.EventSource;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.venue.event.FeedEvents;
import io.escapement.engine.venue.net.RestHandler;
import io.escapement.engine.venue.net.RestReply;
import org.jctools.queues.SpscUnboundedArrayQueue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gets the snapshots that the core asks for, in the way that the venue has. Hears of requests on the listeners' thread
 * and hands them over; the rest happens on the inlet's thread, which is also the transport's: not before the time
 * asked for, within the budget of request weight, and not while the venue has told us to stay away. What is published:
 * {@code RESYNC_STARTED} before the venue is asked, then the snapshot's fragments, or {@code SNAPSHOT_FAILED} with the
 * reason. It does not retry by itself; the core asks again.
 */
public final class SnapshotDesk implements RecordListener, EventSource {
    private static final int CHUNK = 64;

    private final VenueProtocol protocol;
    private final RestGate gate;
    private final VenueSession session;
    private final Inlet inlet;

    // The listeners' thread
    private final SpscUnboundedArrayQueue<Wanted> handedOver = new SpscUnboundedArrayQueue<>(CHUNK);
    private final SnapshotScan scan = new SnapshotScan();
    private final SnapshotScan.Taker offer = this::offer;

    // The inlet's thread
    private final List<Wanted> waiting = new ArrayList<>();
    private final Map<Integer, Instrument> instruments = new HashMap<>();
    private final Set<Integer> underWay = new HashSet<>();
    /** Whose book REST was asked for last, where the stream has it as well. */
    private final Set<Integer> restAsked = new HashSet<>();
    private FeedEvents events;
    private SnapshotBody decoder;

    /** A request of the core's, with the question that is made of it once its turn has come. */
    private static final class Wanted {
        private final int instrumentId;
        private final long notBeforeNs;
        private RestQuestion question;

        private Wanted(int instrumentId, long notBeforeNs) {
            this.instrumentId = instrumentId;
            this.notBeforeNs = notBeforeNs;
        }
    }

    SnapshotDesk(VenueProtocol protocol, RestGate gate, VenueSession session, Inlet inlet) {
        this.protocol = protocol;
        this.gate = gate;
        this.session = session;
        this.inlet = inlet;
    }

    /** The instruments are known: from now on requests are served. On the inlet's thread. */
    void begin(List<Instrument> listed, Provenance provenance, FeedEvents feedEvents) {
        instruments.clear();
        listed.forEach(instrument -> instruments.put(instrument.id(), instrument));
        events = feedEvents;
        if (usesRest()) {
            decoder = protocol.snapshotBody(inlet, provenance);
        }
    }

    /** Nothing is asked for or published from now on. On the inlet's thread. */
    void end() {
        events = null;
    }

    @Override
    public void onRecord(Slot slot) {
        scan.scan(slot, offer);
    }

    /** A snapshot is wanted; on the listeners' thread. */
    void offer(int instrumentId, long notBeforeNs) {
        handedOver.offer(new Wanted(instrumentId, notBeforeNs));
    }

    @Override
    public int poll(Inlet polled, long nowNs) {
        if (events == null) {
            return 0;
        }
        for (Wanted wanted = handedOver.poll(); wanted != null; wanted = handedOver.poll()) {
            add(wanted);
        }
        return waiting.isEmpty() || !gate.isOpen(nowNs) ? 0 : serveNext(nowNs);
    }

    private void add(Wanted wanted) {
        if (instruments.containsKey(wanted.instrumentId)) {
            waiting.removeIf(other -> other.instrumentId == wanted.instrumentId);
            waiting.add(wanted);
        }
    }

    private int serveNext(long nowNs) {
        for (final Iterator<Wanted> each = waiting.iterator(); each.hasNext();) {
            final Wanted wanted = each.next();
            if (nowNs >= wanted.notBeforeNs && !underWay.contains(wanted.instrumentId)) {
                final Instrument instrument = instruments.get(wanted.instrumentId);
                if (session.isBarred(instrument.id())) {
                    // Its deltas do not come: a book now would be one that stands still. It begins with the connection
                    // that takes over.
                    each.remove();
                    continue;
                }
                if (!isRestsTurn(instrument)) {
                    each.remove();
                    restAsked.remove(instrument.id());
                    askStream(instrument);
                    return 1;
                }
                // Kept, since a budget that is spent is asked again with each poll.
                wanted.question = wanted.question == null ? protocol.snapshot(instrument) : wanted.question;
                if (!gate.tryTake(wanted.question, nowNs)) {
                    return 0;
                }
                each.remove();
                restAsked.add(instrument.id());
                fetch(instrument, wanted.question);
                return 1;
            }
        }
        return 0;
    }

    private boolean usesRest() {
        return protocol.snapshots() == SnapshotService.REST || protocol.snapshots() == SnapshotService.EITHER;
    }

    private boolean isRestsTurn(Instrument instrument) {
        return protocol.snapshots() == SnapshotService.REST
            || protocol.snapshots() == SnapshotService.EITHER && !restAsked.contains(instrument.id());
    }

    private void askStream(Instrument instrument) {
        final Conversation conversation = session.bookConversation(instrument.id());
        if (conversation == null) {
            failed(instrument.id(), "there is no connection");
            return;
        }
        events.status(FeedCondition.RESYNC_STARTED, instrument.id(), FeedEvents.NO_CONNECTION, "");
        underWay.add(instrument.id());
        conversation.askForBook(instrument, protocol.snapshots());
    }

    /** The stream has been asked as it should be, or is over. */
    void asked(int instrumentId) {
        underWay.remove(instrumentId);
    }

    /** The stream did not want to. */
    void failed(int instrumentId, String detail) {
        underWay.remove(instrumentId);
        if (events != null) {
            events.status(FeedCondition.SNAPSHOT_FAILED, instrumentId, FeedEvents.NO_CONNECTION, detail);
        }
    }

    private void fetch(Instrument instrument, RestQuestion question) {
        underWay.add(instrument.id());
        events.status(FeedCondition.RESYNC_STARTED, instrument.id(), FeedEvents.NO_CONNECTION, "");
        gate.ask(question, new RestHandler() {
            @Override
            public void onReply(RestReply reply) {
                underWay.remove(instrument.id());
                if (events == null) {
                    return;
                }
                if (!isStill(instrument)) {
                    failed(instrument.id(), "its definition has changed meanwhile");
                } else if (reply.isOk()) {
                    decoder.onBody(reply.body(), 0, reply.body().capacity(), instrument, reply.receiveTimeNs());
                } else {
                    failed(instrument.id(), reply.describe());
                }
            }

            @Override
            public void onFailure(String detail) {
                failed(instrument.id(), detail);
            }
        });
    }

    /** Whether prices and quantities mean what they meant when the book was asked for. */
    private boolean isStill(Instrument asked) {
        final Instrument now = instruments.get(asked.id());
        return now != null && now.withStatus(asked.status()).equals(asked);
    }
}
