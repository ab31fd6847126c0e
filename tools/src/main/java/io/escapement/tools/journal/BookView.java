package io.escapement.tools.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.escapement.codecs.decimal.DecimalFormatter;
import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.engine.book.DepthCursor;
import io.escapement.tools.terminal.Times;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A book, for people and programs. */
final class BookView {
    private record Level(String price, String quantity) {
    }

    private final BookRebuild rebuild;
    private final Listing.Listed instrument;
    private final long sequence;
    private final long eventTimeNs;
    private final String provenance;
    private final int depth;
    private final List<Level> bids;
    private final List<Level> asks;

    BookView(BookRebuild rebuild, Listing.Listed instrument, long sequence, long eventTimeNs, String provenance,
             int depth) {
        this.rebuild = rebuild;
        this.instrument = instrument;
        this.sequence = sequence;
        this.eventTimeNs = eventTimeNs;
        this.provenance = provenance;
        this.depth = depth;
        bids = levels(new DepthCursor().bids(rebuild.book()));
        asks = levels(new DepthCursor().asks(rebuild.book()));
    }

    private List<Level> levels(DepthCursor cursor) {
        final List<Level> levels = new ArrayList<>();
        while (levels.size() < depth && cursor.next()) {
            levels.add(new Level(DecimalFormatter.toString(cursor.price(), instrument.priceExponent()),
                DecimalFormatter.toString(cursor.quantity(), instrument.quantityExponent())));
        }
        return levels;
    }

    void print(PrintWriter out) {
        out.println(instrument.venue() + ":" + instrument.symbol() + " after sequence " + sequence + ", "
            + Times.format(eventTimeNs) + ", " + provenance);
        out.println("state " + rebuild.state() + " (" + rebuild.reason + "), update id " + text(rebuild.updateId)
            + ", " + rebuild.book().bidCount() + " bids, " + rebuild.book().askCount() + " asks"
            + (rebuild.state().equals("LIVE") ? "" : "; NOT LIVE: these levels must not be relied on"));
        out.printf(Locale.ROOT, "%20s %16s | %-16s %s%n", "quantity", "bid", "ask", "quantity");
        for (int i = 0; i < Math.max(bids.size(), asks.size()); i++) {
            final Level bid = i < bids.size() ? bids.get(i) : new Level("", "");
            final Level ask = i < asks.size() ? asks.get(i) : new Level("", "");
            out.printf(Locale.ROOT, "%20s %16s | %-16s %s%n", bid.quantity, bid.price, ask.price, ask.quantity);
        }
    }

    private static String text(long updateId) {
        return updateId == BookChangeDecoder.updateIdNullValue() ? "none" : Long.toString(updateId);
    }

    void write(JsonGenerator object) throws IOException {
        object.writeStringField("venue", instrument.venue());
        object.writeStringField("symbol", instrument.symbol());
        object.writeNumberField("instrumentId", instrument.id());
        object.writeNumberField("sequence", sequence);
        object.writeNumberField("eventTimeNs", eventTimeNs);
        object.writeStringField("provenance", provenance);
        object.writeStringField("state", rebuild.state());
        object.writeStringField("reason", rebuild.reason.name());
        writeNumber(object, "updateId", rebuild.updateId);
        writeNumber(object, "venueTimeNs", rebuild.venueTimeNs);
        object.writeNumberField("bidCount", rebuild.book().bidCount());
        object.writeNumberField("askCount", rebuild.book().askCount());
        write(object, "bids", bids);
        write(object, "asks", asks);
    }

    /** SBE's null is JSON's. */
    private static void writeNumber(JsonGenerator object, String name, long value) throws IOException {
        if (value == Long.MIN_VALUE) {
            object.writeNullField(name);
        } else {
            object.writeNumberField(name, value);
        }
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
