package io.escapement.engine.venue.session;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.net.ConnectionEnd;
import io.escapement.engine.venue.net.FrameHandler;
import io.escapement.engine.venue.net.WebSocketConnection;
import io.escapement.engine.venue.net.WebSocketListener;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import org.agrona.DirectBuffer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One connection: waits for the venue's hello where there is one, subscribes, pings, and hands frames to its decoder.
 * Everything that is sent keeps within the budget of messages, save for answers that the venue waits for.
 */
final class Conversation implements WebSocketListener, FrameHandler, ControlListener {
    private final int id;
    private final Line line;
    private final VenueSession session;
    private final EventLoop loop;
    private final ConnectionInlet inlet;
    private final StreamProtocol protocol;
    private final Outbox outbox;
    private final Subscriber subscriber;
    /** What control replies lead to: done after the frame, since a decoder may hold a slot meanwhile. */
    private final Deque<Runnable> afterFrame = new ArrayDeque<>();

    private FrameDecoder decoder;
    private WebSocketConnection socket;
    private Opening opening;
    private ScheduledFuture<?> helloLimit;
    private ScheduledFuture<?> pinging;
    private boolean ready;
    private boolean ended;
    private long requests;

    Conversation(int id, Line line, VenueSession session, boolean delivers) {
        this.id = id;
        this.line = line;
        this.session = session;
        this.loop = session.loop();
        this.inlet = session.connectionInlet(delivers);
        this.protocol = session.protocol().open(session.site(inlet, this, id, line.path()));
        this.decoder = protocol.decoder();
        this.inlet.watch(line.topics());
        this.outbox = new Outbox(session.timers(), session.protocol().messages().open(), session.allMessages(),
            this::isOpen, this::say);
        this.subscriber = new Subscriber(this, protocol, session, line.topics());
    }

    int id() {
        return id;
    }

    ConnectionInlet inlet() {
        return inlet;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    // Opening and closing

    /** The way is known: connects. */
    void begin(Opening how) {
        opening = how;
        socket = session.connect(how, this);
    }

    /** There is no way to connect. */
    void failToBegin(String detail) {
        loop.execute(() -> end(new ConnectionEnd(ConnectionEnd.Kind.CONNECT_FAILED, 0, detail)));
    }

    void close(String reason) {
        if (socket == null) {
            end(new ConnectionEnd(ConnectionEnd.Kind.CLOSED_BY_US, 0, reason));
        } else {
            socket.close(reason);
        }
    }

    /** Nothing that still comes is of use. */
    void ignoreFrames() {
        decoder = (frame, offset, length, timeNs, nanos) -> 0;
        inlet.shut();
    }

    boolean isOpen() {
        return socket != null && socket.isOpen();
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void onOpen(WebSocketConnection connection) {
        session.tap().opened(id, opening.shownUrl());
        if (!line.opened(this, connection)) {
            return;
        }
        if (session.protocol().greets()) {
            final int limitMs = session.pacing().acknowledgeMs();
            helloLimit = loop.schedule(() -> close("no hello within " + limitMs + " ms"), limitMs,
                TimeUnit.MILLISECONDS);
        } else {
            getReady();
        }
    }

    private void getReady() {
        if (ready || ended) {
            return;
        }
        ready = true;
        cancel(helloLimit);
        protocol.greeting().forEach(text -> send(text, () -> { }));
        if (opening.pingIntervalMs() > 0) {
            pinging = loop.schedule(this::ping, opening.pingIntervalMs(), TimeUnit.MILLISECONDS);
        }
        subscriber.begin();
    }

    private void ping() {
        send(protocol.ping(nextRequestId(), session.nowNs() / 1_000_000L), () -> {
            final long framesThen = socket.frames();
            pinging = loop.schedule(() -> afterPing(framesThen), opening.pongLimitMs(), TimeUnit.MILLISECONDS);
        });
    }

    private void afterPing(long framesThen) {
        if (socket.frames() == framesThen) {
            close("nothing came within " + opening.pongLimitMs() + " ms after our ping");
        } else {
            pinging = loop.schedule(this::ping, Math.max(1, opening.pingIntervalMs() - opening.pongLimitMs()),
                TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void onEnd(WebSocketConnection connection, ConnectionEnd end) {
        end(end);
    }

    private void end(ConnectionEnd end) {
        if (!ended) {
            ended = true;
            cancel(helloLimit);
            cancel(pinging);
            subscriber.end();
            line.ended(this, end);
        }
    }

    private static void cancel(ScheduledFuture<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    // Sending

    long nextRequestId() {
        return ++requests;
    }

    /** Sends as soon as the budget allows it, one text behind the other, unless the connection has ended by then. */
    void send(String text, Runnable sent) {
        outbox.send(text, sent);
    }

    private void say(String text) {
        session.tap().sent(id, text);
        socket.send(text);
    }

    /** Asks for this book anew, in the way that the venue has. */
    void askForBook(Instrument instrument, SnapshotService how) {
        if (how == SnapshotService.REQUEST) {
            subscriber.request(instrument);
        } else {
            subscriber.resubscribe(instrument);
        }
    }

    // Receiving

    @Override
    public void onFrame(DirectBuffer frame, int offset, int length, boolean text, long receiveTimeNs,
                        long receivedNanos) {
        session.tap().received(id, frame, offset, length, text, receiveTimeNs);
        decoder.onFrame(frame, offset, length, receiveTimeNs, receivedNanos);
        while (!afterFrame.isEmpty()) {
            afterFrame.poll().run();
        }
    }

    /** Does this once the frame that is being decoded is done. */
    void later(Runnable what) {
        afterFrame.add(what);
    }

    @Override
    public void onAccepted(long requestId) {
        later(() -> subscriber.accepted(requestId));
    }

    @Override
    public void onAccepted(String topic) {
        later(() -> subscriber.accepted(topic));
    }

    @Override
    public void onRefused(long requestId, int code, String message) {
        later(() -> subscriber.refused(requestId, code, message));
    }

    @Override
    public void onRefused(String topic, int code, String message) {
        later(() -> subscriber.refused(topic, code, message));
    }

    @Override
    public void onShutdownNotice(long venueTimeNs) {
        later(() -> line.shutdownNotice(this));
    }

    @Override
    public void onReady() {
        later(this::getReady);
    }

    @Override
    public void onAnswerWanted(String text) {
        later(() -> outbox.answer(text));
    }

    @Override
    public void onMaintenance(boolean begins, String detail) {
        later(() -> line.maintenance(this, begins, detail));
    }

    // What the subscriber says

    /** The venue has granted all that it will. */
    void subscribed(List<Topic> granted) {
        if (granted.isEmpty()) {
            close("every subscription was refused");
        } else {
            line.subscribed(this);
        }
    }

    /** The venue has granted what it had put off. */
    void grantedLate(List<Topic> granted) {
        if (!granted.isEmpty()) {
            line.grantedLate(this, granted);
        }
    }

    void refused(List<Topic> topics, String detail) {
        line.refused(this, topics, detail);
    }
}
