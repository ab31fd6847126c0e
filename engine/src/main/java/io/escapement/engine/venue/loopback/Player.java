package io.escapement.engine.venue.loopback;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the source's frames when they are due. Play begins with the first subscription. A paced play then goes on
 * whether or not a client is there, as a venue does; at greatest speed it waits while nobody listens.
 */
final class Player implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Player.class);
    /** Items in one go before the event loop sees to its sockets again. */
    private static final int BATCH = 256;
    /** Shorter waits are spun through: a timer is no finer than this. */
    private static final long SPIN_NS = 60_000;

    private final VenueSource source;
    private final Serve serve;
    private final EventLoop loop;
    private final Faults faults;
    private final StreamHub hub = new StreamHub();
    private final Market market;
    private final SnapshotGate gate;
    private final Snapshots snapshots;

    private final List<Long> connects = new ArrayList<>();

    private SourceItem next;
    private boolean started;
    private boolean ended;
    private boolean scheduled;
    private IOException failure;
    private long originSourceNs;
    private long positionNs;
    private long startNanos;
    private long stalledUntilNanos;
    private long gatedSinceNanos;
    private long frameNumber;
    private Future<?> timer;

    /**
     * @param speech null = Binance's
     * @param desk   hears of the market; null = no orders are taken
     */
    Player(final VenueSource source, final Speech speech, final Serve serve, final EventLoop loop,
        final Faults faults, final OrderDesk desk) throws IOException {
        this.source = source;
        this.serve = serve;
        this.loop = loop;
        this.faults = faults;
        final PlayedMarket played = desk == null ? null : new PlayedMarket(desk.exchange());
        this.market = speech == null ? new BinanceMarket(source, faults, serve.books(), played)
            : new SpokenMarket(speech, source, faults, serve.books(), played);
        this.gate = new SnapshotGate(serve.limits().snapshotWaitMs() * 1_000_000L);
        this.snapshots = new Snapshots(market);
        this.next = source.next();
        this.positionNs = next == null ? 0 : next.timeNs();
        while (next != null && next.key() == null) {
            market.onWhole(next);
            next = source.next();
        }
    }

    StreamHub hub() {
        return hub;
    }

    Faults faults() {
        return faults;
    }

    Market market() {
        return market;
    }

    VenueSource source() {
        return source;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Somebody wants a stream connection, whatever the answer will be. */
    void onConnect() {
        connects.add(System.nanoTime());
    }

    /** When stream connections were asked for, {@link System#nanoTime()}. */
    List<Long> connects() {
        return List.copyOf(connects);
    }

    /** What made the play break off, or null. */
    IOException failure() {
        return failure;
    }

    /** The source's time at the position of play, epoch nanoseconds. */
    long positionNs() {
        return positionNs;
    }

    /** When the first item was due, later by each wait since; 0 = no play yet. */
    long startNanos() {
        return startNanos;
    }

    /** The first item's time, epoch nanoseconds. */
    long originNs() {
        return originSourceNs;
    }

    /** Frames of the source that have been played, sent to anybody or not. */
    long playedCount() {
        return frameNumber;
    }

    void onSubscribed(final String key) {
        if (market.isAskedForBooks() && market.bookOf(key) != null) {
            gate.expect(market.bookOf(key));
        }
        if (!started) {
            started = true;
            loop.schedule(this::begin, serve.limits().startDelayMs(), TimeUnit.MILLISECONDS);
        } else if (ended) {
            loop.execute(this::sayEnded);
        } else {
            resume();
        }
    }

    /** A connection is no more, or takes nothing any longer; it may have been the one that the play waited for. */
    void onGone() {
        if (!hub.hasSubscribers()) {
            gate.releaseAll();
        }
        resume();
    }

    /** Nothing more is played. */
    void stop() {
        ended = true;
    }

    private void begin() {
        originSourceNs = next == null ? 0 : next.timeNs();
        startNanos = System.nanoTime();
        resume();
    }

    /** Something that the play waited for may have come. */
    void resume() {
        if (startNanos != 0 && !scheduled && !ended) {
            scheduled = true;
            if (timer != null) {
                timer.cancel(false);
                timer = null;
            }
            loop.execute(this);
        }
    }

    private void resumeIn(final long nanoseconds) {
        if (nanoseconds < SPIN_NS) {
            resume();
        } else if (timer == null || timer.isDone()) {
            timer = loop.schedule(this::resume, nanoseconds, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void run() {
        scheduled = false;
        timer = null;
        if (ended) {
            return;
        }
        try {
            for (int i = 0; i < BATCH; i++) {
                if (!playOne()) {
                    hub.flush();
                    return;
                }
            }
            hub.flush();
            resume();
        } catch (final IOException | IllegalArgumentException ex) {
            fail(ex);
        }
    }

    /** Returns false where the play has to wait; then it has been arranged how it goes on. */
    private boolean playOne() throws IOException {
        if (next == null) {
            return atEnd();
        }
        final boolean max = serve.pace().isMax();
        final long now = max && stalledUntilNanos == 0 ? 0 : System.nanoTime();
        if (!hub.isWritable() || max && !hub.hasSubscribers()) {
            return false;
        }
        if (stalledUntilNanos > now) {
            resumeIn(stalledUntilNanos - now);
            return false;
        }
        stalledUntilNanos = 0;
        if (isGated()) {
            return false;
        }
        final long dueNanos = startNanos + serve.pace().dueNs(next.timeNs() - originSourceNs, frameNumber);
        if (!max && dueNanos > now) {
            resumeIn(dueNanos - now);
            return false;
        }
        final SourceItem item = next;
        next = source.next();
        play(item, max ? 0 : dueNanos);
        return true;
    }

    private boolean isGated() {
        final long now = System.nanoTime();
        final long waitNs = gate.waitNs(now, market);
        if (waitNs > 0) {
            gatedSinceNanos = gatedSinceNanos == 0 ? now : gatedSinceNanos;
            resumeIn(waitNs);
            return true;
        }
        if (gatedSinceNanos != 0) {
            startNanos += now - gatedSinceNanos;
            gatedSinceNanos = 0;
        }
        return false;
    }

    private void play(final SourceItem item, final long dueNanos) {
        positionNs = item.timeNs();
        faults.onTime(item.timeNs() - originSourceNs);
        if (item.key() == null) {
            snapshots.onKnown(market.onWhole(item));
            return;
        }
        if (hub.hasSubscribers()) {
            connectionFaults();
        }
        playFrame(item);
        if (serve.listener() != null && hub.hasSubscriber(item.key())) {
            serve.listener().onFrame(market.topic(item), frameNumber, dueNanos, System.nanoTime());
        }
        frameNumber++;
    }

    private void playFrame(final SourceItem frame) {
        final boolean harmed = market.play(frame, hub);
        final String symbol = market.symbol(frame);
        if (symbol == null) {
            return;
        }
        if (market.isKnown(symbol)) {
            snapshots.onKnown(symbol);
        }
        if (harmed && serve.pace().isMax()) {
            gate.expect(symbol);
        } else if (hub.hasSubscriber(frame.key())) {
            gate.onSent(symbol);
        }
    }

    /** A client has got a whole book of this symbol. */
    void onBookSent(final String symbol) {
        gate.release(symbol);
        resume();
    }

    private void connectionFaults() {
        if (faults.happens(FaultKind.DISCONNECT)) {
            hub.flush();
            hub.sessions().forEach(session -> session.close(1001, "going away (injected fault)"));
        }
        if (faults.happens(FaultKind.ABORT)) {
            hub.sessions().forEach(StreamSession::abort);
        }
        if (faults.happens(FaultKind.STALL)) {
            stalledUntilNanos = System.nanoTime() + faults.parameter(FaultKind.STALL);
        }
        if (faults.happens(FaultKind.HALF_OPEN)) {
            hub.sessions().forEach(session -> session.fallSilent(faults.parameter(FaultKind.HALF_OPEN)));
        }
        closeWithNotice(FaultKind.SERVER_SHUTDOWN);
        closeWithNotice(FaultKind.MAINTENANCE);
    }

    private void closeWithNotice(final FaultKind kind) {
        if (faults.happens(kind)) {
            hub.sessions().forEach(session -> {
                session.talk().sayShutdown(positionNs / 1_000_000);
                loop.schedule(() -> session.close(1001, "server shutdown"), faults.parameter(kind),
                    TimeUnit.NANOSECONDS);
            });
        }
    }

    private boolean atEnd() throws IOException {
        if (serve.atEnd() == AtEnd.LOOP && frameNumber > 0 && source.rewind()) {
            market.clear();
            if (market.isAskedForBooks()) {
                market.symbols().forEach(gate::expect);
            }
            final long lastNs = positionNs;
            next = source.next();
            LOG.debug("The recording begins again; its times go on from {} ns", lastNs);
            return next != null;
        }
        ended = true;
        hub.flush();
        sayEnded();
        return false;
    }

    private void sayEnded() {
        if (serve.atEnd() != AtEnd.STAY) {
            final String reason = failure == null ? LoopbackVenue.RECORDING_ENDED : "recording unreadable";
            hub.sessions().forEach(session -> session.close(failure == null ? 1000 : 1011, reason));
        }
        snapshots.giveUp("the recording has ended");
    }

    private void fail(final Exception cause) {
        failure = cause instanceof IOException io ? io : new IOException(cause);
        LOG.error("The play breaks off: {}", cause.getMessage());
        ended = true;
        hub.flush();
        sayEnded();
    }

    /**
     * Asks for a snapshot at the position of play; it comes at once where the venue's book is known, else when the
     * play gets there, and fails after the limit.
     */
    void requestSnapshot(final String symbol, final int limit, final QueryStringDecoder query,
        final Consumer<RestReply> reply) {
        final SnapshotRequest request = new SnapshotRequest(symbol, limit, query, answer -> {
            if (answer.isSound()) {
                gate.release(symbol);
            }
            reply.accept(answer.reply());
            resume();
        });
        if (snapshots.request(request)) {
            loop.schedule(() -> snapshots.giveUp(request, "the recording has not reached its snapshot of " + symbol),
                Math.max(1, serve.limits().snapshotWaitMs()), TimeUnit.MILLISECONDS);
        }
    }
}
