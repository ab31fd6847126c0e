package io.escapement.engine.venue.kucoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.testkit.TickTwin;

import java.util.Collection;
import java.util.List;

/** The decoder's slow plain twin: a Jackson tree and BigDecimal. */
final class KucoinTwin extends TickTwin {
    KucoinTwin(Collection<Instrument> listed) {
        super(listed);
    }

    @Override
    protected void decode(JsonNode top, List<String> gaps, List<String> lines) {
        object(top);
        require(!top.has("type") || top.get("type").isTextual());
        if (!isText(top.path("type"), "message")) {
            return;
        }
        final String topic = text(top, "topic");
        final int colon = topic.indexOf(':');
        final String symbol = colon < 0 ? "" : topic.substring(colon + 1);
        switch (colon < 0 ? topic : topic.substring(0, colon)) {
            case "/market/level2" -> book(top, symbol, lines);
            case "/spotMarket/level1" -> best(top, symbol, lines);
            case "/market/match" -> trade(top, symbol, lines);
            case "/market/ticker" -> ticker(top, symbol.equals("all") && top.path("subject").isTextual()
                ? top.get("subject").textValue() : symbol, lines);
            default -> {
            }
        }
    }

    private void book(JsonNode top, String symbol, List<String> lines) {
        final Instrument instrument = instruments.get(symbol);
        if (instrument == null) {
            return;
        }
        final JsonNode data = object(need(top, "data"));
        require(text(data, "symbol").equals(symbol));
        final long first = integer(need(data, "sequenceStart"));
        final long last = integer(need(data, "sequenceEnd"));
        require(first <= last);
        final JsonNode changes = object(need(data, "changes"));
        lines.add("delta " + instrument.id() + " " + millisOr(data, "time", "-") + RECEIVED + first + " " + last
            + " - c- b|" + rows(need(changes, "bids"), instrument) + " a|" + rows(need(changes, "asks"), instrument));
    }

    private static String rows(JsonNode rows, Instrument instrument) {
        final StringBuilder text = new StringBuilder();
        for (final JsonNode row : array(rows)) {
            require(row.isArray() && row.size() >= 2);
            final long price = decimal(row.get(0), instrument.priceExponent(), true);
            final long size = decimal(row.get(1), instrument.quantityExponent(), true);
            if (price != 0) {
                text.append(' ').append(price).append(':').append(size);
            }
        }
        return text.toString();
    }

    private void best(JsonNode top, String symbol, List<String> lines) {
        final Instrument instrument = instruments.get(symbol);
        if (instrument == null) {
            return;
        }
        final JsonNode data = object(need(top, "data"));
        lines.add("quote " + instrument.id() + " " + millis(data, "timestamp") + RECEIVED + "- "
            + pair(need(data, "bids"), instrument) + " " + pair(need(data, "asks"), instrument));
    }

    private void ticker(JsonNode top, String symbol, List<String> lines) {
        final Instrument instrument = instruments.get(symbol);
        if (instrument == null) {
            return;
        }
        final JsonNode data = object(need(top, "data"));
        lines.add("quote " + instrument.id() + " " + millis(data, data.has("Time") ? "Time" : "time") + RECEIVED
            + integer(need(data, "sequence")) + " " + orNothing(data, "bestBid", instrument.priceExponent()) + " "
            + orNothing(data, "bestBidSize", instrument.quantityExponent()) + " "
            + orNothing(data, "bestAsk", instrument.priceExponent()) + " "
            + orNothing(data, "bestAskSize", instrument.quantityExponent()));
    }

    private static long orNothing(JsonNode data, String key, int exponent) {
        return need(data, key).isNull() ? 0 : orZero(data, key, exponent);
    }

    private void trade(JsonNode top, String symbol, List<String> lines) {
        final Instrument instrument = instruments.get(symbol);
        if (instrument == null) {
            return;
        }
        final JsonNode data = object(need(top, "data"));
        require(text(data, "symbol").equals(symbol));
        lines.add("trade " + instrument.id() + " " + integer(need(data, "time")) + RECEIVED
            + integer(need(data, "sequence")) + " " + decimal(need(data, "price"), instrument.priceExponent(), false)
            + " " + decimal(need(data, "size"), instrument.quantityExponent(), false) + " "
            + side(data, "side", "buy", "sell"));
    }
}
