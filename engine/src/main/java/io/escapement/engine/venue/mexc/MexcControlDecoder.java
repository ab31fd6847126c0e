package io.escapement.engine.venue.mexc;

import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.event.StatusWriter;
import io.escapement.engine.venue.json.JsonFrameDecoder;
import io.escapement.engine.venue.json.JsonObject;

/**
 * Text frames: {@code {"id":0,"code":0,"msg":".."}}. The code is 0 on failure too: a subscription was granted only
 * where the message is nothing but topics, joined by commas; whoever asked compares them with what it asked for. Rare,
 * so text may be made here.
 */
final class MexcControlDecoder extends JsonFrameDecoder {
    private static final String TOPIC = "spot@[A-Za-z0-9.@+_-]+";
    private static final int LONGEST_MESSAGE = 200;

    private final ControlListener listener;

    MexcControlDecoder(EventOutlet outlet, StatusWriter status, InstrumentLookup instruments,
                       ControlListener listener) {
        super(outlet, status, instruments);
        this.listener = listener;
    }

    @Override
    protected void decode() {
        if (!scanner.wholeText(frame)) {
            return;
        }
        fields.wrap(frame, 0);
        final int message = frame.find("msg");
        if (message == JsonObject.MISSING || frame.kind(message) != '"') {
            unknown(0, text.capacity());
            return;
        }
        final String words =
            text.getStringWithoutLengthUtf8(frame.begin(message) + 1, frame.end(message) - frame.begin(message) - 2);
        if ("PONG".equals(words)) {
            listener.onPong();
        } else if (areTopics(words)) {
            for (final String topic : words.split(",")) {
                listener.onAccepted(topic);
            }
        } else {
            refuse(words);
        }
    }

    private static boolean areTopics(String words) {
        for (final String word : words.split(",", -1)) {
            if (!word.matches(TOPIC)) {
                return false;
            }
        }
        return true;
    }

    /** {@code Not Subscribed successfully! [topic]. Reason: Blocked!} */
    private void refuse(String words) {
        final String shortened = words.length() > LONGEST_MESSAGE ? words.substring(0, LONGEST_MESSAGE) : words;
        final int open = words.indexOf('[');
        final int close = words.indexOf(']', open + 1);
        final String topics = open < 0 || close < 0 ? "" : words.substring(open + 1, close);
        if (areTopics(topics)) {
            for (final String topic : topics.split(",")) {
                listener.onRefused(topic, code(), shortened);
            }
        } else {
            listener.onRefused(ControlListener.NO_REQUEST, code(), shortened);
        }
    }

    private int code() {
        final int field = frame.find("code");
        if (field == JsonObject.MISSING) {
            return 0;
        }
        final int length = Math.min(frame.end(field) - frame.begin(field), LONGEST_MESSAGE);
        final String digits = text.getStringWithoutLengthUtf8(frame.begin(field), length);
        return digits.matches("-?[0-9]{1,9}") ? Integer.parseInt(digits) : 0;
    }
}
