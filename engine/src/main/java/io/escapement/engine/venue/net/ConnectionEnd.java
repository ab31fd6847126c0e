package io.escapement.engine.venue.net;

/**
 * Why a connection is over, or never was.
 *
 * @param kind        what happened
 * @param closeCode   the WebSocket close code that was received or sent; 0 where there was none
 * @param detail      one line for people, with the host
 * @param retryAfterS seconds for which the venue wants us to stay away; 0 where it does not say
 */
public record ConnectionEnd(Kind kind, int closeCode, String detail, long retryAfterS) {
    /** The close code of an orderly end. */
    public static final int NORMAL = 1000;
    /** With code 1000, what the loopback venue says when its recording has been played. */
    public static final String RECORDING_ENDED_REASON = "recording ended";

    /** An end with which the venue named no time to stay away. */
    public ConnectionEnd(Kind kind, int closeCode, String detail) {
        this(kind, closeCode, detail, 0);
    }

    /** What happened. */
    public enum Kind {
        /** No TCP connection: the name is not known, nobody listens, or no answer in time. */
        CONNECT_FAILED,
        /** TLS could not be agreed on; the detail says why. */
        TLS_FAILED,
        /** The server did not take the WebSocket handshake. */
        HANDSHAKE_REFUSED,
        /** The server sent a close frame. */
        CLOSED_BY_VENUE,
        /** The server says that its recording has been played. */
        RECORDING_ENDED,
        /** We closed it. */
        CLOSED_BY_US,
        /** The server broke the WebSocket protocol. */
        PROTOCOL_ERROR,
        /** The server sent a message beyond our limit. */
        TOO_LONG,
        /** No byte came within the limit, not even the answer to our ping. */
        SILENT,
        /** Cut without a close frame: reset, end of stream, network gone. */
        LOST,
        /** Our own handling of a frame failed. */
        HANDLER_FAILED
    }

    static ConnectionEnd closedByVenue(Endpoint endpoint, int code, String reason) {
        if (code == NORMAL && RECORDING_ENDED_REASON.equals(reason)) {
            return new ConnectionEnd(Kind.RECORDING_ENDED, code, endpoint + " has played its whole recording");
        }
        return new ConnectionEnd(Kind.CLOSED_BY_VENUE, code,
            endpoint + " closed the connection with code " + code + (reason.isEmpty() ? "" : ": " + reason));
    }

    @Override
    public String toString() {
        return kind + ": " + detail;
    }
}
