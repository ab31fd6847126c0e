package io.escapement.engine.venue.okx;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.testkit.TickTwin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The decoder's slow plain twin: a Jackson tree and BigDecimal. */
final class OkxTwin extends TickTwin {
    private final Map<String, Instrument> byIndex = new HashMap<>();
    private final String bookChannel;
    private final OkxNumbering numbering;

    OkxTwin(Collection<Instrument> listed, String bookChannel, OkxNumbering numbering) {
        super(listed);
        this.bookChannel = bookChannel;
        this.numbering = numbering;
        listed.stream().filter(instrument -> instrument.symbol().endsWith("-SWAP"))
            .forEach(instrument -> byIndex.put(instrument.symbol().replaceAll("-SWAP$", ""), instrument));
    }

    @Override
    protected void decode(JsonNode top, List<String> gaps, List<String> lines) {
        object(top);
        if (top.has("event") || !top.has("arg")) {
            return;
        }
        final JsonNode arg = object(top.get("arg"));
        final JsonNode channel = need(arg, "channel");
        if (isText(channel, bookChannel)) {
            book(top, arg, lines);
            return;
        }
        switch (channel.isTextual() ? channel.textValue() : "") {
            case "trades", "trades-all" -> trades(top, arg, lines);
            case "bbo-tbt" -> best(top, arg, lines);
            case "tickers" -> ticker(top, arg, lines);
            case "mark-price" -> mark(top, false, lines);
            case "index-tickers" -> mark(top, true, lines);
            case "funding-rate" -> funding(top, lines);
            case "open-interest" -> interest(top, lines);
            case "liquidation-orders" -> liquidations(top, lines);
            default -> {
            }
        }
    }

    private static JsonNode only(JsonNode top) {
        require(array(need(top, "data")).size() == 1);
        return object(top.get("data").get(0));
    }

    private void book(JsonNode top, JsonNode arg, List<String> lines) {
        final Instrument instrument = instrument(arg, "instId");
        if (instrument == null) {
            return;
        }
        final boolean isSnapshot = isText(top.path("action"), "snapshot");
        require(isSnapshot || isText(top.path("action"), "update"));
        final JsonNode row = only(top);
        final long time = millis(row, "ts");
        final boolean counted = numbering == OkxNumbering.COUNTED;
        final long seqId = counted ? 0 : integer(need(row, "seqId"));
        final long previous = counted ? 0 : signed(need(row, "prevSeqId"), 0);
        require(previous >= -1);
        final long checksum = isNone(row.path("checksum")) ? 0 : signed(row.get("checksum"), 0);
        require((int) checksum == checksum);
        final String levels = " c" + (checksum == 0 ? "-" : "" + checksum);
        final String sides = " b|" + levels(need(row, "bids"), instrument) + " a|"
            + levels(need(row, "asks"), instrument);
        final long last = counted ? count(instrument) : seqId;
        lines.add(isSnapshot ? "snapshot " + instrument.id() + " " + time + RECEIVED + last + levels + " in stream"
            + sides : "delta " + instrument.id() + " " + time + RECEIVED + last + " " + last + " "
            + (counted ? last - 1 : previous) + levels + sides);
    }

    private void trades(JsonNode top, JsonNode arg, List<String> lines) {
        final Instrument instrument = instrument(arg, "instId");
        if (instrument == null) {
            return;
        }
        final List<String> found = new ArrayList<>();
        for (final JsonNode row : array(need(top, "data"))) {
            require(isText(object(row).path("instId"), instrument.symbol()));
            found.add("trade " + instrument.id() + " " + millis(row, "ts") + RECEIVED
                + integer(need(row, "tradeId")) + " " + decimal(need(row, "px"), instrument.priceExponent(), false)
                + " " + decimal(need(row, "sz"), instrument.quantityExponent(), false) + " "
                + side(row, "side", "buy", "sell"));
        }
        lines.addAll(found);
    }

    private void best(JsonNode top, JsonNode arg, List<String> lines) {
        final Instrument instrument = instrument(arg, "instId");
        if (instrument == null) {
            return;
        }
        final JsonNode row = only(top);
        lines.add("quote " + instrument.id() + " " + millis(row, "ts") + RECEIVED
            + (row.has("seqId") ? "" + integer(row.get("seqId")) : "-") + " "
            + best(need(row, "bids"), instrument) + " " + best(need(row, "asks"), instrument));
    }

    private void ticker(JsonNode top, JsonNode arg, List<String> lines) {
        final Instrument instrument = instrument(arg, "instId");
        if (instrument == null) {
            return;
        }
        final JsonNode row = only(top);
        require(isText(row.path("instId"), instrument.symbol()));
        lines.add("quote " + instrument.id() + " " + millis(row, "ts") + RECEIVED + "- "
            + orZero(row, "bidPx", instrument.priceExponent()) + " "
            + orZero(row, "bidSz", instrument.quantityExponent()) + " "
            + orZero(row, "askPx", instrument.priceExponent()) + " "
            + orZero(row, "askSz", instrument.quantityExponent()));
    }

    private void mark(JsonNode top, boolean index, List<String> lines) {
        final JsonNode row = only(top);
        final String symbol = text(row, "instId");
        final Instrument instrument = index ? byIndex.get(symbol) : instruments.get(symbol);
        if (instrument == null) {
            return;
        }
        final long time = millis(row, "ts");
        need(row, index ? "idxPx" : "markPx");
        final String price = cut(row, index ? "idxPx" : "markPx", -8);
        if (!price.equals("-")) {
            lines.add("mark " + instrument.id() + " " + time + RECEIVED + (index ? "- " + price : price + " -")
                + " - - -");
        }
    }

    private void funding(JsonNode top, List<String> lines) {
        final JsonNode row = only(top);
        final Instrument instrument = instrument(row, "instId");
        if (instrument == null) {
            return;
        }
        final String time = millisOr(row, "ts", "-");
        final long next = millis(row, "fundingTime");
        final String following = millisOr(row, "nextFundingTime", "-");
        final boolean later = !following.equals("-") && Long.parseLong(following) > next;
        lines.add("mark " + instrument.id() + " " + time + RECEIVED + "- - " + cut(row, "fundingRate", -12) + " " + next
            + " " + (later ? "" + (Long.parseLong(following) - next) : "-"));
    }

    private void interest(JsonNode top, List<String> lines) {
        final JsonNode row = only(top);
        final Instrument instrument = instrument(row, "instId");
        if (instrument == null) {
            return;
        }
        final long time = millis(row, "ts");
        need(row, "oi");
        final String quantity = cut(row, "oi", instrument.quantityExponent());
        if (!quantity.equals("-")) {
            lines.add("interest " + instrument.id() + " " + time + RECEIVED + quantity);
        }
    }

    private void liquidations(JsonNode top, List<String> lines) {
        final List<String> found = new ArrayList<>();
        for (final JsonNode row : array(need(top, "data"))) {
            need(object(row), "details");
            final Instrument instrument = instruments.get(text(row, "instId"));
            if (instrument == null) {
                continue;
            }
            for (final JsonNode detail : array(row.get("details"))) {
                found.add("liquidation " + instrument.id() + " " + millis(object(detail), "ts") + RECEIVED
                    + decimal(need(detail, "bkPx"), instrument.priceExponent(), false) + " "
                    + decimal(need(detail, "sz"), instrument.quantityExponent(), false) + " "
                    + side(detail, "side", "buy", "sell"));
            }
        }
        lines.addAll(found);
    }
}
