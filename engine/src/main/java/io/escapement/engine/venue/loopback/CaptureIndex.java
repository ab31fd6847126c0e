package io.escapement.engine.venue.loopback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.capture.CaptureMeta;
import io.escapement.engine.venue.capture.CaptureReader;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What has to be known of a recording before it is played: its symbols, which of them have a snapshot, and the
 * venue's exchangeInfo. Found in one pass that skips the received frames.
 */
final class CaptureIndex {
    private static final JsonFactory JSON = new JsonFactory();

    private final CaptureMeta meta;
    private final Set<String> symbols = new TreeSet<>();
    private final Map<String, String> snapshots = new LinkedHashMap<>();
    private String exchangeInfo;

    private CaptureIndex(final CaptureMeta meta) {
        this.meta = meta;
    }

    static CaptureIndex of(final Path file) throws IOException {
        try (CaptureReader reader = CaptureReader.open(file, CaptureLine.Kind.HTTP, CaptureLine.Kind.OPEN,
            CaptureLine.Kind.OUT)) {
            final CaptureIndex index = new CaptureIndex(reader.meta());
            for (CaptureLine line = reader.next(); line != null; line = reader.next()) {
                index.add(line);
            }
            if (index.symbols.isEmpty()) {
                throw new IOException(file + ": no connection in it subscribed to a stream such as btcusdt@trade;"
                    + " expected a recording of Binance, this one is of " + reader.meta().venue());
            }
            return index;
        }
    }

    private void add(final CaptureLine line) {
        switch (line.kind()) {
            case HTTP -> addReply(line);
            case OPEN -> StreamPath.streams(line.url()).forEach(this::addStream);
            case OUT -> addSubscription(line.text());
            default -> { }
        }
    }

    private void addReply(final CaptureLine line) {
        final String symbol = snapshotSymbol(line.url());
        if (symbol != null) {
            snapshots.putIfAbsent(symbol, line.text());
            symbols.add(symbol);
        } else if (line.url().contains("/exchangeInfo") && exchangeInfo == null) {
            exchangeInfo = line.text();
        }
    }

    /** The symbol of a REST depth request, or null where the url is another request's. */
    static String snapshotSymbol(final String url) {
        final QueryStringDecoder query = new QueryStringDecoder(url);
        final List<String> symbol = query.parameters().get("symbol");
        return symbol != null && query.path().endsWith("/depth") ? symbol.get(0) : null;
    }

    private void addStream(final String stream) {
        if (StreamName.isValid(stream) && stream.charAt(0) != '!') {
            symbols.add(StreamName.symbol(stream));
        }
    }

    private void addSubscription(final String text) {
        if (text == null || !text.contains("\"SUBSCRIBE\"")) {
            return;
        }
        try (JsonParser json = JSON.createParser(text)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING && json.getText().indexOf('@') > 0) {
                    addStream(json.getText());
                }
            }
        } catch (final IOException ex) {
            // What was sent need not be JSON; then it subscribed to nothing.
            return;
        }
    }

    CaptureMeta meta() {
        return meta;
    }

    Set<String> symbols() {
        return symbols;
    }

    boolean hasSnapshot(final String symbol) {
        return snapshots.containsKey(symbol);
    }

    boolean isFutures() {
        return !meta.venue().endsWith("-spot");
    }

    /** The recorded reply, or one made from the symbols and snapshots where none was recorded. */
    String exchangeInfo() {
        return exchangeInfo != null ? exchangeInfo : ExchangeInfo.guess(symbols, snapshots);
    }
}
