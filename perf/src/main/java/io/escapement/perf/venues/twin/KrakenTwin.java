package io.escapement.perf.venues.twin;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;

import java.util.Collection;

/** Kraken v2. */
public final class KrakenTwin extends JacksonTwin {
    public KrakenTwin(Collection<Instrument> listed) {
        super(listed);
    }

    @Override
    void read(JsonNode top, Told told) {
        final boolean whole = top.path("type").asText().equals("snapshot");
        for (final JsonNode row : top.path("data")) {
            final Instrument instrument = instrument(row.path("symbol").asText());
            if (instrument != null) {
                one(top.get("channel").textValue(), whole, row, instrument, told);
            }
        }
    }

    private static void one(String channel, boolean whole, JsonNode row, Instrument instrument, Told told) {
        switch (channel) {
            case "book" -> {
                told.book(instrument.id(), whole, CoinbaseTwin.nanos(row.get("timestamp")),
                    row.get("checksum").asLong());
                for (final JsonNode level : row.get("bids")) {
                    told.bid(price(level.get("price"), instrument), quantity(level.get("qty"), instrument));
                }
                for (final JsonNode level : row.get("asks")) {
                    told.ask(price(level.get("price"), instrument), quantity(level.get("qty"), instrument));
                }
            }
            case "trade" -> told.trade(instrument.id(), CoinbaseTwin.nanos(row.get("timestamp")),
                row.get("trade_id").asLong(), price(row.get("price"), instrument),
                quantity(row.get("qty"), instrument), row.get("side").textValue().equals("buy"));
            case "ticker" -> told.quote(instrument.id(), price(row.get("bid"), instrument),
                quantity(row.get("bid_qty"), instrument), price(row.get("ask"), instrument),
                quantity(row.get("ask_qty"), instrument));
            default -> {
                // Not ours.
            }
        }
    }
}
