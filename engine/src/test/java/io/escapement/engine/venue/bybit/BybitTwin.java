package io.escapement.engine.venue.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.testkit.TickTwin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The decoder's slow plain twin: a Jackson tree and BigDecimal. */
final class BybitTwin extends TickTwin {
    private final String depth;
    private final Map<Integer, Long> newestSeq = new HashMap<>();

    BybitTwin(Collection<Instrument> listed, int depth) {
        super(listed);
        this.depth = "" + depth;
    }

    @Override
    protected void decode(JsonNode top, List<String> gaps, List<String> lines) {
        object(top);
        if (!top.has("topic")) {
            return;
        }
        final String topic = text(top, "topic");
        final int dot = topic.indexOf('.');
        final String rest = dot < 0 ? "" : topic.substring(dot + 1);
        switch (dot < 0 ? topic : topic.substring(0, dot)) {
            case "orderbook" -> book(top, rest, lines);
            case "publicTrade" -> rows(top, rest, true, lines);
            case "allLiquidation" -> rows(top, rest, false, lines);
            case "tickers" -> ticker(top, rest, lines);
            default -> {
            }
        }
    }

    private void book(JsonNode top, String rest, List<String> lines) {
        require(rest.contains("."));
        final String level = rest.substring(0, rest.indexOf('.'));
        final boolean isSnapshot = isText(need(top, "type"), "snapshot");
        require(isSnapshot || isText(top.get("type"), "delta"));
        final Instrument instrument = instruments.get(rest.substring(rest.indexOf('.') + 1));
        final boolean best = level.equals("1");
        if (best && !isSnapshot || !best && !level.equals(depth) || instrument == null) {
            return;
        }
        final JsonNode data = object(need(top, "data"));
        require(text(data, "s").equals(instrument.symbol()));
        final String time = millisOr(top, "cts", "" + millis(top, "ts"));
        millis(top, "ts");
        final long u = integer(need(data, "u"));
        final long newest = newestSeq.getOrDefault(instrument.id(), 0L);
        final long seq = data.has("seq") ? integer(data.get("seq")) : newest;
        if (best) {
            lines.add("quote " + instrument.id() + " " + time + RECEIVED + u + " "
                + best(need(data, "b"), instrument) + " " + best(need(data, "a"), instrument));
            return;
        }
        final String levels = " b|" + levels(need(data, "b"), instrument) + " a|"
            + levels(need(data, "a"), instrument);
        require(!isSnapshot || u == 1 || seq >= newest);
        newestSeq.put(instrument.id(), u == 1 ? seq : Math.max(newest, seq));
        lines.add(isSnapshot || u == 1
            ? "snapshot " + instrument.id() + " " + time + RECEIVED + u + " c- in stream" + levels
            : "delta " + instrument.id() + " " + time + RECEIVED + u + " " + u + " " + (u - 1) + " c-" + levels);
    }

    private void rows(JsonNode top, String symbol, boolean trades, List<String> lines) {
        final JsonNode rows = need(top, "data");
        final Instrument instrument = instruments.get(symbol);
        if (instrument == null) {
            return;
        }
        final List<String> found = new ArrayList<>();
        for (final JsonNode row : array(rows)) {
            require(text(object(row), "s").equals(symbol));
            final String side = side(row, "S", "Buy", "Sell");
            final String body = decimal(need(row, "p"), instrument.priceExponent(), false) + " "
                + decimal(need(row, "v"), instrument.quantityExponent(), false) + " ";
            final String head = instrument.id() + " " + millis(row, "T") + RECEIVED;
            if (!trades) {
                found.add("liquidation " + head + body + (side.equals("BUY") ? "SELL" : "BUY"));
                continue;
            }
            final String id = tradeId(need(row, "i"));
            require(!row.has("BT") || row.get("BT").isBoolean());
            if (!row.path("BT").booleanValue()) {
                found.add("trade " + head + id + " " + body + side);
            }
        }
        lines.addAll(found);
    }

    private static String tradeId(JsonNode id) {
        if (id.isTextual() && id.textValue().length() == 36) {
            require(id.textValue().matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"));
            return Long.toUnsignedString(
                Long.parseUnsignedLong(id.textValue().replace("-", "").substring(0, 16), 16));
        }
        return "" + integer(id);
    }

    private void ticker(JsonNode top, String symbol, List<String> lines) {
        final Instrument instrument = instruments.get(symbol);
        if (instrument == null) {
            return;
        }
        final JsonNode data = object(need(top, "data"));
        require(text(data, "symbol").equals(symbol));
        final long time = millis(top, "ts");
        final String mark = cut(data, "markPrice", -8) + " " + cut(data, "indexPrice", -8) + " "
            + cut(data, "fundingRate", -12) + " " + millisOr(data, "nextFundingTime", "-");
        final String hours = cut(data, "fundingIntervalHour", 0);
        require(hours.equals("-") || Long.parseLong(hours) >= 0 && Long.parseLong(hours) <= 8_784);
        final String interest = cut(data,
            data.has("singleOpenInterest") ? "singleOpenInterest" : "openInterest", instrument.quantityExponent());
        if (!mark.equals("- - - -")) {
            lines.add("mark " + instrument.id() + " " + time + RECEIVED + mark + " "
                + (hours.equals("-") ? "-" : "" + Long.parseLong(hours) * 3_600_000_000_000L));
        }
        if (!interest.equals("-")) {
            lines.add("interest " + instrument.id() + " " + time + RECEIVED + interest);
        }
    }
}
