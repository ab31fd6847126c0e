package io.escapement.engine.venue.orders;

import io.escapement.engine.venue.net.WebSocketConnection;
import org.agrona.DirectBuffer;

/** One WebSocket of an account: a private stream, an entry for orders, or both. The transport's thread. */
public abstract class AccountLine {
    private WebSocketConnection connection;
    private boolean ready;

    /** For messages. */
    public abstract String name();

    /** With its path. It may hold a listen key, and is shown nowhere. */
    public abstract String url();

    /** Whether orders go over it. */
    public abstract boolean takesOrders();

    /** The connection stands: say who we are and what we want to hear. */
    public abstract void opened();

    /** One message. What is wrong with it goes to the desk; nothing is thrown. */
    public abstract void onFrame(DirectBuffer frame, int offset, int length, boolean text, long receiveTimeNs);

    /** How often a ping of our own is due; 0: never. */
    public long pingEveryMs() {
        return 0;
    }

    /** Our own ping. */
    public String ping() {
        return "";
    }

    /** Why the venue's dead-man timer does not hang on this line although it was wanted; empty where it does. */
    public String withoutDeadMan() {
        return "";
    }

    final void attach(WebSocketConnection newConnection) {
        connection = newConnection;
    }

    final void markReady() {
        ready = true;
    }

    final boolean isReady() {
        return ready && connection != null && connection.isOpen();
    }

    /** Sends a text; false, and nothing is sent, where the connection is not open. */
    public final boolean send(String text) {
        return connection != null && connection.send(text);
    }

    final boolean send(DirectBuffer text, int length) {
        return connection != null && connection.send(text, 0, length);
    }

    final void close(String why) {
        if (connection != null) {
            connection.close(why);
        }
    }
}
