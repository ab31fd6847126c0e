package io.escapement.engine.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.wire.PlainJson;
import io.escapement.engine.venue.wire.WireLines;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static io.escapement.engine.venue.wire.PlainJson.integer;
import static io.escapement.engine.venue.wire.PlainJson.isText;
import static io.escapement.engine.venue.wire.PlainJson.levels;
import static io.escapement.engine.venue.wire.PlainJson.price;
import static io.escapement.engine.venue.wire.PlainJson.quantity;
import static io.escapement.engine.venue.wire.PlainJson.require;
import static io.escapement.engine.venue.wire.PlainJson.time;

/** The USD-M decoder's slow plain twin: Jackson trees and BigDecimal. */
final class UsdmTwin implements PlainJson.Twin {
    private static final long NONE = EventWriter.NO_TIME;

    private final Map<String, Instrument> instruments = new HashMap<>();
    private final boolean aggregated;

    UsdmTwin(Collection<Instrument> listed, UsdmFrameDecoder.Trades trades) {
        listed.forEach(instrument -> instruments.put(instrument.symbol(), instrument));
        aggregated = trades == UsdmFrameDecoder.Trades.AGGREGATED;
    }

    @Override
    public List<String> lines(JsonNode top) {
        require(top.isObject() || top.isArray());
        final JsonNode data = top.isObject() && top.has("data") ? top.get("data") : top;
        final List<String> lines = new ArrayList<>();
        if (data.isArray()) {
            for (final JsonNode event : data) {
                require(event.isObject());
                if (!one(event, lines)) {
                    return List.of();
                }
            }
        } else if (data.isObject() && !one(data, lines)) {
            require(!data.has("e") || data.get("e").isTextual());
            shared(data, lines);
        }
        return lines;
    }

    private Instrument instrument(JsonNode event, JsonNode named) {
        if (event.has("st") && integer(event.get("st")) != 1) {
            return null;
        }
        require(named.path("s").isTextual());
        return instruments.get(named.get("s").textValue());
    }

    /** False where it is of another kind. */
    private boolean one(JsonNode event, List<String> lines) {
        switch (event.path("e").isTextual() ? event.get("e").textValue() : "") {
            case "markPriceUpdate" -> mark(event, lines);
            case "forceOrder" -> liquidation(event, lines);
            case "aggTrade" -> trade(event, "a", aggregated, lines);
            case "trade" -> trade(event, "t", !aggregated, lines);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void mark(JsonNode event, List<String> lines) {
        final Instrument instrument = instrument(event, event);
        if (instrument == null) {
            return;
        }
        final long at = time(event.path("E"));
        final long price = PlainJson.decimal(event.path("p"), -8, false);
        final long next = event.has("T") ? time(event.get("T")) : 0;
        lines.add(WireLines.mark(instrument.id(), at, price, optional(event.path("i"), -8),
            optional(event.path("r"), -12), next == 0 ? NONE : next));
    }

    private static long optional(JsonNode node, int exponent) {
        return node.isMissingNode() || node.isNull() || isText(node, "") ? NONE : PlainJson.signed(node, exponent);
    }

    private void liquidation(JsonNode event, List<String> lines) {
        final JsonNode order = event.path("o");
        require(order.isObject());
        final Instrument instrument = instrument(event, order);
        if (instrument == null) {
            return;
        }
        require(isText(order.path("S"), "BUY") || isText(order.path("S"), "SELL"));
        lines.add(WireLines.liquidation(instrument.id(), time(order.path("T")),
            price(order.path("p"), instrument, false), quantity(order.path("q"), instrument, false),
            order.get("S").textValue()));
    }

    private void trade(JsonNode event, String id, boolean taken, List<String> lines) {
        if (!taken || event.has("X") && !isText(event.get("X"), "MARKET")) {
            return;
        }
        final Instrument instrument = instrument(event, event);
        if (instrument == null) {
            return;
        }
        require(event.path("m").isBoolean());
        lines.add(WireLines.trade(instrument.id(), time(event.path("T")), integer(event.path(id)),
            price(event.path("p"), instrument, false), quantity(event.path("q"), instrument, false),
            event.get("m").booleanValue() ? "SELL" : "BUY"));
    }

    /** Depth and quotes, which the decoder shared with spot has a stricter twin for. */
    private void shared(JsonNode event, List<String> lines) {
        final boolean depth = isText(event.path("e"), "depthUpdate");
        final Instrument instrument =
            depth || isText(event.path("e"), "bookTicker") ? instruments.get(event.path("s").asText()) : null;
        if (instrument == null) {
            return;
        }
        lines.add(depth ? WireLines.delta(instrument.id(), time(event.path("E")), integer(event.path("U")),
            integer(event.path("u")), integer(event.path("pu"))) + " b|" + levels(event.path("b"), instrument) + " a|"
            + levels(event.path("a"), instrument)
            : WireLines.quote(instrument.id(), time(event.path("E")), integer(event.path("u")),
                price(event.path("b"), instrument, true), quantity(event.path("B"), instrument, true),
                price(event.path("a"), instrument, true), quantity(event.path("A"), instrument, true)));
    }
}
