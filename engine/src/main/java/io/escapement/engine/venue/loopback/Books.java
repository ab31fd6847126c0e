package io.escapement.engine.venue.loopback;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The venue's own books, one for each symbol of the source. */
final class Books {
    private final VenueSource source;
    private final Map<String, VenueBook> bySymbol = new TreeMap<>();

    Books(final VenueSource source) {
        this.source = source;
        clear();
    }

    /** Forgets all levels: a new pass begins. */
    void clear() {
        bySymbol.clear();
        for (final String symbol : source.symbols()) {
            bySymbol.put(symbol, new VenueBook(symbol, source.hasSnapshot(symbol)));
        }
    }

    boolean has(final String symbol) {
        return bySymbol.containsKey(symbol);
    }

    /** The book of a symbol; one that the source did not announce begins empty and grows from its deltas. */
    VenueBook of(final String symbol) {
        return bySymbol.computeIfAbsent(symbol, name -> new VenueBook(name, source.hasSnapshot(name)));
    }

    Set<String> symbols() {
        return bySymbol.keySet();
    }

    /** Takes in a diff depth frame, under its numbers. */
    VenueBook onFrame(final SourceItem.Frame frame) {
        final VenueBook book = of(frame.symbol());
        book.onDelta(DepthMessage.parse(frame.wrapped(), frame.dataOffset(), frame.dataLength()));
        return book;
    }
}
