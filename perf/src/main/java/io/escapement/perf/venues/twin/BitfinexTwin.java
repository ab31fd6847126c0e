package io.escapement.perf.venues.twin;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Bitfinex v2; channels are what the connection's own replies say. */
public final class BitfinexTwin extends JacksonTwin {
    private record Channel(String name, Instrument instrument) {
    }

    private final Map<Long, Channel> channels = new HashMap<>();

    public BitfinexTwin(Collection<Instrument> listed) {
        super(listed);
    }

    @Override
    void read(JsonNode top, Told told) {
        if (top.isObject()) {
            final Instrument instrument = instrument(top.path("symbol").asText());
            if (top.path("event").asText().equals("subscribed") && instrument != null) {
                channels.put(top.get("chanId").asLong(), new Channel(top.get("channel").textValue(), instrument));
            }
            return;
        }
        final Channel channel = channels.get(top.get(0).asLong());
        if (channel == null) {
            return;
        }
        final JsonNode payload = top.get(1);
        final Instrument instrument = channel.instrument;
        if (channel.name.equals("trades") && payload.asText().equals("te")) {
            final JsonNode row = top.get(2);
            final long amount = quantity(row.get(2), instrument);
            told.trade(instrument.id(), millis(row.get(1)), row.get(0).asLong(), price(row.get(3), instrument),
                Math.abs(amount), amount > 0);
        } else if (channel.name.equals("book") && payload.isArray()) {
            final boolean whole = payload.isEmpty() || payload.get(0).isArray();
            told.book(instrument.id(), whole, Told.NONE, Told.NONE);
            if (whole) {
                payload.forEach(row -> level(row, instrument, told));
            } else {
                level(payload, instrument, told);
            }
        } else if (channel.name.equals("ticker") && payload.isArray()) {
            told.quote(instrument.id(), price(payload.get(0), instrument), 0, price(payload.get(2), instrument), 0);
        }
    }

    private static void level(JsonNode row, Instrument instrument, Told told) {
        final long price = price(row.get(0), instrument);
        final long amount = quantity(row.get(2), instrument);
        final long quantity = row.get(1).asLong() == 0 ? 0 : Math.abs(amount);
        if (amount > 0) {
            told.bid(price, quantity);
        } else {
            told.ask(price, quantity);
        }
    }
}
