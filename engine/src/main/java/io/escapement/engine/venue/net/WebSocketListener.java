package io.escapement.engine.venue.net;

/** Hears of the life of one connection, on its thread. */
public interface WebSocketListener {
    /** The handshake is done; messages may come and be sent from now on. */
    void onOpen(WebSocketConnection connection);

    /** It is over, or never came to be. Called once per connection, and last. */
    void onEnd(WebSocketConnection connection, ConnectionEnd end);
}
