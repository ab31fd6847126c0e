package io.escapement.engine.venue.coinbase;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.testkit.JsonTwin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** {@link CoinbaseFrameDecoder}'s slow plain twin. */
final class CoinbaseTwin extends JsonTwin {
    private record Dealt(long id, String line) {
    }

    CoinbaseTwin(Collection<Instrument> listed) {
        super(listed, 0);
    }

    @Override
    protected void decode(JsonNode top, List<String> gaps, List<String> lines) {
        require(top.isObject());
        if (isText(top.path("type"), "error") || !top.has("channel")
            || !isNew(integer(top.path("sequence_num")), 0, gaps) || !top.get("channel").isTextual()) {
            return;
        }
        switch (top.get("channel").textValue()) {
            case "l2_data" -> books(top, lines);
            case "ticker", "ticker_batch" -> {
                final long time = time(top.path("timestamp"));
                for (final JsonNode event : array(top.path("events"))) {
                    isSnapshot(event);
                    array(event.path("tickers")).forEach(row -> quote(row, time, lines));
                }
            }
            case "market_trades" -> trades(top, lines);
            case "subscriptions" -> {
                for (final JsonNode event : array(top.path("events"))) {
                    require(event.path("subscriptions").isObject());
                    event.get("subscriptions").forEach(JsonTwin::array);
                }
            }
            default -> {
                // Of no use.
            }
        }
    }

    private static boolean isSnapshot(JsonNode event) {
        require(isText(event.path("type"), "snapshot") || isText(event.path("type"), "update"));
        return isText(event.path("type"), "snapshot");
    }

    private void books(JsonNode top, List<String> lines) {
        final String time = "" + time(top.path("timestamp"));
        final List<Runnable> good = new ArrayList<>();
        for (final JsonNode event : array(top.path("events"))) {
            require(event.isObject());
            final Instrument instrument = instrument(event, "product_id");
            if (instrument == null) {
                continue;
            }
            final boolean snapshot = isSnapshot(event);
            final StringBuilder bids = new StringBuilder(" b|");
            final StringBuilder asks = new StringBuilder(" a|");
            for (final JsonNode row : array(event.path("updates"))) {
                final boolean bid = isText(row.path("side"), "bid");
                require(bid || isText(row.path("side"), "offer"));
                (bid ? bids : asks).append(' ')
                    .append(decimal(row.path("price_level"), instrument.priceExponent(), false)).append(':')
                    .append(decimal(row.path("new_quantity"), instrument.quantityExponent(), true));
            }
            final String levels = bids.toString() + asks;
            good.add(() -> lines.add(snapshot ? snapshot(instrument, time, count(instrument), "-", levels)
                : delta(instrument, time, count(instrument), "-", levels)));
        }
        good.forEach(Runnable::run);
    }

    private void trades(JsonNode top, List<String> lines) {
        final List<Dealt> trades = new ArrayList<>();
        for (final JsonNode event : array(top.path("events"))) {
            if (isSnapshot(event)) {
                continue;
            }
            for (final JsonNode row : array(event.path("trades"))) {
                require(row.isObject());
                final Instrument instrument = instrument(row, "product_id");
                if (instrument != null) {
                    final boolean makerBought = isText(row.path("side"), "BUY");
                    require(makerBought || isText(row.path("side"), "SELL"));
                    final long id = integer(row.path("trade_id"));
                    trades.add(new Dealt(id, "trade " + instrument.id() + " " + time(row.path("time")) + " "
                        + FrameBench.RECEIVE_TIME + " " + id + " "
                        + decimal(row.path("price"), instrument.priceExponent(), false) + " "
                        + decimal(row.path("size"), instrument.quantityExponent(), false) + " "
                        + (makerBought ? "SELL" : "BUY")));
                }
            }
        }
        if (trades.size() > 1 && trades.get(0).id > trades.get(trades.size() - 1).id) {
            Collections.reverse(trades);
        }
        trades.forEach(trade -> lines.add(trade.line));
    }

    private void quote(JsonNode row, long time, List<String> lines) {
        require(row.isObject());
        final Instrument instrument = instrument(row, "product_id");
        if (instrument != null) {
            lines.add("quote " + instrument.id() + " " + time + " " + FrameBench.RECEIVE_TIME + " - "
                + orNone(row.path("best_bid"), instrument.priceExponent()) + " "
                + orNone(row.path("best_bid_quantity"), instrument.quantityExponent()) + " "
                + orNone(row.path("best_ask"), instrument.priceExponent()) + " "
                + orNone(row.path("best_ask_quantity"), instrument.quantityExponent()));
        }
    }

    private static long orNone(JsonNode node, int exponent) {
        return isText(node, "") ? 0 : decimal(node, exponent, true);
    }
}
