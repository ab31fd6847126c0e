package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.capture.CaptureLine;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Coinbase Advanced Trade: whole books and changes in the stream, without numbers of their own; every frame of a
 * connection has one, from 0.
 */
final class CoinbaseSpeech extends Speech {
    private static final String LEVEL2 = "level2";
    private static final String SEQUENCE = "\"sequence_num\":";

    private final Map<String, Long> counts = new HashMap<>();

    @Override
    Set<FaultKind> faults() {
        return COMMON;
    }

    @Override
    void restart() {
        counts.clear();
    }

    private static String key(final String channel, final String product) {
        return channel.equals(LEVEL2) ? BOOK + product : channel + ':' + product;
    }

    @Override
    void read(final CaptureLine line, final Reading out) {
        if (line.kind() != CaptureLine.Kind.IN || line.text() == null) {
            return;
        }
        final JsonTree frame = JsonTree.parse(line.text());
        final String channel = frame.text("channel");
        final JsonTree event = frame.get("events").get(0);
        if (!channel.isEmpty() && frame.has("sequence_num")) {
            out.number(frame.number("sequence_num"));
        }
        if (channel.equals("l2_data")) {
            // One event a frame in all recordings; the text of a frame with more could not be sent for one book alone.
            final List<JsonTree> events = frame.get("events").items();
            events.forEach(each -> out.book(book(frame, each), null, events.size() == 1 ? line.text() : null));
        } else if (channel.equals("market_trades") || channel.equals("ticker") || channel.equals("candles")) {
            final JsonTree rows = event.get(channel.equals("market_trades") ? "trades"
                : channel.equals("ticker") ? "tickers" : "candles");
            out.other(key(channel, rows.get(0).text("product_id")), null, line.text());
        }
    }

    private Update book(final JsonTree frame, final JsonTree event) {
        final Map<Boolean, List<Update.Level>> sides = new HashMap<>(Map.of(true, new ArrayList<>(), false,
            new ArrayList<>()));
        for (final JsonTree row : event.get("updates").items()) {
            sides.get(row.text("side").equals("bid")).add(new Update.Level(row.text("price_level"),
                row.text("new_quantity")));
        }
        final String product = event.text("product_id");
        final long n = counts.merge(product, 1L, Long::sum);
        final Instant time = Instant.parse(frame.text("timestamp"));
        return new Update(product, event.text("type").equals("snapshot"), n, n - 1, n,
            time.getEpochSecond() * 1_000_000_000L + time.getNano(), sides.get(true), sides.get(false), null);
    }

    @Override
    String write(final Update update, final String asked) {
        final String time = KrakenFirstVersion.time(update.timeNs());
        final StringBuilder out = new StringBuilder("{\"channel\":\"l2_data\",\"timestamp\":\"").append(time)
            .append("\",\"sequence_num\":0,\"events\":[{\"type\":\"").append(update.whole() ? "snapshot" : "update")
            .append("\",\"product_id\":\"").append(update.symbol()).append("\",\"updates\":[");
        levels(out, update.bids(), "bid", time);
        levels(out, update.asks(), "offer", time);
        if (!update.isEmpty()) {
            out.setLength(out.length() - 1);
        }
        return out.append("]}]}").toString();
    }

    private static void levels(final StringBuilder out, final List<Update.Level> levels, final String side,
        final String time) {
        for (final Update.Level level : levels) {
            out.append("{\"side\":\"").append(side).append("\",\"event_time\":\"").append(time)
                .append("\",\"price_level\":\"").append(level.price()).append("\",\"new_quantity\":\"")
                .append(level.quantity()).append("\"},");
        }
    }

    @Override
    void list(final List<SimulatedSymbol> symbols, final RecordedReplies replies) {
        replies.add("/api/v3/brokerage/market/products", "{\"products\":[" + Listed.rows(symbols, each ->
            Listed.object("product_id", symbol(each.base(), each.quote()), "product_type", "SPOT", "alias", "",
                "price_increment", each.tick(), "quote_increment", each.tick(), "base_increment", each.lot(),
                "base_currency_id", each.base(), "quote_currency_id", each.quote(), "base_min_size", each.lot(),
                "base_max_size", "9000", "quote_min_size", "1", "status", "online")) + "]}");
    }

    @Override
    String tradeKey(final SpokenSimulation.Trade trade) {
        return key("market_trades", trade.symbol());
    }

    @Override
    String write(final SpokenSimulation.Trade trade) {
        return TradeWords.coinbase(trade);
    }

    @Override
    String numberField() {
        return "sequence_num";
    }

    @Override
    Reset reset() {
        return Reset.CONNECTION;
    }

    @Override
    SpokenTalk talk(final Player player, final QueryStringDecoder query) {
        return new Words(player, this);
    }

    @Override
    String symbol(final String base, final String quote) {
        return base + '-' + quote;
    }

    private static final class Words extends SpokenTalk {
        private static final String HEARTBEATS = "heartbeats";
        private static final int FIRST_SUBSCRIBE_S = 5;

        private final Map<String, Set<String>> channels = new TreeMap<>();
        private long number;
        private long heartbeats;
        private int seconds;

        Words(final Player player, final Speech speech) {
            super(player, speech);
        }

        @Override
        int inboundPerSecond(final Limits limits) {
            return limits.inboundPerSecond() == 0 ? 0 : 8;
        }

        /** Puts the connection's number in. */
        @Override
        String own(final String text, final String asked) {
            final int at = text.indexOf(SEQUENCE) + SEQUENCE.length();
            int end = at;
            while (Character.isDigit(text.charAt(end))) {
                end++;
            }
            return text.substring(0, at) + number++ + text.substring(end);
        }

        @Override
        void restartNumbers() {
            number = 0;
        }

        private void sayNumbered(final String channel, final String event) {
            say(own("{\"channel\":\"" + channel + "\",\"client_id\":\"\",\"timestamp\":\"" + Instant.now()
                + "\",\"sequence_num\":0,\"events\":[" + event + "]}", null));
        }

        @Override
        void onSecond() {
            if (channels.containsKey(HEARTBEATS)) {
                sayNumbered(HEARTBEATS, "{\"current_time\":\"" + Instant.now() + "\",\"heartbeat_counter\":"
                    + ++heartbeats + '}');
            }
            if (channels.isEmpty() && ++seconds > FIRST_SUBSCRIBE_S) {
                session.close(1008, "no subscription within 5 s");
            }
        }

        @Override
        void onText(final String text) {
            JsonTree request;
            try {
                request = JsonTree.parse(text);
            } catch (final IllegalArgumentException ex) {
                request = JsonTree.parse("{}");
            }
            final String channel = request.text("channel");
            final List<String> products = request.get("product_ids").items().stream().map(JsonTree::text).toList();
            final boolean subscribe = request.text("type").equals("subscribe");
            if (!subscribe && !request.text("type").equals("unsubscribe")) {
                error("expected type subscribe or unsubscribe");
            } else if (!Set.of(LEVEL2, "market_trades", "ticker", "candles", HEARTBEATS).contains(channel)) {
                error("invalid channel " + channel);
            } else if (products.stream().anyMatch(product -> !knows(product))) {
                error("invalid product_ids " + products);
            } else if (subscribe && isRefusedByFault()) {
                error("subscription refused (injected fault)");
            } else if (subscribe) {
                subscribe(channel, products);
            } else {
                channels.getOrDefault(channel, new TreeSet<>()).removeAll(products);
                products.forEach(product -> session.unsubscribe(key(channel, product)));
                saySubscriptions();
            }
        }

        /** What is subscribed to already brings no second snapshot. */
        private void subscribe(final String channel, final List<String> products) {
            final List<String> more = products.stream()
                .filter(product -> !session.isSubscribed(key(channel, product))).toList();
            channels.computeIfAbsent(channel, name -> new TreeSet<>()).addAll(channel.equals(HEARTBEATS)
                ? List.of(HEARTBEATS) : products);
            saySubscriptions();
            more.forEach(product -> subscribe(key(channel, product), channel));
        }

        private void saySubscriptions() {
            final Map<String, String> lists = new LinkedHashMap<>();
            channels.forEach((channel, products) -> lists.put(channel, String.join("\",\"", products)));
            final StringBuilder all = new StringBuilder();
            lists.forEach((channel, products) -> all.append(all.length() == 0 ? "\"" : ",\"").append(channel)
                .append("\":[").append(products.isEmpty() ? "" : '"' + products + '"').append(']'));
            sayNumbered("subscriptions", "{\"subscriptions\":{" + all + "}}");
        }

        private void error(final String message) {
            say("{\"type\":\"error\",\"message\":" + JsonTree.quoted(message) + '}');
        }
    }
}
