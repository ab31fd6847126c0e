package io.escapement.perf.venues.twin;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Coinbase Advanced Trade. */
public final class CoinbaseTwin extends JacksonTwin {
    public CoinbaseTwin(Collection<Instrument> listed) {
        super(listed);
    }

    static long nanos(JsonNode time) {
        final Instant instant = Instant.parse(time.textValue());
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    @Override
    void read(JsonNode top, Told told) {
        switch (top.path("channel").asText()) {
            case "l2_data" -> {
                final long time = nanos(top.get("timestamp"));
                top.get("events").forEach(event -> book(event, time, told));
            }
            case "ticker" -> top.get("events").forEach(event -> event.get("tickers").forEach(row -> quote(row, told)));
            case "market_trades" -> top.get("events").forEach(event -> trades(event, told));
            default -> {
                // Not ours.
            }
        }
    }

    private void book(JsonNode event, long time, Told told) {
        final Instrument instrument = instrument(event.get("product_id").textValue());
        if (instrument == null) {
            return;
        }
        told.book(instrument.id(), event.get("type").textValue().equals("snapshot"), time, Told.NONE);
        for (final JsonNode row : event.get("updates")) {
            final long price = price(row.get("price_level"), instrument);
            final long quantity = quantity(row.get("new_quantity"), instrument);
            if (row.get("side").textValue().equals("bid")) {
                told.bid(price, quantity);
            } else {
                told.ask(price, quantity);
            }
        }
    }

    private void trades(JsonNode event, Told told) {
        if (event.get("type").textValue().equals("snapshot")) {
            return;
        }
        final List<JsonNode> rows = new ArrayList<>();
        event.get("trades").forEach(rows::add);
        if (rows.size() > 1 && rows.get(0).get("trade_id").asLong()
            > rows.get(rows.size() - 1).get("trade_id").asLong()) {
            Collections.reverse(rows);
        }
        for (final JsonNode row : rows) {
            final Instrument instrument = instrument(row.get("product_id").textValue());
            if (instrument != null) {
                told.trade(instrument.id(), nanos(row.get("time")), row.get("trade_id").asLong(),
                    price(row.get("price"), instrument), quantity(row.get("size"), instrument),
                    row.get("side").textValue().equals("SELL"));
            }
        }
    }

    private void quote(JsonNode row, Told told) {
        final Instrument instrument = instrument(row.get("product_id").textValue());
        if (instrument != null) {
            told.quote(instrument.id(), orZero(row.get("best_bid"), instrument.priceExponent()),
                orZero(row.get("best_bid_quantity"), instrument.quantityExponent()),
                orZero(row.get("best_ask"), instrument.priceExponent()),
                orZero(row.get("best_ask_quantity"), instrument.quantityExponent()));
        }
    }
}
