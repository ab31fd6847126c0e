package io.escapement.engine.venue.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.engine.venue.loopback.PlainMessage.Kind;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What a plain client has to know of a venue: what to say, and what a frame means. Made after the sheets alone, so that
 * it can judge the server.
 */
enum PlainVenue {
    BYBIT("bybit/multi-2026-08.jsonl.gz", "BTCUSDT", "/v5/public/linear",
        "{\"op\":\"%s\",\"req_id\":\"1\",\"args\":[\"orderbook.200.%s\"]}", "subscribe", "unsubscribe",
        (text, symbol) -> PlainVenue.bybit(PlainVenue.json(text), symbol)),
    OKX("okx/multi-2022-05.jsonl.gz", "BTC-USDT", "/ws/v5/public",
        "{\"op\":\"%s\",\"args\":[{\"channel\":\"books\",\"instId\":\"%s\"}]}", "subscribe", "unsubscribe",
        (text, symbol) -> PlainVenue.okx(PlainVenue.json(text), symbol)),
    KRAKEN("kraken/multi-2021-04.jsonl.gz", "WAVES/EUR", "/v2",
        "{\"method\":\"%s\",\"params\":{\"channel\":\"book\",\"symbol\":[\"%s\"],\"depth\":1000},\"req_id\":7}",
        "subscribe", "unsubscribe", (text, symbol) -> PlainVenue.kraken(PlainVenue.json(text), symbol)),
    COINBASE("coinbase/multi-2026-08.jsonl.gz", "ETH-USD", "",
        "{\"type\":\"%s\",\"channel\":\"level2\",\"product_ids\":[\"%s\"]}", "subscribe", "unsubscribe",
        (text, symbol) -> PlainVenue.coinbase(PlainVenue.json(text), symbol)),
    KUCOIN("kucoin/multi-2021-04.jsonl.gz", "SNX-BTC", "/endpoint?token=loopback&connectId=abc",
        "{\"id\":\"11\",\"type\":\"%s\",\"topic\":\"/market/level2:%s\",\"privateChannel\":false,\"response\":true}",
        "subscribe", "unsubscribe", (text, symbol) -> PlainVenue.kucoin(PlainVenue.json(text), symbol)),
    GATEIO("gateio/multi-2021-04.jsonl.gz", "QTUM3S_USDT", "/ws/v4/",
        "{\"time\":NOW,\"channel\":\"spot.order_book_update\",\"event\":\"%s\",\"payload\":[\"%s\",\"100ms\"]}",
        "subscribe", "unsubscribe", (text, symbol) -> PlainVenue.gate(PlainVenue.json(text), symbol)),
    BITFINEX("bitfinex/multi-2021-04.jsonl.gz", "tDOGUSD", "/ws/2",
        "{\"event\":\"%s\",\"channel\":\"book\",\"symbol\":\"%s\",\"prec\":\"P0\",\"freq\":\"F0\",\"len\":\"100\"}",
        "subscribe", "unsubscribe", (text, symbol) -> PlainVenue.bitfinex(PlainVenue.json(text), symbol)),
    HTX("htx/multi-2021-04.jsonl.gz", "borusdt", "/ws", "{\"%s\":\"market.%s.depth.step0\",\"id\":\"7\"}", "sub",
        "unsub", (text, symbol) -> PlainVenue.htx(PlainVenue.json(text), symbol)),
    MEXC(null, "BTCUSDT", "/ws",
        "{\"method\":\"%s\",\"params\":[\"spot@public.aggre.depth.v3.api.pb@100ms@%s\"]}", "SUBSCRIPTION",
        "UNSUBSCRIPTION", PlainProtobuf::mexc),
    GATEIO_OBU(null, "BTC_USDT", "/ws/v4/",
        "{\"time\":NOW,\"channel\":\"spot.obu\",\"event\":\"%s\",\"payload\":[\"ob.%s.50\"]}",
        "subscribe", "unsubscribe", (text, symbol) -> PlainVenue.gate(PlainVenue.json(text), symbol)),
    GATE_FUTURES(null, "BTC_USDT", "/v4/ws/usdt",
        "{\"time\":NOW,\"channel\":\"futures.obu\",\"event\":\"%s\",\"payload\":[\"ob.%s.50\"]}",
        "subscribe", "unsubscribe", (text, symbol) -> PlainVenue.gate(PlainVenue.json(text), symbol)),
    OKX_SWAP(null, "BTC-USDT-SWAP", "/ws/v5/public",
        "{\"op\":\"%s\",\"args\":[{\"channel\":\"books\",\"instId\":\"%s\"}]}", "subscribe", "unsubscribe",
        (text, symbol) -> PlainVenue.okx(PlainVenue.json(text), symbol)),
    HTX_SWAP(null, "BTC-USDT", "/linear-swap-ws",
        "{\"%s\":\"market.%s.depth.size_150.high_freq\",\"data_type\":\"incremental\",\"id\":\"7\"}", "sub", "unsub",
        (text, symbol) -> PlainVenue.htxSwap(PlainVenue.json(text), symbol));

    final String capture;
    final String symbol;
    final String path;
    private final String request;
    private final String subscribe;
    private final String unsubscribe;
    private final BiFunction<String, String, PlainMessage> reader;

    PlainVenue(final String capture, final String symbol, final String path, final String request,
        final String subscribe, final String unsubscribe, final BiFunction<String, String, PlainMessage> reader) {
        this.capture = capture;
        this.symbol = symbol;
        this.path = path;
        this.request = request;
        this.subscribe = subscribe;
        this.unsubscribe = unsubscribe;
        this.reader = reader;
    }

    String subscribe(final String wanted) {
        return request(subscribe, wanted);
    }

    String unsubscribe(final String wanted) {
        return request(unsubscribe, wanted);
    }

    private String request(final String method, final String wanted) {
        return String.format(request, method, wanted).replace("NOW", Long.toString(System.currentTimeMillis() / 1_000));
    }

    /** As the server is told. */
    String key() {
        return name().toLowerCase().replace('_', '-');
    }

    /** What a message says; one that is no book's has no levels. @throws RuntimeException where it is malformed */
    PlainMessage read(final String text, final String wanted) {
        return reader.apply(text, wanted);
    }

    /** Where a whole book is asked for; null = it comes in the stream. */
    String snapshotPath(final String wanted) {
        return switch (this) {
            case KUCOIN -> "/api/v3/market/orderbook/level2?symbol=" + wanted;
            case GATEIO -> "/api/v4/spot/order_book?currency_pair=" + wanted + "&limit=1000&with_id=true";
            case MEXC -> "/api/v3/depth?limit=5000&symbol=" + wanted;
            default -> null;
        };
    }

    PlainMessage snapshot(final String body) {
        final JsonNode reply = json(body);
        final JsonNode data = reply.has("data") ? reply.get("data") : reply;
        final long id = Long.parseLong((data.has("sequence") ? data.get("sequence") : data.has("id") ? data.get("id")
            : data.get("lastUpdateId")).asText());
        return new PlainMessage(Kind.WHOLE, id, -1, id, null).pairs(data.get("bids"), true)
            .pairs(data.get("asks"), false);
    }

    static JsonNode json(final String text) {
        return text.equals("pong") ? ClientBook.json("{}") : ClientBook.json(text);
    }

    private static PlainMessage bybit(final JsonNode frame, final String symbol) {
        if (!frame.path("topic").asText().equals("orderbook.200." + symbol)) {
            return frame.path("op").asText().equals("subscribe") ? PlainMessage.ack(frame.get("success").asBoolean())
                : PlainMessage.OTHER;
        }
        final JsonNode data = frame.get("data");
        final long u = data.required("u").longValue();
        final boolean whole = frame.get("type").asText().equals("snapshot");
        return new PlainMessage(whole ? Kind.WHOLE : Kind.CHANGE, u, u - 1, u, null).pairs(data.get("b"), true)
            .pairs(data.get("a"), false);
    }

    private static PlainMessage okx(final JsonNode frame, final String symbol) {
        if (frame.has("event")) {
            return frame.get("event").asText().equals("notice") ? PlainMessage.OTHER
                : PlainMessage.ack(!frame.get("event").asText().equals("error"));
        }
        if (!frame.path("arg").path("instId").asText().equals(symbol)) {
            return PlainMessage.OTHER;
        }
        final JsonNode data = frame.get("data").get(0);
        final boolean whole = frame.get("action").asText().equals("snapshot");
        return new PlainMessage(whole ? Kind.WHOLE : Kind.CHANGE, data.required("seqId").longValue(),
            data.get("prevSeqId").longValue(), data.get("seqId").longValue(), data.get("checksum").asText())
            .pairs(data.get("bids"), true).pairs(data.get("asks"), false);
    }

    private static PlainMessage kraken(final JsonNode frame, final String symbol) {
        if (frame.has("method")) {
            return PlainMessage.ack(frame.get("success").asBoolean());
        }
        if (!frame.get("channel").asText().equals("book")) {
            return PlainMessage.OTHER;
        }
        final JsonNode data = frame.get("data").get(0);
        final PlainMessage message = new PlainMessage(frame.get("type").asText().equals("snapshot") ? Kind.WHOLE
            : Kind.CHANGE, PlainMessage.NONE, PlainMessage.NONE, PlainMessage.NONE, data.required("checksum").asText());
        data.get("bids").forEach(level -> message.level(true, level.required("price"), level.get("qty")));
        data.get("asks").forEach(level -> message.level(false, level.required("price"), level.get("qty")));
        return message;
    }

    private static PlainMessage coinbase(final JsonNode frame, final String symbol) {
        if (frame.path("type").asText().equals("error")) {
            return PlainMessage.ack(false);
        }
        final long number = frame.required("sequence_num").longValue();
        if (frame.get("channel").asText().equals("subscriptions")) {
            return PlainMessage.ack(true).numbered(number);
        }
        final JsonNode event = frame.get("events").get(0);
        if (!frame.get("channel").asText().equals("l2_data") || !event.get("product_id").asText().equals(symbol)) {
            return new PlainMessage(Kind.OTHER, PlainMessage.NONE, PlainMessage.NONE, PlainMessage.NONE, null)
                .numbered(number);
        }
        final PlainMessage message = new PlainMessage(event.get("type").asText().equals("snapshot") ? Kind.WHOLE
            : Kind.CHANGE, PlainMessage.NONE, PlainMessage.NONE, PlainMessage.NONE, null).numbered(number);
        event.get("updates").forEach(level -> message.level(level.get("side").asText().equals("bid"),
            level.get("price_level"), level.get("new_quantity")));
        return message;
    }

    private static PlainMessage kucoin(final JsonNode frame, final String symbol) {
        final String type = frame.get("type").asText();
        if (!type.equals("message")) {
            return type.equals("ack") || type.equals("error") ? PlainMessage.ack(type.equals("ack"))
                : PlainMessage.OTHER;
        }
        final JsonNode data = frame.get("data");
        final PlainMessage message = new PlainMessage(Kind.CHANGE, data.required("sequenceStart").longValue(),
            PlainMessage.NONE, data.required("sequenceEnd").longValue(), null);
        return message.pairs(data.get("changes").get("bids"), true).pairs(data.get("changes").get("asks"), false);
    }

    private static PlainMessage gate(final JsonNode frame, final String symbol) {
        if (!frame.get("event").asText().equals("update")) {
            return frame.get("event").asText().equals("subscribe") ? PlainMessage.ack(frame.get("error").isNull())
                : PlainMessage.OTHER;
        }
        final JsonNode result = frame.get("result");
        final boolean whole = result.path("full").asBoolean();
        return new PlainMessage(whole ? Kind.WHOLE : Kind.CHANGE, result.required(whole ? "u" : "U").longValue(),
            PlainMessage.NONE, result.required("u").longValue(), null).pairs(result.get("b"), true)
            .pairs(result.get("a"), false);
    }

    /** Frames of the one channel that there is, with SEQ_ALL and TIMESTAMP. */
    private static PlainMessage bitfinex(final JsonNode frame, final String symbol) {
        if (frame.isObject()) {
            final String event = frame.get("event").asText();
            return event.equals("subscribed") || event.equals("error") ? PlainMessage.ack(event.equals("subscribed"))
                : PlainMessage.OTHER;
        }
        final long number = frame.required(frame.size() - 2).longValue();
        final boolean checksum = frame.get(1).asText().equals("cs");
        final boolean other = frame.get(1).isTextual();
        final boolean whole = frame.get(1).path(0).isArray() && frame.get(1).size() > 2;
        final PlainMessage message = new PlainMessage(checksum ? Kind.CHANGE : other ? Kind.OTHER
            : whole ? Kind.WHOLE : Kind.CHANGE, PlainMessage.NONE, PlainMessage.NONE, PlainMessage.NONE,
            checksum ? frame.get(2).asText() : null).numbered(number);
        if (!other) {
            for (final JsonNode row : frame.get(1).path(0).isArray() ? frame.get(1) : List.of(frame.get(1))) {
                final String amount = row.get(2).asText();
                message.level(!amount.startsWith("-"), row.get(0).asText(), row.get(1).asText().equals("0") ? "0"
                    : amount.startsWith("-") ? amount.substring(1) : amount);
            }
        }
        return message;
    }

    private static PlainMessage htx(final JsonNode frame, final String symbol) {
        if (frame.has("status")) {
            return frame.has("unsubbed") ? PlainMessage.OTHER : PlainMessage.ack(frame.get("status").asText()
                .equals("ok"));
        }
        if (!frame.path("ch").asText().equals("market." + symbol + ".depth.step0")) {
            return PlainMessage.OTHER;
        }
        final JsonNode tick = frame.get("tick");
        final long version = tick.required("version").longValue();
        return new PlainMessage(Kind.WHOLE, version, PlainMessage.NONE, version, null).pairs(tick.get("bids"), true)
            .pairs(tick.get("asks"), false);
    }

    private static PlainMessage htxSwap(final JsonNode frame, final String symbol) {
        if (!frame.path("ch").asText().equals("market." + symbol + ".depth.size_150.high_freq")) {
            return htx(frame, symbol);
        }
        final JsonNode tick = frame.get("tick");
        final long version = tick.required("version").longValue();
        final boolean whole = tick.get("event").asText().equals("snapshot");
        return new PlainMessage(whole ? Kind.WHOLE : Kind.CHANGE, version, version - 1, version, null)
            .pairs(tick.get("bids"), true).pairs(tick.get("asks"), false);
    }
}
