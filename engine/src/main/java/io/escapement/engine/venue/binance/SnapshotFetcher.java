package io.escapement.engine.venue.binance;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.SnapshotRequestDecoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.EventSource;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.venue.event.FeedEvents;
import io.escapement.engine.venue.net.RateBudget;
import io.escapement.engine.venue.net.RestClient;
import io.escapement.engine.venue.net.RestHandler;
import io.escapement.engine.venue.net.RestReply;
import org.agrona.concurrent.EpochNanoClock;
import org.jctools.queues.SpscUnboundedArrayQueue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Fetches the depth snapshots that the core asks for. Sees {@code SnapshotRequest} effects as a record listener, on the
 * listeners' thread, and hands them over; the rest happens on the inlet's thread, which is also the transport's: not
 * before the time asked for, within the budget of request weight, and not while the venue has told us to stay away.
 * What is published: {@code RESYNC_STARTED} before the request goes out, then the snapshot's fragments or {@code
 * SNAPSHOT_FAILED} with the reason. It does not retry by itself; the core asks again.
 */
public final class SnapshotFetcher implements RecordListener, EventSource {
    private static final int CHUNK = 64;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BANNED = 418;
    private static final long DEFAULT_RETRY_S = 10;
    private static final long DEFAULT_BAN_S = 120;
    private static final String USED_WEIGHT = "X-MBX-USED-WEIGHT-1M";
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    private final RestClient rest;
    private final EpochNanoClock clock;
    private final Inlet inlet;
    private final Venue venue;
    private final int limit;
    private final int weight;
    private final int weightPerMinute;
    private final RateBudget budget;

    // The listeners' thread
    private final SpscUnboundedArrayQueue<Wanted> handedOver = new SpscUnboundedArrayQueue<>(CHUNK);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SnapshotRequestDecoder request = new SnapshotRequestDecoder();

    // The inlet's thread
    private final List<Wanted> waiting = new ArrayList<>();
    private final Map<Integer, Instrument> instruments = new HashMap<>();
    private final Map<Integer, Instrument> underWay = new HashMap<>();
    private FeedEvents events;
    private DepthSnapshotDecoder decoder;
    private long notBeforeNs;

    private record Wanted(int instrumentId, long notBeforeNs) {
    }

    SnapshotFetcher(RestClient rest, EpochNanoClock clock, Inlet inlet, Venue venue, int limit, int weightPerMinute) {
        this.rest = rest;
        this.clock = clock;
        this.inlet = inlet;
        this.venue = venue;
        this.limit = limit;
        this.weight = BinancePaths.depthWeight(limit);
        this.weightPerMinute = weightPerMinute;
        this.budget = new RateBudget(weightPerMinute, MINUTE_NS);
    }

    /** The instruments are known: from now on requests are served. On the inlet's thread. */
    void begin(List<Instrument> listed, Provenance provenance, FeedEvents feedEvents) {
        listed.forEach(instrument -> instruments.put(instrument.id(), instrument));
        events = feedEvents;
        decoder = new DepthSnapshotDecoder(inlet, venue, FeedEvents.NO_CONNECTION, provenance, TimeUnit.MILLISECONDS);
    }

    /** Nothing is asked for or published from now on. On the inlet's thread. */
    void end() {
        events = null;
    }

    @Override
    public void onRecord(Slot slot) {
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == SnapshotRequestDecoder.TEMPLATE_ID) {
                request.wrapAndApplyHeader(slot.buffer(), effect, header);
                handedOver.offer(new Wanted(request.instrumentId(), request.notBeforeNs()));
            }
        }
    }

    @Override
    public int poll(Inlet polled, long nowNs) {
        if (events == null) {
            return 0;
        }
        for (Wanted wanted = handedOver.poll(); wanted != null; wanted = handedOver.poll()) {
            add(wanted);
        }
        return waiting.isEmpty() || nowNs < notBeforeNs ? 0 : fetchNext(nowNs);
    }

    private void add(Wanted wanted) {
        if (instruments.containsKey(wanted.instrumentId())) {
            waiting.removeIf(other -> other.instrumentId() == wanted.instrumentId());
            waiting.add(wanted);
        }
    }

    private int fetchNext(long nowNs) {
        for (final Iterator<Wanted> each = waiting.iterator(); each.hasNext();) {
            final Wanted wanted = each.next();
            if (nowNs >= wanted.notBeforeNs() && !underWay.containsKey(wanted.instrumentId())) {
                if (!budget.tryTake(weight, nowNs)) {
                    return 0;
                }
                each.remove();
                fetch(instruments.get(wanted.instrumentId()));
                return 1;
            }
        }
        return 0;
    }

    private void fetch(Instrument instrument) {
        underWay.put(instrument.id(), instrument);
        events.status(FeedCondition.RESYNC_STARTED, instrument.id(), FeedEvents.NO_CONNECTION, "");
        rest.get(BinancePaths.depth(instrument.symbol(), limit), new RestHandler() {
            @Override
            public void onReply(RestReply reply) {
                underWay.remove(instrument.id());
                if (events != null) {
                    take(instrument, reply);
                }
            }

            @Override
            public void onFailure(String detail) {
                underWay.remove(instrument.id());
                if (events != null) {
                    events.status(FeedCondition.SNAPSHOT_FAILED, instrument.id(), FeedEvents.NO_CONNECTION, detail);
                }
            }
        });
    }

    private void take(Instrument instrument, RestReply reply) {
        observeBudget(reply);
        if (reply.isOk()) {
            decoder.onBody(reply.body(), 0, reply.body().capacity(), instrument, reply.receiveTimeNs());
        } else {
            events.status(FeedCondition.SNAPSHOT_FAILED, instrument.id(), FeedEvents.NO_CONNECTION, reply.describe());
        }
    }

    private void observeBudget(RestReply reply) {
        final long nowNs = clock.nanoTime();
        if (reply.status() == TOO_MANY_REQUESTS || reply.status() == BANNED) {
            final long seconds = reply.retryAfterSeconds(
                reply.status() == BANNED ? DEFAULT_BAN_S : DEFAULT_RETRY_S);
            notBeforeNs = Math.max(notBeforeNs, nowNs + TimeUnit.SECONDS.toNanos(Math.min(seconds, 7 * 86_400)));
        } else if (reply.number(USED_WEIGHT, 0) + weight > weightPerMinute) {
            // Somebody else at this address has used it up; the venue counts by calendar minutes.
            notBeforeNs = Math.max(notBeforeNs, (nowNs / MINUTE_NS + 1) * MINUTE_NS);
        }
    }
}
