package io.escapement.perf.venues.twin;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;

import java.util.Collection;

/** KuCoin. */
public final class KucoinTwin extends JacksonTwin {
    public KucoinTwin(Collection<Instrument> listed) {
        super(listed);
    }

    @Override
    void read(JsonNode top, Told told) {
        final String topic = top.path("topic").asText();
        final Instrument instrument = instrument(topic.substring(topic.indexOf(':') + 1));
        if (instrument == null) {
            return;
        }
        final JsonNode data = top.get("data");
        switch (topic.substring(0, topic.indexOf(':'))) {
            case "/market/level2" -> book(data, instrument, told);
            case "/market/match" -> told.trade(instrument.id(), data.get("time").asLong(),
                data.get("sequence").asLong(), price(data.get("price"), instrument),
                quantity(data.get("size"), instrument), data.get("side").textValue().equals("buy"));
            case "/market/ticker" -> told.quote(instrument.id(),
                orZero(data.get("bestBid"), instrument.priceExponent()),
                orZero(data.get("bestBidSize"), instrument.quantityExponent()),
                orZero(data.get("bestAsk"), instrument.priceExponent()),
                orZero(data.get("bestAskSize"), instrument.quantityExponent()));
            default -> {
                // Not ours.
            }
        }
    }

    /** A price of 0 is of no level: the number alone moves on. */
    private static void book(JsonNode data, Instrument instrument, Told told) {
        told.book(instrument.id(), false, data.has("time") ? millis(data.get("time")) : Told.NONE,
            data.get("sequenceEnd").asLong());
        for (final JsonNode row : data.get("changes").get("bids")) {
            final long price = price(row.get(0), instrument);
            if (price != 0) {
                told.bid(price, quantity(row.get(1), instrument));
            }
        }
        for (final JsonNode row : data.get("changes").get("asks")) {
            final long price = price(row.get(0), instrument);
            if (price != 0) {
                told.ask(price, quantity(row.get(1), instrument));
            }
        }
    }
}
