package io.escapement.engine.venue.listing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.session.Listing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A venue's REST reply: the rows of one array, and all that stands outside of it. Elements of arrays inside have their
 * number for a name: {@code instanceServers.0.endpoint}.
 */
public final class RestRows {
    private static final JsonFactory JSON =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final String path;
    private final ListedFields head = new ListedFields();
    private final List<ListedFields> rows = new ArrayList<>();
    private boolean found;

    private RestRows(String path) {
        this.path = path;
    }

    /** Makes an instrument of a row; what is wrong with the row goes into the row's problems. */
    @FunctionalInterface
    public interface Maker {
        Instrument make(ListedFields row, Listing listing);
    }

    /**
     * Reads a reply.
     *
     * @param path of the array whose elements are the rows, {@code result.list}; empty where the reply is that array
     *             itself. An object there is as good: the values of its fields are the rows, and each row has its
     *             field's name under an empty name. There may be none: {@link #requireRows} asks
     * @throws IOException where the body is not one JSON value, with the place
     */
    public static RestRows read(byte[] body, String path) throws IOException {
        final RestRows reply = new RestRows(path);
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() == null) {
                throw new IOException("an empty body");
            }
            reply.readValue(parser, "", reply.head);
            if (parser.nextToken() != null) {
                throw new IOException("more than one value in the body");
            }
        }
        return reply;
    }

    private void readValue(JsonParser parser, String name, ListedFields into) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            final boolean isRows = into == head && !path.isEmpty() && name.equals(path);
            found |= isRows;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                final String inner = name.isEmpty() ? parser.currentName() : name + "." + parser.currentName();
                final String key = parser.currentName();
                parser.nextToken();
                if (isRows) {
                    rows.add(new ListedFields());
                    rows.get(rows.size() - 1).put("", key);
                    readValue(parser, "", rows.get(rows.size() - 1));
                } else {
                    readValue(parser, inner, into);
                }
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            readArray(parser, name, into);
        } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
            into.put(name, parser.getText());
        }
    }

    private void readArray(JsonParser parser, String name, ListedFields into) throws IOException {
        final boolean isRows = into == head && name.equals(path);
        found |= isRows;
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (isRows) {
                rows.add(new ListedFields());
                readValue(parser, "", rows.get(i));
            } else {
                readValue(parser, name.isEmpty() ? "" + i : name + "." + i, into);
            }
        }
    }

    /** What stands outside of the rows. */
    public ListedFields head() {
        return head;
    }

    public List<ListedFields> rows() {
        return rows;
    }

    /** @throws IOException where there is no array at the path */
    public RestRows requireRows() throws IOException {
        if (!found) {
            throw new IOException("there is no array " + (path.isEmpty() ? "in the body" : "called " + path));
        }
        return this;
    }

    /**
     * Most venues say in a field whether they did what they were asked.
     *
     * @throws IOException with the venue's own words, where the field has another text
     */
    public RestRows requireCode(String codeField, String granted, String messageField) throws IOException {
        if (!head.text(codeField).equals(granted)) {
            throw new IOException("the venue refused: " + codeField + " \"" + head.text(codeField) + "\" "
                + head.text(messageField));
        }
        return this;
    }

    /**
     * The instruments of those listings that are among the rows, in the listings' order. Which of them were found is
     * told in {@code missing}: found listings are taken out of it.
     *
     * @param problems takes a line for each row that lacks something, and each symbol that is listed twice
     */
    public List<Instrument> instruments(String symbolField, List<Listing> missing, List<String> problems,
                                        Maker maker) {
        final Map<String, ListedFields> bySymbol = new HashMap<>();
        final Set<String> twice = new HashSet<>();
        for (final ListedFields row : rows) {
            if (bySymbol.put(row.text(symbolField), row) != null) {
                twice.add(row.text(symbolField));
            }
        }
        final List<Instrument> instruments = new ArrayList<>();
        for (final Listing listing : List.copyOf(missing)) {
            final ListedFields row = bySymbol.get(listing.symbol());
            if (row == null) {
                continue;
            }
            missing.remove(listing);
            if (twice.contains(listing.symbol())) {
                row.problem("is listed twice");
            }
            final Instrument made = maker.make(row, listing);
            row.problems().forEach(problem -> problems.add(listing.symbol() + " " + problem));
            if (row.problems().isEmpty()) {
                instruments.add(made);
            }
        }
        return instruments;
    }
}
