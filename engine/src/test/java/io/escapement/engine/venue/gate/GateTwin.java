package io.escapement.engine.venue.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.testkit.TickTwin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** The decoder's slow plain twin: a Jackson tree and BigDecimal. */
final class GateTwin extends TickTwin {
    private final GateMarket market;
    private final GateBook book;
    private final String level;
    private final boolean sideIsTakers;

    GateTwin(Collection<Instrument> listed, GateMarket market, GateBook book, int level, boolean sideIsTakers) {
        super(listed);
        this.market = market;
        this.book = book;
        this.level = "" + level;
        this.sideIsTakers = sideIsTakers;
    }

    @Override
    protected void decode(JsonNode top, List<String> gaps, List<String> lines) {
        object(top);
        if (isText(top.path("event"), "upgrade")) {
            millisOr(top, "time_ms", "-");
            return;
        }
        if (!top.has("channel")) {
            return;
        }
        final String channel = text(top, "channel");
        if (!isText(top.path("event"), "update")) {
            return;
        }
        final JsonNode result = need(top, "result");
        if (!channel.startsWith(market.prefix())) {
            return;
        }
        final String name = channel.substring(market.prefix().length());
        if (name.equals(book.channel())) {
            book(result, lines);
        } else if (name.equals("book_ticker")) {
            best(result, lines);
        } else if (name.equals("trades")) {
            trades(result, lines);
        } else if (market == GateMarket.FUTURES && name.equals("tickers")) {
            tickers(top, result, lines);
        } else if (market == GateMarket.FUTURES && name.equals("public_liquidates")) {
            liquidations(result, lines);
        }
    }

    private void book(JsonNode result, List<String> lines) {
        String symbol = text(object(result), "s");
        if (book == GateBook.OBU) {
            require(symbol.matches("ob\\..*\\..*"));
            final int dot = symbol.lastIndexOf('.');
            if (!symbol.substring(dot + 1).equals(level)) {
                return;
            }
            symbol = symbol.substring(3, dot);
        }
        final Instrument instrument = instruments.get(symbol);
        if (instrument == null) {
            return;
        }
        final long time = millis(result, "t");
        require(!result.has("full") || result.get("full").isBoolean());
        final boolean full = result.path("full").booleanValue();
        final long last = integer(need(result, "u"));
        final long first = full ? last : integer(need(result, "U"));
        require(first <= last);
        final String levels = " c-" + (full ? " in stream" : "") + " b|" + side(need(result, "b"), instrument) + " a|"
            + side(need(result, "a"), instrument);
        lines.add(full ? "snapshot " + instrument.id() + " " + time + RECEIVED + last + levels
            : "delta " + instrument.id() + " " + time + RECEIVED + first + " " + last + " "
            + (book == GateBook.OBU ? "" + (first - 1) : "-") + levels);
    }

    private String side(JsonNode rows, Instrument instrument) {
        if (market == GateMarket.SPOT || book == GateBook.OBU) {
            return levels(rows, instrument);
        }
        final StringBuilder text = new StringBuilder();
        for (final JsonNode row : array(rows)) {
            text.append(' ').append(decimal(need(object(row), "p"), instrument.priceExponent(), false)).append(':')
                .append(decimal(need(row, "s"), instrument.quantityExponent(), true));
        }
        return text.toString();
    }

    private void best(JsonNode result, List<String> lines) {
        final Instrument instrument = instrument(object(result), "s");
        if (instrument == null) {
            return;
        }
        lines.add("quote " + instrument.id() + " " + millis(result, "t") + RECEIVED + integer(need(result, "u")) + " "
            + orZero(result, "b", instrument.priceExponent()) + " "
            + orZero(result, "B", instrument.quantityExponent()) + " "
            + orZero(result, "a", instrument.priceExponent()) + " "
            + orZero(result, "A", instrument.quantityExponent()));
    }

    private void trades(JsonNode result, List<String> lines) {
        final List<String> found = new ArrayList<>();
        final List<Long> ids = new ArrayList<>();
        for (final JsonNode row : result.isArray() ? result : List.of(result)) {
            trade(object(row), found, ids);
        }
        if (ids.size() > 1 && ids.get(0) > ids.get(ids.size() - 1)) {
            Collections.reverse(found);
        }
        lines.addAll(found);
    }

    private void trade(JsonNode row, List<String> found, List<Long> ids) {
        final boolean spot = market == GateMarket.SPOT;
        final Instrument instrument = instrument(row, spot ? "currency_pair" : "contract");
        if (instrument == null) {
            return;
        }
        final String time = cut(row, "create_time_ms", -6);
        require(!time.equals("-") && !time.startsWith("-"));
        final long id = integer(need(row, "id"));
        final long price = decimal(need(row, "price"), instrument.priceExponent(), false);
        require(!row.has("is_internal") || row.get("is_internal").isBoolean());
        final long quantity;
        final boolean bought;
        if (spot) {
            quantity = decimal(need(row, "amount"), instrument.quantityExponent(), false);
            bought = side(row, "side", "buy", "sell").equals("BUY") == sideIsTakers;
        } else {
            final long size = signed(need(row, "size"), instrument.quantityExponent());
            require(size != 0);
            quantity = Math.abs(size);
            bought = size > 0;
        }
        if (!row.path("is_internal").booleanValue()) {
            ids.add(id);
            found.add("trade " + instrument.id() + " " + time + RECEIVED + id + " " + price + " " + quantity + " "
                + (bought ? "BUY" : "SELL"));
        }
    }

    private void tickers(JsonNode top, JsonNode result, List<String> lines) {
        final List<String> found = new ArrayList<>();
        array(result);
        final String time = millisOr(top, "time_ms", "-");
        for (final JsonNode row : result) {
            final Instrument instrument = instrument(object(row), "contract");
            if (instrument == null) {
                continue;
            }
            final String mark = cut(row, "mark_price", -8) + " " + cut(row, "index_price", -8) + " "
                + cut(row, "funding_rate", -12);
            final String interest = cut(row, "total_size", instrument.quantityExponent());
            if (!mark.equals("- - -")) {
                found.add("mark " + instrument.id() + " " + time + RECEIVED + mark + " - -");
            }
            if (!interest.equals("-")) {
                found.add("interest " + instrument.id() + " " + time + RECEIVED + interest);
            }
        }
        lines.addAll(found);
    }

    private void liquidations(JsonNode result, List<String> lines) {
        final List<String> found = new ArrayList<>();
        array(result);
        for (final JsonNode row : result) {
            final Instrument instrument = instrument(object(row), "contract");
            if (instrument == null) {
                continue;
            }
            final String key = row.has("time_ms") ? "time_ms" : "time";
            final long time = integer(need(row, key));
            final String nanos = time < 100_000_000_000L ? "" + time * 1_000_000_000L : "" + millis(row, key);
            final long price = decimal(need(row, "price"), instrument.priceExponent(), false);
            final long size = signed(need(row, "size"), instrument.quantityExponent());
            require(size != 0);
            found.add("liquidation " + instrument.id() + " " + nanos + RECEIVED + price + " " + Math.abs(size) + " "
                + (size > 0 ? "BUY" : "SELL"));
        }
        lines.addAll(found);
    }
}
