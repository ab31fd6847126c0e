package io.escapement.engine.venue.kraken;

import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;
import io.escapement.engine.venue.json.ReplyText;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * What Kraken says of the connection and answers to requests: one acknowledgement for each symbol of a request. Rare,
 * so text may be made here.
 */
final class KrakenReplies {
    private final ControlListener listener;
    private final JsonObject result = new JsonObject();
    private final Long2ObjectHashMap<String> channels = new Long2ObjectHashMap<>();
    private boolean inMaintenance;

    KrakenReplies(ControlListener listener) {
        this.listener = listener;
    }

    void asked(long requestId, String channel) {
        channels.put(requestId, channel);
    }

    /** False where it is no reply that we know. */
    boolean onReply(DirectBuffer text, JsonScanner scanner, JsonObject reply) {
        final int method = reply.find("method");
        final long id = ReplyText.number(reply, "req_id", text, ControlListener.NO_REQUEST);
        final boolean granted = reply.kind(reply.find("success")) == 't';
        if (reply.isString(method, "pong")) {
            listener.onPong();
        } else if (id == KrakenTexts.UNHEARD_REQUEST && reply.isString(method, "subscribe")) {
            return true;
        } else if (!reply.isString(method, "subscribe") && !reply.isString(method, "unsubscribe")) {
            return false;
        } else if (granted) {
            granted(id, reply, text, scanner);
        } else {
            refused(id, reply, text);
        }
        return true;
    }

    private void granted(long id, JsonObject reply, DirectBuffer text, JsonScanner scanner) {
        final int nested = reply.find("result");
        result.clear();
        if (reply.kind(nested) == '{') {
            scanner.object(reply.begin(nested), 0, result);
        }
        if (result.has("channel") && result.has("symbol")) {
            listener.onAccepted(KrakenTexts.topic(ReplyText.of(result, "channel", text),
                ReplyText.of(result, "symbol", text)));
        } else {
            listener.onAccepted(id);
        }
    }

    private void refused(long id, JsonObject reply, DirectBuffer text) {
        final String channel = channels.get(id);
        final String symbol = ReplyText.of(reply, "symbol", text);
        final String error = ReplyText.of(reply, "error", text);
        if (channel != null && !symbol.isEmpty()) {
            listener.onRefused(KrakenTexts.topic(channel, symbol), 0, error);
        } else {
            listener.onRefused(id, 0, symbol.isEmpty() ? error : symbol + ": " + error);
        }
    }

    /** The first thing that the venue says on a connection, and again when its state changes. */
    void onStatus(DirectBuffer text, JsonObject status) {
        final int system = status.find("system");
        final boolean maintenance = status.isString(system, "maintenance");
        if (maintenance || inMaintenance) {
            listener.onMaintenance(maintenance, "the venue is in state " + ReplyText.of(status, "system", text));
        }
        inMaintenance = maintenance;
        if (!maintenance) {
            listener.onReady();
        }
    }
}
