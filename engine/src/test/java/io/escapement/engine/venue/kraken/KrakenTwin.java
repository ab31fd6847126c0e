package io.escapement.engine.venue.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.testkit.JsonTwin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** {@link KrakenFrameDecoder}'s slow plain twin. */
final class KrakenTwin extends JsonTwin {
    private record Dealt(long id, String line) {
    }

    KrakenTwin(Collection<Instrument> listed) {
        super(listed, -1);
    }

    @Override
    protected void decode(JsonNode top, List<String> gaps, List<String> lines) {
        require(top.isObject());
        final String channel = top.path("channel").textValue();
        if (channel == null) {
            return;
        }
        switch (channel) {
            case "book" -> book(top, lines);
            case "trade" -> trades(top, lines);
            case "ticker" -> {
                isSnapshot(top);
                array(top.path("data")).forEach(row -> quote(row, lines));
            }
            case "status" -> array(top.path("data")).forEach(row -> require(row.isObject()));
            default -> {
                // Of no use.
            }
        }
    }

    private static boolean isSnapshot(JsonNode top) {
        require(isText(top.path("type"), "snapshot") || isText(top.path("type"), "update"));
        return isText(top.path("type"), "snapshot");
    }

    private void book(JsonNode top, List<String> lines) {
        final boolean snapshot = isSnapshot(top);
        final List<Runnable> good = new ArrayList<>();
        for (final JsonNode row : array(top.path("data"))) {
            require(row.isObject());
            final Instrument instrument = instrument(row, "symbol");
            if (instrument == null) {
                continue;
            }
            final String levels = " b|" + levels(row.path("bids"), instrument) + " a|"
                + levels(row.path("asks"), instrument);
            final long crc = integer(row.path("checksum"));
            require(crc <= 0xFFFF_FFFFL);
            final String time = snapshot && !row.has("timestamp") ? "-" : "" + time(row.path("timestamp"));
            good.add(() -> lines.add(snapshot ? snapshot(instrument, time, count(instrument), "" + crc, levels)
                : delta(instrument, time, count(instrument), "" + crc, levels)));
        }
        good.forEach(Runnable::run);
    }

    private static String levels(JsonNode levels, Instrument instrument) {
        final StringBuilder text = new StringBuilder();
        for (final JsonNode level : array(levels)) {
            require(level.isObject());
            text.append(' ').append(decimal(level.path("price"), instrument.priceExponent(), false)).append(':')
                .append(decimal(level.path("qty"), instrument.quantityExponent(), true));
        }
        return text.toString();
    }

    private void trades(JsonNode top, List<String> lines) {
        if (isSnapshot(top)) {
            return;
        }
        final List<Dealt> trades = new ArrayList<>();
        for (final JsonNode row : array(top.path("data"))) {
            require(row.isObject());
            final Instrument instrument = instrument(row, "symbol");
            if (instrument != null) {
                require(isText(row.path("side"), "buy") || isText(row.path("side"), "sell"));
                final long id = integer(row.path("trade_id"));
                trades.add(new Dealt(id, "trade " + instrument.id() + " " + time(row.path("timestamp")) + " "
                    + FrameBench.RECEIVE_TIME + " " + id + " "
                    + decimal(row.path("price"), instrument.priceExponent(), false) + " "
                    + decimal(row.path("qty"), instrument.quantityExponent(), false) + " "
                    + (isText(row.path("side"), "buy") ? "BUY" : "SELL")));
            }
        }
        if (trades.size() > 1 && trades.get(0).id > trades.get(trades.size() - 1).id) {
            Collections.reverse(trades);
        }
        trades.forEach(trade -> lines.add(trade.line));
    }

    private void quote(JsonNode row, List<String> lines) {
        require(row.isObject());
        final Instrument instrument = instrument(row, "symbol");
        if (instrument != null) {
            final long bid = decimal(row.path("bid"), instrument.priceExponent(), true);
            final long bidQuantity = decimal(row.path("bid_qty"), instrument.quantityExponent(), true);
            final long ask = decimal(row.path("ask"), instrument.priceExponent(), true);
            final long askQuantity = decimal(row.path("ask_qty"), instrument.quantityExponent(), true);
            lines.add("quote " + instrument.id() + " " + (row.has("timestamp") ? time(row.path("timestamp")) : "-")
                + " " + FrameBench.RECEIVE_TIME + " - " + bid + " " + bidQuantity + " " + ask + " " + askQuantity);
        }
    }
}
