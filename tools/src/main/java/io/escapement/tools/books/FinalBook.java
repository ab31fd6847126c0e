package io.escapement.tools.books;

import com.fasterxml.jackson.core.JsonGenerator;
import io.escapement.codecs.decimal.DecimalFormatter;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.engine.book.DepthCursor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How a book stood in the end.
 *
 * @param connection of the recording; 0 where that is not said
 * @param sequence   number of the last message in it; null of the schema where there is none
 * @param bids       best first
 */
record FinalBook(String venue, int connection, String symbol, String state, String reason, long sequence,
                 int bidCount, int askCount, List<Level> bids, List<Level> asks) {
    private static final int LEVELS = 10;

    /** Plain decimals. */
    record Level(String price, String quantity) {
    }

    static FinalBook of(String venue, int connection, Instrument instrument, FastBooks fast) {
        final int id = instrument.id();
        final DepthCursor cursor = new DepthCursor();
        return new FinalBook(venue, connection, instrument.symbol(), fast.state(id).name(),
            fast.said(id).reason.name(), fast.said(id).updateId, fast.book(id).bidCount(), fast.book(id).askCount(),
            levels(cursor.bids(fast.book(id)), instrument), levels(cursor.asks(fast.book(id)), instrument));
    }

    private static List<Level> levels(DepthCursor cursor, Instrument instrument) {
        final List<Level> levels = new ArrayList<>();
        while (levels.size() < LEVELS && cursor.next()) {
            levels.add(new Level(DecimalFormatter.toString(cursor.price(), instrument.priceExponent()),
                DecimalFormatter.toString(cursor.quantity(), instrument.quantityExponent())));
        }
        return levels;
    }

    boolean isLive() {
        return state.equals("LIVE");
    }

    void write(JsonGenerator object) throws IOException {
        object.writeStringField("kind", "book");
        object.writeStringField("venue", venue);
        if (connection > 0) {
            object.writeNumberField("connection", connection);
        }
        object.writeStringField("symbol", symbol);
        object.writeStringField("state", state);
        object.writeStringField("reason", reason);
        if (sequence == BookChangeDecoder.updateIdNullValue()) {
            object.writeNullField("sequence");
        } else {
            object.writeNumberField("sequence", sequence);
        }
        object.writeNumberField("bidCount", bidCount);
        object.writeNumberField("askCount", askCount);
        write(object, "bids", bids);
        write(object, "asks", asks);
    }

    private static void write(JsonGenerator object, String name, List<Level> levels) throws IOException {
        object.writeArrayFieldStart(name);
        for (final Level level : levels) {
            object.writeStartObject();
            object.writeStringField("price", level.price);
            object.writeStringField("quantity", level.quantity);
            object.writeEndObject();
        }
        object.writeEndArray();
    }
}
