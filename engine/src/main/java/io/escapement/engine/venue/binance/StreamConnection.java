package io.escapement.engine.venue.binance;

import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.net.ConnectionEnd;
import io.escapement.engine.venue.net.FrameHandler;
import io.escapement.engine.venue.net.RateBudget;
import io.escapement.engine.venue.net.WebSocketConnection;
import io.escapement.engine.venue.net.WebSocketListener;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import org.agrona.DirectBuffer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * One connection of a session: subscribes step by step, each message once the one before has been answered, and hands
 * frames to a decoder. Market data goes to the decoder it was told to use; the session changes that when this
 * connection takes over from another.
 */
final class StreamConnection implements WebSocketListener, FrameHandler, ControlListener {
    /** The venue allows 5 messages a second; pongs count as well. */
    private static final int MESSAGES_PER_SECOND = 3;

    private final int id;
    private final BinanceSession session;
    private final SubscriptionPlan plan;
    private final EventLoop loop;
    private final int acknowledgeMs;
    private final RateBudget messages = new RateBudget(MESSAGES_PER_SECOND, TimeUnit.SECONDS.toNanos(1));
    /** What control replies lead to: done after the frame, since a decoder may hold a slot meanwhile. */
    private final Deque<Runnable> afterFrame = new ArrayDeque<>();

    private WebSocketConnection socket;
    private FrameDecoder decoder;
    private ScheduledFuture<?> limit;
    private int asked;
    private int granted;
    private boolean subscribed;

    StreamConnection(int id, BinanceSession session, SubscriptionPlan plan, EventLoop loop, int acknowledgeMs) {
        this.id = id;
        this.session = session;
        this.plan = plan;
        this.loop = loop;
        this.acknowledgeMs = acknowledgeMs;
    }

    int id() {
        return id;
    }

    boolean isSubscribed() {
        return subscribed;
    }

    void attach(WebSocketConnection newSocket) {
        socket = newSocket;
    }

    void decodeWith(FrameDecoder newDecoder) {
        decoder = newDecoder;
    }

    void close(String reason) {
        if (socket != null) {
            socket.close(reason);
        }
    }

    @Override
    public void onFrame(DirectBuffer frame, int offset, int length, boolean text, long receiveTimeNs,
                        long receivedNanos) {
        decoder.onFrame(frame, offset, length, receiveTimeNs, receivedNanos);
        while (!afterFrame.isEmpty()) {
            afterFrame.poll().run();
        }
    }

    @Override
    public void onOpen(WebSocketConnection connection) {
        if (session.opened(this, connection)) {
            askNext();
        }
    }

    private void askNext() {
        if (asked == plan.size()) {
            if (granted > 0) {
                subscribed = true;
                session.subscribed(this);
            } else {
                close("every subscription was refused");
            }
            return;
        }
        final long nowNanos = System.nanoTime();
        final long waitNs = messages.waitNs(1, nowNanos);
        if (waitNs > 0) {
            loop.schedule(this::askNext, waitNs, TimeUnit.NANOSECONDS);
        } else if (socket.isOpen()) {
            messages.tryTake(1, nowNanos);
            asked++;
            socket.send(plan.message(asked));
            limit = loop.schedule(() -> close("no answer to SUBSCRIBE within " + acknowledgeMs + " ms"), acknowledgeMs,
                TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void onEnd(WebSocketConnection connection, ConnectionEnd end) {
        stopWaiting();
        session.ended(this, end);
    }

    private void stopWaiting() {
        if (limit != null) {
            limit.cancel(false);
            limit = null;
        }
    }

    @Override
    public void onAccepted(long requestId) {
        afterFrame.add(() -> {
            if (isAwaited(requestId)) {
                granted++;
                askNext();
            }
        });
    }

    @Override
    public void onRefused(long requestId, int code, String message) {
        afterFrame.add(() -> {
            final String detail = "SUBSCRIBE was refused: code " + code + ", " + message;
            if (isAwaited(requestId == NO_REQUEST && limit != null ? asked : requestId)) {
                session.refused(this, plan.symbols(asked), detail);
                askNext();
            } else {
                session.problem("request " + requestId + " was refused: code " + code + ", " + message);
            }
        });
    }

    private boolean isAwaited(long requestId) {
        if (limit == null || requestId != asked) {
            return false;
        }
        stopWaiting();
        return true;
    }

    @Override
    public void onShutdownNotice(long venueTimeNs) {
        afterFrame.add(() -> session.shutdownNotice(this));
    }
}
