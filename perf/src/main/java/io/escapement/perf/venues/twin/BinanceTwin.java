package io.escapement.perf.venues.twin;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;

import java.util.Collection;

/** Binance spot and USD-M as JSON. */
public final class BinanceTwin extends JacksonTwin {
    public BinanceTwin(Collection<Instrument> listed) {
        super(listed);
    }

    @Override
    void read(JsonNode top, Told told) {
        final JsonNode data = top.has("data") ? top.get("data") : top;
        final Instrument instrument = instrument(data.path("s").asText());
        if (instrument == null) {
            return;
        }
        switch (data.path("e").asText("bookTicker")) {
            case "depthUpdate" -> {
                told.book(instrument.id(), false, millis(data.get("E")), data.get("u").asLong());
                levels(data.get("b"), data.get("a"), instrument, told);
            }
            case "trade" -> {
                if (!data.has("X") || data.get("X").asText().equals("MARKET")) {
                    told.trade(instrument.id(), millis(data.get("T")), data.get("t").asLong(),
                        price(data.get("p"), instrument), quantity(data.get("q"), instrument),
                        !data.get("m").booleanValue());
                }
            }
            case "bookTicker" -> told.quote(instrument.id(), price(data.get("b"), instrument),
                quantity(data.get("B"), instrument), price(data.get("a"), instrument),
                quantity(data.get("A"), instrument));
            default -> {
                // Not ours.
            }
        }
    }
}
