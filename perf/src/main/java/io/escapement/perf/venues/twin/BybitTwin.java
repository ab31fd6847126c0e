package io.escapement.perf.venues.twin;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;

import java.util.Collection;
import java.util.UUID;

/** Bybit v5, linear. */
public final class BybitTwin extends JacksonTwin {
    private static final int PRICE = -8;
    private static final int RATE = -12;

    public BybitTwin(Collection<Instrument> listed) {
        super(listed);
    }

    @Override
    void read(JsonNode top, Told told) {
        final String topic = top.path("topic").asText();
        final Instrument instrument = instrument(topic.substring(topic.lastIndexOf('.') + 1));
        if (instrument == null) {
            return;
        }
        final JsonNode data = top.get("data");
        switch (topic.substring(0, topic.indexOf('.'))) {
            case "orderbook" -> {
                told.book(instrument.id(), top.get("type").textValue().equals("snapshot"), millis(top.get("cts")),
                    data.get("u").asLong());
                levels(data.get("b"), data.get("a"), instrument, told);
            }
            case "publicTrade" -> data.forEach(row -> trade(row, instrument, told));
            case "tickers" -> {
                told.figure(orZero(data.path("markPrice"), PRICE));
                told.figure(orZero(data.path("indexPrice"), PRICE));
                told.figure(orZero(data.path("fundingRate"), RATE));
                told.figure(orZero(data.path("openInterest"), instrument.quantityExponent()));
                told.figure(data.path("nextFundingTime").asLong());
            }
            default -> {
                // Not ours.
            }
        }
    }

    private static void trade(JsonNode row, Instrument instrument, Told told) {
        told.trade(instrument.id(), millis(row.get("T")),
            UUID.fromString(row.get("i").textValue()).getMostSignificantBits(), price(row.get("p"), instrument),
            quantity(row.get("v"), instrument), row.get("S").textValue().equals("Buy"));
    }
}
