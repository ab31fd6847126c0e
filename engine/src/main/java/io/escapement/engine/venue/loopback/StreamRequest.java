package io.escapement.engine.venue.loopback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client asks on a stream connection.
 *
 * @param method SUBSCRIBE and so on
 * @param params texts; true and false as texts
 * @param id     as JSON: a number, a quoted text, or null
 */
record StreamRequest(String method, List<String> params, String id) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_ID_LENGTH = 36;

    /** A request that the venue would refuse, with its code and message. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final int code;
        private final String id;

        Refused(final int code, final String message, final String id) {
            super(message, null, false, false);
            this.code = code;
            this.id = id;
        }

        /** The venue's reply. */
        String json() {
            return "{\"code\":" + code + ",\"msg\":\"" + getMessage().replace("\\", "\\\\").replace("\"", "\\\"")
                .replaceAll("\\p{Cntrl}", " ") + '"' + (id == null ? "" : ",\"id\":" + id) + '}';
        }
    }

    static StreamRequest parse(final String text) throws Refused {
        String method = null;
        String id = null;
        final List<String> params = new ArrayList<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Refused(3, "Invalid JSON: expected an object", null);
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                final JsonToken value = json.nextToken();
                switch (name) {
                    case "method" -> method = json.getText();
                    case "id" -> id = id(json, value);
                    case "params" -> readParams(json, value, params);
                    default -> throw new Refused(0, "Unknown property", id);
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new Refused(3, "Invalid JSON: trailing characters", id);
            }
        } catch (final IOException ex) {
            throw new Refused(3, "Invalid JSON: " + ex.getMessage().lines().findFirst().orElse(""), null);
        }
        if (method == null) {
            throw new Refused(2, "Invalid request: missing field `method`", id);
        }
        return new StreamRequest(method, params, id);
    }

    private static String id(final JsonParser json, final JsonToken value) throws IOException, Refused {
        if (value == JsonToken.VALUE_NUMBER_INT && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER
            || value == JsonToken.VALUE_NULL) {
            return json.getText();
        }
        if (value == JsonToken.VALUE_STRING && json.getTextLength() <= MAX_ID_LENGTH) {
            return '"' + json.getText().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
        throw new Refused(2, "Invalid request: request ID must be an int64, a text of up to " + MAX_ID_LENGTH
            + " characters or null", null);
    }

    private static void readParams(final JsonParser json, final JsonToken value, final List<String> params)
        throws IOException, Refused {
        if (value != JsonToken.START_ARRAY) {
            throw new Refused(2, "Invalid request: params must be an array", null);
        }
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == null || token.isStructStart() || token.isNumeric()) {
                throw new Refused(1, "Invalid value type: expected String", null);
            }
            params.add(json.getText());
        }
    }
}
