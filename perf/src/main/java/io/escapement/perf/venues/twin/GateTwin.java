package io.escapement.perf.venues.twin;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;

import java.math.BigDecimal;
import java.util.Collection;

/** Gate v4 spot, {@code order_book_update}. */
public final class GateTwin extends JacksonTwin {
    public GateTwin(Collection<Instrument> listed) {
        super(listed);
    }

    @Override
    void read(JsonNode top, Told told) {
        if (!top.path("event").asText().equals("update")) {
            return;
        }
        final JsonNode result = top.get("result");
        switch (top.get("channel").textValue()) {
            case "spot.order_book_update" -> {
                final Instrument instrument = instrument(result.get("s").textValue());
                if (instrument != null) {
                    told.book(instrument.id(), false, millis(result.get("t")), result.get("u").asLong());
                    levels(result.get("b"), result.get("a"), instrument, told);
                }
            }
            case "spot.trades" -> {
                final Instrument instrument = instrument(result.get("currency_pair").textValue());
                if (instrument != null) {
                    told.trade(instrument.id(),
                        new BigDecimal(result.get("create_time_ms").asText()).movePointRight(6).longValue(),
                        result.get("id").asLong(), price(result.get("price"), instrument),
                        quantity(result.get("amount"), instrument), result.get("side").textValue().equals("buy"));
                }
            }
            default -> {
                // Not ours.
            }
        }
    }
}
