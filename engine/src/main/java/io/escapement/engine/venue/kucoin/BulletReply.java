package io.escapement.engine.venue.kucoin;

import io.escapement.engine.venue.listing.ListedFields;
import io.escapement.engine.venue.listing.RestRows;

import java.io.IOException;

/**
 * What {@code POST /api/v1/bullet-public} says: where to connect, with which token, and how often to ping. A token is
 * good for one day; every connection gets its own.
 *
 * @param endpoint       {@code wss://...}, without query
 * @param pingIntervalMs between two pings of ours
 * @param pingTimeoutMs  how long to wait for a pong
 */
public record BulletReply(String token, String endpoint, long pingIntervalMs, long pingTimeoutMs) {
    private static final int MOST_SERVERS = 16;
    private static final int MOST_MS_DIGITS = 7;

    /** @throws IOException naming the field that is missing or wrong, or the venue's refusal */
    public static BulletReply read(byte[] body) throws IOException {
        final ListedFields fields = RestRows.read(body, "")
            .requireCode("code", KucoinProtocol.GRANTED, "msg").head();
        for (int i = 0; i < MOST_SERVERS; i++) {
            final String server = "data.instanceServers." + i + ".";
            if (fields.text(server + "protocol").equals("websocket")) {
                final BulletReply reply = new BulletReply(need(fields, "data.token"),
                    need(fields, server + "endpoint"), millis(fields, server + "pingInterval"),
                    millis(fields, server + "pingTimeout"));
                if (!reply.endpoint.startsWith("wss://") && !reply.endpoint.startsWith("ws://")) {
                    throw new IOException("the endpoint " + reply.endpoint + ", expected wss://...");
                }
                return reply;
            }
        }
        throw new IOException("no server with the protocol websocket in data.instanceServers");
    }

    private static String need(ListedFields fields, String name) throws IOException {
        final String text = fields.text(name);
        if (text.isEmpty()) {
            throw new IOException("there is no " + name);
        }
        return text;
    }

    private static long millis(ListedFields fields, String name) throws IOException {
        final String text = need(fields, name);
        if (!text.matches("[1-9][0-9]*") || text.length() > MOST_MS_DIGITS) {
            throw new IOException("the " + name + " " + text + ", expected milliseconds of at most some hours");
        }
        return Long.parseLong(text);
    }

    /** Where to connect. The token is a secret of sorts: not to be logged. */
    public String url(String connectId) {
        return endpoint + (endpoint.contains("?") ? "&" : "?") + "token=" + token + "&connectId=" + connectId;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "BulletReply[" + endpoint + ", ping every " + pingIntervalMs + " ms, timeout " + pingTimeoutMs
            + " ms]";
    }
}
