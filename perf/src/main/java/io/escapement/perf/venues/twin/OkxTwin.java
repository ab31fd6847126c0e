package io.escapement.perf.venues.twin;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;

import java.util.Collection;

/** OKX v5, recorded before there were sequence ids: the checksum stands for the number. */
public final class OkxTwin extends JacksonTwin {
    public OkxTwin(Collection<Instrument> listed) {
        super(listed);
    }

    @Override
    void read(JsonNode top, Told told) {
        final JsonNode arg = top.path("arg");
        final Instrument instrument = instrument(arg.path("instId").asText());
        if (instrument == null || !top.has("data")) {
            return;
        }
        final String channel = arg.get("channel").textValue();
        for (final JsonNode row : top.get("data")) {
            if (channel.startsWith("books")) {
                told.book(instrument.id(), top.get("action").textValue().equals("snapshot"), millis(row.get("ts")),
                    row.get("checksum").asLong());
                levels(row.get("bids"), row.get("asks"), instrument, told);
            } else if (channel.equals("trades")) {
                told.trade(instrument.id(), millis(row.get("ts")), row.get("tradeId").asLong(),
                    price(row.get("px"), instrument), quantity(row.get("sz"), instrument),
                    row.get("side").textValue().equals("buy"));
            } else if (channel.equals("tickers")) {
                told.quote(instrument.id(), orZero(row.get("bidPx"), instrument.priceExponent()),
                    orZero(row.get("bidSz"), instrument.quantityExponent()),
                    orZero(row.get("askPx"), instrument.priceExponent()),
                    orZero(row.get("askSz"), instrument.quantityExponent()));
            }
        }
    }
}
