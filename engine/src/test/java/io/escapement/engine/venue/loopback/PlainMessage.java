package io.escapement.engine.venue.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a venue said, to a plain client. */
final class PlainMessage {
    enum Kind { GRANTED, REFUSED, WHOLE, CHANGE, OTHER }

    /** A row of a book. */
    record Level(boolean isBid, BigDecimal price, BigDecimal quantity, String priceText, String quantityText) {
    }

    static final long NONE = Long.MIN_VALUE;
    static final PlainMessage OTHER = new PlainMessage(Kind.OTHER, NONE, NONE, NONE, null);

    final Kind kind;
    final long first;
    final long previous;
    final long last;
    final String checksum;
    final List<Level> levels = new ArrayList<>();
    long connectionNumber = NONE;

    PlainMessage(final Kind kind, final long first, final long previous, final long last, final String checksum) {
        this.kind = kind;
        this.first = first;
        this.previous = previous;
        this.last = last;
        this.checksum = checksum;
    }

    static PlainMessage ack(final boolean granted) {
        return new PlainMessage(granted ? Kind.GRANTED : Kind.REFUSED, NONE, NONE, NONE, null);
    }

    PlainMessage numbered(final long number) {
        connectionNumber = number;
        return this;
    }

    PlainMessage pairs(final JsonNode rows, final boolean bid) {
        rows.forEach(row -> level(bid, row.isArray() ? row.get(0) : row.get("p"), row.isArray() ? row.get(1)
            : row.get("s")));
        return this;
    }

    void level(final boolean bid, final JsonNode price, final JsonNode quantity) {
        level(bid, price.asText(), quantity.asText());
    }

    void level(final boolean bid, final String price, final String quantity) {
        levels.add(new Level(bid, new BigDecimal(price).stripTrailingZeros(),
            new BigDecimal(quantity).stripTrailingZeros(), price, quantity));
    }
}
