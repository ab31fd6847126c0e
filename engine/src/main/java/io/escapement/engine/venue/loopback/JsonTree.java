package io.escapement.engine.venue.loopback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON text as maps, lists and texts. Numbers keep the digits that were written: whoever writes them again must not
 * change any.
 */
final class JsonTree {
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonTree NOTHING = new JsonTree(null);

    private final Object value;

    private JsonTree(final Object value) {
        this.value = value;
    }

    /** @throws IllegalArgumentException where the text is not JSON */
    static JsonTree parse(final String text) {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            final Object value = read(json);
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("not JSON: something follows the end");
            }
            return new JsonTree(value);
        } catch (final IOException ex) {
            throw new IllegalArgumentException("not JSON: " + ex.getMessage().lines().findFirst().orElse(""), ex);
        }
    }

    private static Object read(final JsonParser json) throws IOException {
        final JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            final Map<String, Object> map = new LinkedHashMap<>();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                map.put(name, read(json));
            }
            return map;
        }
        if (token == JsonToken.START_ARRAY) {
            final List<Object> list = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                list.add(read(json));
            }
            return list;
        }
        if (token == null) {
            throw new IOException("it is empty");
        }
        return token == JsonToken.VALUE_NULL ? null : json.getText();
    }

    boolean isObject() {
        return value instanceof Map;
    }

    boolean isArray() {
        return value instanceof List;
    }

    boolean exists() {
        return value != null;
    }

    boolean has(final String name) {
        return value instanceof Map<?, ?> map && map.containsKey(name);
    }

    /** A field of an object; what does not exist has no fields either. */
    JsonTree get(final String name) {
        return value instanceof Map<?, ?> map && map.get(name) != null ? new JsonTree(map.get(name)) : NOTHING;
    }

    JsonTree get(final int index) {
        return value instanceof List<?> list && index < list.size() ? new JsonTree(list.get(index)) : NOTHING;
    }

    /** The elements of an array; none of anything else. */
    List<JsonTree> items() {
        return value instanceof List<?> list ? list.stream().map(JsonTree::new).toList() : List.of();
    }

    /** The names of an object's fields. */
    List<String> names() {
        return value instanceof Map<?, ?> map ? map.keySet().stream().map(Object::toString).toList() : List.of();
    }

    int size() {
        return value instanceof List<?> list ? list.size() : 0;
    }

    /** A text, or a number as it was written; empty where there is none. */
    String text() {
        return value instanceof String text ? text : "";
    }

    String text(final String name) {
        return get(name).text();
    }

    /** @throws IllegalArgumentException where it is not a whole number */
    long number() {
        try {
            return Long.parseLong(text());
        } catch (final NumberFormatException ex) {
            throw new IllegalArgumentException('"' + text() + "\", expected a whole number", ex);
        }
    }

    long number(final String name) {
        return get(name).number();
    }

    /** Rows such as {@code [["1.5","2"],...]}. */
    List<Update.Level> levels() {
        return items().stream().map(row -> new Update.Level(row.get(0).text(), row.get(1).text())).toList();
    }

    /** Rows such as {@code [{"p":"1.5","s":2},...]}. */
    List<Update.Level> levels(final String price, final String quantity) {
        return items().stream().map(row -> new Update.Level(row.text(price), row.text(quantity))).toList();
    }

    /** The text in quotes, for JSON. */
    static String quoted(final String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + '"';
    }
}
