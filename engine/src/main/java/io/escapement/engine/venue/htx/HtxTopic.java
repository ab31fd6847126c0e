package io.escapement.engine.venue.htx;

import io.escapement.engine.venue.json.JsonObject;
import org.agrona.DirectBuffer;

/** Reads {@code "market.SYMBOL.KIND"} where it stands. */
final class HtxTopic {
    /** What topics bring, as far as it is of use here. */
    enum Kind {
        /** {@code depth.step0} and {@code mbp.refresh.N}: every message is a whole book. */
        WHOLE_BOOK,
        /** {@code mbp.N}: changes, chained. */
        MBP,
        /** {@code depth.size_N.high_freq}: a whole book, then changes, numbered. */
        HIGH_FREQUENCY,
        BBO,
        TRADES,
        /** {@code mark_price.1min}: the bar that is being made of a swap's mark price, whose close is the price now. */
        MARK_PRICE
    }

    private static final String PREFIX = "market.";

    private DirectBuffer text;
    private int symbolBegin;
    private int symbolEnd;
    private int end;
    private Kind kind;

    /** Whether the field is a topic of one of the kinds. */
    boolean parse(DirectBuffer buffer, JsonObject object, int field) {
        text = buffer;
        end = object.end(field) - 1;
        symbolBegin = object.begin(field) + 1 + PREFIX.length();
        if (object.kind(field) != '"' || symbolBegin > end || !isAt(object.begin(field) + 1, PREFIX)) {
            return false;
        }
        symbolEnd = symbolBegin;
        while (symbolEnd < end && text.getByte(symbolEnd) != '.') {
            symbolEnd++;
        }
        kind = kindAt(symbolEnd + 1);
        return kind != null;
    }

    private Kind kindAt(int at) {
        if (is(at, "depth.step0") || isAt(at, "mbp.refresh.") && isNumber(at + 12, end)) {
            return Kind.WHOLE_BOOK;
        }
        if (isAt(at, "mbp.") && isNumber(at + 4, end)) {
            return Kind.MBP;
        }
        if (isAt(at, "depth.size_") && end - at > 22 && isAt(end - 10, ".high_freq") && isNumber(at + 11, end - 10)) {
            return Kind.HIGH_FREQUENCY;
        }
        return is(at, "bbo") ? Kind.BBO : is(at, "trade.detail") ? Kind.TRADES
            : is(at, "mark_price.1min") ? Kind.MARK_PRICE : null;
    }

    private boolean is(int at, String ascii) {
        return end - at == ascii.length() && isAt(at, ascii);
    }

    private boolean isAt(int at, String ascii) {
        if (end - at < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (text.getByte(at + i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isNumber(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.getByte(i) < '0' || text.getByte(i) > '9') {
                return false;
            }
        }
        return from < to;
    }

    int symbolBegin() {
        return symbolBegin;
    }

    int symbolEnd() {
        return symbolEnd;
    }

    Kind kind() {
        return kind;
    }
}
