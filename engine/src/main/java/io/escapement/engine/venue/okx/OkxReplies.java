package io.escapement.engine.venue.okx;

import io.escapement.codecs.sbe.FeedStatusEncoder;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.json.AsciiText;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.JsonScanner;
import io.escapement.engine.venue.json.ReplyText;
import org.agrona.DirectBuffer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the venue says about the connection: the texts {@code ping} and {@code pong}, replies ({@code event}), notice
 * 64008 before an upgrade, and the {@code status} channel's maintenance.
 */
final class OkxReplies {
    private static final int PING_LENGTH = 4;
    private static final int UPGRADE = 64_008;
    /** "Wrong URL or channel:books,instId:A-B doesn't exist": the others of the message are granted. */
    private static final Pattern NAMED =
        Pattern.compile("channel: ?([A-Za-z0-9-]+), ?inst(?:Id|Type|Family): ?([A-Za-z0-9-]+)");

    private final ControlListener control;

    OkxReplies(ControlListener control) {
        this.control = control;
    }

    /** Whether the frame is one of the two texts that are no JSON. */
    boolean onText(DirectBuffer text) {
        if (text.capacity() != PING_LENGTH) {
            return false;
        }
        if (AsciiText.is(text, 0, PING_LENGTH, "pong")) {
            control.onPong();
            return true;
        }
        if (AsciiText.is(text, 0, PING_LENGTH, "ping")) {
            control.onAnswerWanted("pong");
            return true;
        }
        return false;
    }

    /** False where nobody here knows what the event means. */
    boolean onEvent(DirectBuffer text, JsonScanner scanner, JsonObject frame, JsonObject arg) {
        final int event = frame.find("event");
        if (frame.isString(event, "subscribe") || frame.isString(event, "unsubscribe")) {
            control.onAccepted(topic(text, scanner, frame, arg));
        } else if (frame.isString(event, "error")) {
            refused(text, scanner, frame, arg);
        } else if (frame.isString(event, "notice")) {
            final int code = (int) ReplyText.number(frame, "code", text, 0);
            if (code != UPGRADE) {
                return false;
            }
            control.onShutdownNotice(FeedStatusEncoder.receiveTimeNsNullValue());
        } else {
            return frame.isString(event, "channel-conn-count");
        }
        return true;
    }

    private void refused(DirectBuffer text, JsonScanner scanner, JsonObject frame, JsonObject arg) {
        final int code = (int) ReplyText.number(frame, "code", text, 0);
        final String words = ReplyText.of(frame, "msg", text);
        final long id = ReplyText.number(frame, "id", text, ControlListener.NO_REQUEST);
        final Matcher named = NAMED.matcher(words);
        if (named.find()) {
            control.onRefused(OkxProtocol.topic(named.group(1), named.group(2)), code, words);
        } else if (id == ControlListener.NO_REQUEST && frame.kind(frame.find("arg")) == '{') {
            control.onRefused(topic(text, scanner, frame, arg), code, words);
        } else {
            control.onRefused(id, code, words);
        }
    }

    /** As {@link OkxProtocol#topic} spells it: channel, colon, instrument or type of instruments. */
    private static String topic(DirectBuffer text, JsonScanner scanner, JsonObject frame, JsonObject arg) {
        final int field = frame.find("arg");
        if (frame.kind(field) != '{') {
            return "";
        }
        arg.clear();
        scanner.object(frame.begin(field), 0, arg);
        final String symbol = ReplyText.of(arg, arg.has("instId") ? "instId" : "instType", text);
        return OkxProtocol.topic(ReplyText.of(arg, "channel", text), symbol);
    }

    /** Maintenance that has begun or is over; what is only planned is passed over. */
    void onStatus(DirectBuffer text, JsonScanner scanner, JsonObject frame, JsonObject row) {
        final int data = frame.find("data");
        int at = frame.kind(data) == '[' ? scanner.element(frame.begin(data) + 1) : JsonScanner.FAILED;
        while (at != JsonScanner.FAILED && scanner.at(at) == '{') {
            row.clear();
            final int behind = scanner.object(at, 0, row);
            if (behind == JsonScanner.FAILED) {
                return;
            }
            final int state = row.find("state");
            if (row.isString(state, "ongoing") || row.isString(state, "completed")) {
                control.onMaintenance(row.isString(state, "ongoing"), ReplyText.of(row, "title", text));
            }
            at = scanner.element(behind);
        }
    }
}
