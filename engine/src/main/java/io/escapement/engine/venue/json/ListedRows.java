package io.escapement.engine.venue.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.escapement.codecs.instrument.Instrument;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a venue's list of instruments, {@code {"data":[{..},..]}}: once at the start of a run, off the hot path.
 */
public final class ListedRows {
    private static final JsonFactory JSON =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final String arrayKey;
    private final String symbolKey;
    private final String refusalKey;

    /**
     * @param arrayKey   of the array of entries
     * @param symbolKey  of an entry's symbol
     * @param refusalKey of the text in which the venue says why it gives no list
     */
    public ListedRows(String arrayKey, String symbolKey, String refusalKey) {
        this.arrayKey = arrayKey;
        this.symbolKey = symbolKey;
        this.refusalKey = refusalKey;
    }

    /** Makes an instrument of an entry, or notes in the entry why it cannot. */
    @FunctionalInterface
    public interface InstrumentMaker {
        Instrument make(Wanted wanted, ListedRow row);
    }

    /**
     * An instrument that is asked for.
     *
     * @param id        ours
     * @param symbol    in the venue's spelling
     * @param canonical name that the same thing has at all venues
     */
    public record Wanted(int id, String symbol, String canonical) {
    }

    /**
     * The instruments that are asked for.
     *
     * @throws ListingException where the body is not such a list at all
     */
    public ListedInstruments read(byte[] body, List<Wanted> wanted, InstrumentMaker maker) throws ListingException {
        final Set<String> symbols = new HashSet<>();
        wanted.forEach(each -> symbols.add(each.symbol()));
        final Map<String, ListedRow> listed = rows(body, symbols);
        final List<Instrument> instruments = new ArrayList<>();
        final List<String> problems = new ArrayList<>();
        for (final Wanted each : wanted) {
            final ListedRow row = listed.get(each.symbol());
            if (row == null) {
                problems.add(each.symbol() + " is not listed");
                continue;
            }
            final Instrument made = maker.make(each, row);
            if (row.problems().isEmpty()) {
                instruments.add(made);
            } else {
                problems.add(each.symbol() + " " + String.join(", ", row.problems()));
            }
        }
        return new ListedInstruments(instruments, problems);
    }

    private Map<String, ListedRow> rows(byte[] body, Set<String> wanted) throws ListingException {
        try (JsonParser parser = JSON.createParser(body)) {
            return readBody(parser, wanted);
        } catch (ListingException e) {
            throw e;
        } catch (IOException e) {
            throw new ListingException("not the JSON that was expected: " + e.getMessage(), e);
        }
    }

    private Map<String, ListedRow> readBody(JsonParser parser, Set<String> wanted) throws IOException {
        Map<String, ListedRow> rows = null;
        String refusal = "";
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new ListingException("expected an object at its beginning");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final String name = parser.currentName();
            final JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY && name.equals(arrayKey)) {
                rows = readRows(parser, wanted);
            } else if (token.isScalarValue() && name.equals(refusalKey)) {
                refusal = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        if (rows == null) {
            throw new ListingException(refusal.isEmpty() ? "there is no array called " + arrayKey
                : "the venue refused: " + refusal);
        }
        return rows;
    }

    private Map<String, ListedRow> readRows(JsonParser parser, Set<String> wanted) throws IOException {
        final Map<String, ListedRow> rows = new HashMap<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            final ListedRow row = readRow(parser);
            if (wanted.contains(row.text(symbolKey)) && rows.put(row.text(symbolKey), row) != null) {
                throw new ListingException(row.text(symbolKey) + " is listed twice");
            }
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
            throw new ListingException("expected an array of objects called " + arrayKey);
        }
        return rows;
    }

    private static ListedRow readRow(JsonParser parser) throws IOException {
        final ListedRow row = new ListedRow();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final String name = parser.currentName();
            final JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY && "filters".equals(name)) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    readFilter(parser, row);
                }
            } else if (token.isScalarValue()) {
                row.put(name, token == JsonToken.VALUE_NULL ? "" : parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return row;
    }

    private static void readFilter(JsonParser parser, ListedRow row) throws IOException {
        final Map<String, String> texts = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final String name = parser.currentName();
            if (parser.nextToken().isScalarValue()) {
                texts.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        final String type = texts.getOrDefault("filterType", "filter without a type");
        texts.forEach((name, text) -> row.put(type + "." + name, text));
    }
}
