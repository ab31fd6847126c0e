package io.escapement.engine.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes over the control socket: one flat JSON object a line, each way. */
final class ControlMessages {
    /** Longest line that is read, bytes. */
    static final int MAX_LINE = 16 * 1024;
    private static final JsonFactory JSON = new JsonFactory();

    private ControlMessages() {
    }

    /** Writes an object of texts, whole numbers, truth values and nulls. */
    static String write(Map<String, ?> fields) {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (final Map.Entry<String, ?> field : fields.entrySet()) {
                if (field.getValue() instanceof Number number) {
                    json.writeNumberField(field.getKey(), number.longValue());
                } else if (field.getValue() instanceof Boolean yes) {
                    json.writeBooleanField(field.getKey(), yes);
                } else if (field.getValue() == null) {
                    json.writeNullField(field.getKey());
                } else {
                    json.writeStringField(field.getKey(), field.getValue().toString());
                }
            }
            json.writeEndObject();
        } catch (final IOException e) {
            throw new IllegalStateException("a text cannot be written to", e);
        }
        return text.toString();
    }

    /**
     * Reads such an object; every value as text, null as null.
     *
     * @throws IOException if it is none; the message says what was expected
     */
    static Map<String, String> read(String line) throws IOException {
        final Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("expected a JSON object, got " + shortened(line));
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                final String name = json.currentName();
                final JsonToken value = json.nextToken();
                if (value.isStructStart()) {
                    throw new IOException("expected a flat JSON object, but " + name + " holds another");
                }
                fields.put(name, value == JsonToken.VALUE_NULL ? null : json.getText());
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new IOException("expected one JSON object and nothing behind it, got " + shortened(line));
            }
        }
        return fields;
    }

    private static String shortened(String line) {
        return line.length() <= 80 ? line : line.substring(0, 80) + "...";
    }
}
