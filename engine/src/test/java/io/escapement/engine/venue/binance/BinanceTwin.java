package io.escapement.engine.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.wire.PlainJson;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The decoder's slow plain twin: a Jackson tree and BigDecimal. Says what {@link DecoderBench} should. */
final class BinanceTwin {
    /** The frame holds nothing for us. */
    static final String NOTHING = "nothing";
    /** The frame is wrong. */
    static final String WRONG = "wrong";

    private final Map<String, Instrument> instruments = new HashMap<>();

    BinanceTwin(Collection<Instrument> listed) {
        listed.forEach(instrument -> instruments.put(instrument.symbol(), instrument));
    }

    String decode(byte[] frame) {
        return decode(frame, PlainJson.STRICT);
    }

    /** What {@link #decode} would say if a key might come twice. */
    String decodeIgnoringDuplicates(byte[] frame) {
        return decode(frame, PlainJson.LENIENT);
    }

    private String decode(byte[] frame, ObjectMapper json) {
        try {
            final JsonNode top = json.readTree(frame);
            PlainJson.require(top.isObject());
            final JsonNode event = top.has("data") ? top.get("data") : top;
            return event.isObject() ? decodeEvent(event) : NOTHING;
        } catch (IOException | ArithmeticException e) {
            return WRONG;
        }
    }

    private String decodeEvent(JsonNode event) {
        if (!event.has("e")) {
            return event.has("u") && event.has("B") && event.has("A") ? quote(event) : NOTHING;
        }
        PlainJson.require(event.get("e").isTextual());
        return switch (event.get("e").textValue()) {
            case "depthUpdate" -> delta(event);
            case "trade" -> trade(event);
            case "bookTicker" -> quote(event);
            case "serverShutdown" -> event.has("E") && time(event, "E") < 0 ? WRONG : NOTHING;
            default -> NOTHING;
        };
    }

    private String delta(JsonNode event) {
        final Instrument instrument = instrument(event);
        if (instrument == null) {
            return NOTHING;
        }
        if (event.has("T")) {
            integer(event, "T");
        }
        return "delta " + instrument.id() + " " + time(event, "E") + " " + DecoderBench.RECEIVE_TIME + " "
            + integer(event, "U") + " " + integer(event, "u") + " "
            + (event.has("pu") ? "" + integer(event, "pu") : "-")
            + " b|" + levels(event, "b", instrument) + " a|" + levels(event, "a", instrument);
    }

    private String levels(JsonNode event, String key, Instrument instrument) {
        PlainJson.require(event.path(key).isArray());
        final StringBuilder text = new StringBuilder();
        for (final JsonNode level : event.get(key)) {
            PlainJson.require(level.isArray() && level.size() == 2);
            text.append(' ').append(PlainJson.decimal(level.get(0), instrument.priceExponent(), false))
                .append(':').append(PlainJson.decimal(level.get(1), instrument.quantityExponent(), true));
        }
        return text.toString();
    }

    private String trade(JsonNode event) {
        final Instrument instrument = instrument(event);
        if (instrument == null || event.has("X") && !"MARKET".equals(event.get("X").textValue())) {
            return NOTHING;
        }
        if (event.has("E")) {
            integer(event, "E");
        }
        PlainJson.require(event.path("m").isBoolean());
        return "trade " + instrument.id() + " " + time(event, "T") + " " + DecoderBench.RECEIVE_TIME + " "
            + integer(event, "t") + " " + PlainJson.decimal(event.path("p"), instrument.priceExponent(), false) + " "
            + PlainJson.decimal(event.path("q"), instrument.quantityExponent(), false) + " "
            + (event.get("m").booleanValue() ? "SELL" : "BUY");
    }

    private String quote(JsonNode event) {
        final Instrument instrument = instrument(event);
        if (instrument == null) {
            return NOTHING;
        }
        if (event.has("T")) {
            integer(event, "T");
        }
        return "quote " + instrument.id() + " " + (event.has("E") ? "" + time(event, "E") : "-") + " "
            + DecoderBench.RECEIVE_TIME + " " + integer(event, "u") + " "
            + PlainJson.decimal(event.path("b"), instrument.priceExponent(), true) + " "
            + PlainJson.decimal(event.path("B"), instrument.quantityExponent(), true) + " "
            + PlainJson.decimal(event.path("a"), instrument.priceExponent(), true) + " "
            + PlainJson.decimal(event.path("A"), instrument.quantityExponent(), true);
    }

    private Instrument instrument(JsonNode event) {
        PlainJson.require(event.path("s").isTextual());
        return instruments.get(event.get("s").textValue());
    }

    private static long time(JsonNode event, String key) {
        return Math.multiplyExact(integer(event, key), 1_000_000L);
    }

    private static long integer(JsonNode event, String key) {
        return PlainJson.integer(event.path(key));
    }
}
