package io.escapement.engine.venue.coinbase;

import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;
import io.escapement.engine.venue.json.ReplyText;
import org.agrona.DirectBuffer;

import java.util.LinkedHashSet;
import java.util.Set;

/** What Coinbase answers to subscriptions. Rare, so text may be made here. */
final class CoinbaseReplies {
    private final ControlListener listener;
    private Set<String> subscribed = Set.of();

    CoinbaseReplies(ControlListener listener) {
        this.listener = listener;
    }

    /** {@code {"type":"error","message":".."}}, perhaps with a reason; it does not say which request it is about. */
    void onError(DirectBuffer text, JsonObject reply) {
        final String message = ReplyText.of(reply, "message", text);
        final String reason = ReplyText.of(reply, "reason", text);
        listener.onRefused(ControlListener.NO_REQUEST, 0, reason.isEmpty() ? message : message + ": " + reason);
    }

    /**
     * {@code {"subscriptions":{"level2":["BTC-USD"]}}}: everything that is subscribed to now. What was in the list
     * before and is not any more has been taken back, and there is no other word of that.
     */
    void onSubscriptions(DirectBuffer text, JsonScanner scanner, JsonObject event) {
        final Set<String> now = new LinkedHashSet<>();
        final int all = event.find("subscriptions");
        if (event.kind(all) != '{') {
            scanner.fail(all == JsonObject.MISSING ? 0 : event.begin(all), "an object", "subscriptions");
            return;
        }
        final JsonObject channels = new JsonObject();
        channels.clear();
        scanner.object(event.begin(all), 0, channels);
        for (int i = 0; i < channels.count() && scanner.expected() == null; i++) {
            final String channel = ReplyText.of(text, channels.keyBegin(i), channels.keyEnd(i));
            final int first = channels.kind(i) == '[' ? scanner.element(channels.begin(i) + 1)
                : scanner.fail(channels.begin(i), "an array");
            for (int at = first; at != JsonScanner.FAILED; ) {
                final int behind = scanner.value(at, 0);
                now.add(CoinbaseTexts.topic(channel, ReplyText.of(text, at + 1, behind - 1)));
                at = scanner.element(behind);
            }
        }
        if (scanner.expected() == null) {
            now.forEach(listener::onAccepted);
            subscribed.stream().filter(topic -> !now.contains(topic)).forEach(listener::onAccepted);
            subscribed = now;
        }
    }
}
