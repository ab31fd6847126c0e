package io.escapement.engine.venue.loopback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;

/** Which stream a frame of a raw connection belongs to: the frame itself does not say it in so many words. */
final class RawFrames {
    private static final JsonFactory JSON = new JsonFactory();

    private RawFrames() {
    }

    /** The stream's name, or null where the text is not a frame of a stream that names its symbol. */
    static String stream(final String text) {
        String event = null;
        String symbol = null;
        String interval = null;
        boolean hasBid = false;
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                final JsonToken value = json.nextToken();
                switch (name) {
                    case "e" -> event = json.getText();
                    case "s" -> symbol = json.getText();
                    case "b" -> hasBid = value == JsonToken.VALUE_STRING;
                    case "k" -> interval = interval(json);
                    default -> json.skipChildren();
                }
                json.skipChildren();
            }
        } catch (final IOException ex) {
            return null;
        }
        return symbol == null ? null : name(symbol.toLowerCase(Locale.ROOT), event, interval, hasBid);
    }

    private static String interval(final JsonParser json) throws IOException {
        String interval = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            if ("i".equals(json.currentName()) && json.currentToken() == JsonToken.VALUE_STRING) {
                interval = json.getText();
            }
        }
        return interval;
    }

    private static String name(final String symbol, final String event, final String interval, final boolean hasBid) {
        if (event == null) {
            return hasBid ? symbol + "@bookTicker" : null;
        }
        return switch (event) {
            case "depthUpdate" -> symbol + "@depth@100ms";
            case "kline" -> symbol + "@kline_" + interval;
            case "markPriceUpdate" -> symbol + "@markPrice@1s";
            default -> symbol + '@' + event;
        };
    }
}
