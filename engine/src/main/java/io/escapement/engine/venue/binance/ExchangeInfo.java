package io.escapement.engine.venue.binance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Venue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The body of {@code exchangeInfo}, spot or USD-M, to instruments. Read once at the start of a run, off the hot path.
 */
public final class ExchangeInfo {
    private static final JsonFactory JSON =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private ExchangeInfo() {
    }

    /**
     * The instruments of these symbols, in their order, with ids from {@code firstId} on.
     *
     * @throws ExchangeInfoException naming every symbol that is not listed or lacks a filter, or the
     *                               place where the body is not JSON
     */
    public static List<Instrument> read(byte[] body, List<String> symbols, int firstId, Venue venue)
        throws ExchangeInfoException {
        final Map<String, ListedSymbol> listed;
        try (JsonParser parser = JSON.createParser(body)) {
            listed = readBody(parser, new HashSet<>(symbols));
        } catch (IOException e) {
            throw new ExchangeInfoException("not the JSON that was expected: " + e.getMessage(), e);
        }
        final List<String> problems = new ArrayList<>();
        final List<Instrument> instruments = new ArrayList<>();
        for (final String symbol : symbols) {
            final ListedSymbol found = listed.get(symbol);
            if (found == null) {
                problems.add(symbol + " is not listed by " + venue);
            } else {
                instruments.add(found.toInstrument(firstId + instruments.size(), venue, problems));
            }
        }
        if (!problems.isEmpty()) {
            throw new ExchangeInfoException(problems);
        }
        return instruments;
    }

    private static Map<String, ListedSymbol> readBody(JsonParser parser, Set<String> wanted) throws IOException {
        final Map<String, ListedSymbol> listed = new HashMap<>();
        expect(parser, JsonToken.START_OBJECT, "an object");
        boolean found = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final boolean symbols = "symbols".equals(parser.currentName());
            parser.nextToken();
            if (symbols && parser.currentToken() == JsonToken.START_ARRAY) {
                found = true;
                readSymbols(parser, wanted, listed);
            } else {
                parser.skipChildren();
            }
        }
        if (!found) {
            throw new IOException("there is no array called symbols");
        }
        return listed;
    }

    private static void readSymbols(JsonParser parser, Set<String> wanted, Map<String, ListedSymbol> listed)
        throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            final ListedSymbol symbol = readSymbol(parser);
            if (wanted.contains(symbol.symbol()) && listed.put(symbol.symbol(), symbol) != null) {
                throw new IOException(symbol.symbol() + " is listed twice");
            }
        }
    }

    private static ListedSymbol readSymbol(JsonParser parser) throws IOException {
        final ListedSymbol symbol = new ListedSymbol();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final String name = parser.currentName();
            final JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY && "filters".equals(name)) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    readFilter(parser, symbol);
                }
            } else if (token.isScalarValue()) {
                symbol.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return symbol;
    }

    private static void readFilter(JsonParser parser, ListedSymbol symbol) throws IOException {
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
        texts.forEach((name, text) -> symbol.put(type + "." + name, text));
    }

    private static void expect(JsonParser parser, JsonToken token, String what) throws IOException {
        if (parser.nextToken() != token) {
            throw new IOException("expected " + what + " at its beginning");
        }
    }
}
