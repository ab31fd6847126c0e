package io.escapement.engine.venue.htx;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.event.TradeStore;
import io.escapement.engine.venue.wire.PlainJson;
import io.escapement.engine.venue.wire.WireLines;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.escapement.engine.venue.wire.PlainJson.integer;
import static io.escapement.engine.venue.wire.PlainJson.isText;
import static io.escapement.engine.venue.wire.PlainJson.price;
import static io.escapement.engine.venue.wire.PlainJson.require;
import static io.escapement.engine.venue.wire.PlainJson.time;

/** The text decoder's slow plain twin: Jackson trees, regular expressions and BigDecimal. */
final class HtxTwin implements PlainJson.Twin {
    private static final Pattern TOPIC = Pattern.compile("market\\.([^.]*)\\.(.*)");
    private static final long NONE = EventWriter.NO_TIME;

    private final Map<String, Instrument> instruments = new HashMap<>();

    HtxTwin(Collection<Instrument> listed) {
        listed.forEach(instrument -> instruments.put(instrument.symbol(), instrument));
    }

    @Override
    public List<String> lines(JsonNode top) {
        require(top.isObject());
        if (top.has("ch")) {
            return push(top);
        }
        if (top.has("rep") && (!top.has("status") || isText(top.get("status"), "ok"))) {
            return reply(top);
        }
        if (isText(top.path("op"), "notify")) {
            return notice(top);
        }
        if (top.has("ping")) {
            integer(top.get("ping"));
        }
        return List.of();
    }

    private List<String> push(JsonNode top) {
        final Matcher topic = TOPIC.matcher(top.get("ch").asText());
        final String kind = top.get("ch").isTextual() && topic.matches() ? topic.group(2) : "";
        final boolean whole = kind.equals("depth.step0") || kind.matches("mbp\\.refresh\\.[0-9]+");
        final boolean mbp = kind.matches("mbp\\.[0-9]+");
        final boolean frequent = kind.matches("depth\\.size_[0-9]+\\.high_freq");
        final Instrument instrument = kind.isEmpty() ? null : instruments.get(topic.group(1));
        final boolean single = List.of("bbo", "trade.detail", "mark_price.1min").contains(kind);
        if (instrument == null || !whole && !mbp && !frequent && !single) {
            return List.of();
        }
        final long sent = time(top.path("ts"));
        final JsonNode tick = top.path("tick");
        require(tick.isObject());
        final SyncKind sync = instrument.book().sync();
        if (whole) {
            return sync == SyncKind.SNAPSHOTS ? whole(top, tick, instrument, sent) : List.of();
        }
        if (mbp) {
            return sync == SyncKind.STRICT_CHAIN ? List.of(delta(instrument, tick, sent,
                integer(tick.path("seqNum")), integer(tick.path("prevSeqNum")))) : List.of();
        }
        if (frequent) {
            return sync == SyncKind.STREAM ? frequent(tick, instrument, sent) : List.of();
        }
        return kind.equals("bbo") ? quote(tick, instrument, sent)
            : kind.equals("trade.detail") ? trades(tick, instrument) : List.of(markPrice(tick, instrument, sent));
    }

    private static String markPrice(JsonNode bar, Instrument instrument, long sent) {
        require(!isNone(bar.path("close")));
        final long price = cut(bar.get("close"), -8);
        require(price > 0);
        return WireLines.mark(instrument.id(), sent, price, NONE, NONE, NONE);
    }

    /** Digits beyond the exponent do not matter, unless there is a power of ten. */
    private static long cut(JsonNode node, int exponent) {
        final BigDecimal value = PlainJson.decimal(node);
        return node.isTextual() && node.textValue().matches(".*[eE].*") ? PlainJson.signed(node, exponent)
            : value.scaleByPowerOfTen(-exponent).setScale(0, RoundingMode.DOWN).longValueExact();
    }

    private static List<String> whole(JsonNode top, JsonNode tick, Instrument instrument, long sent) {
        require(!top.path("update").asBoolean() || !top.get("update").isBoolean());
        final String id = tick.has("mrid") ? "mrid" : tick.has("seqNum") ? "seqNum" : "version";
        return List.of(snapshot(instrument, tick, tick.has("ts") ? time(tick.get("ts")) : sent, integer(tick.path(id)),
            true));
    }

    private List<String> reply(JsonNode top) {
        final Matcher topic = TOPIC.matcher(top.get("rep").isTextual() ? top.get("rep").textValue() : "");
        final boolean known = topic.matches() && topic.group(2).matches("mbp\\.[0-9]+");
        final Instrument instrument = known ? instruments.get(topic.group(1)) : null;
        if (instrument == null) {
            return List.of();
        }
        final long sent = time(top.path("ts"));
        require(top.path("data").isObject());
        return instrument.book().sync() == SyncKind.STRICT_CHAIN ? List.of(snapshot(instrument, top.get("data"), sent,
            integer(top.get("data").path("seqNum")), false)) : List.of();
    }

    private static List<String> frequent(JsonNode tick, Instrument instrument, long sent) {
        final long version = integer(tick.path("version"));
        final long at = tick.has("ts") ? time(tick.get("ts")) : sent;
        if (isText(tick.path("event"), "snapshot")) {
            return List.of(snapshot(instrument, tick, at, version, true));
        }
        require(isText(tick.path("event"), "update") && version > 0);
        return List.of(delta(instrument, tick, at, version, version - 1));
    }

    private static String levels(JsonNode rows, Instrument instrument) {
        require(rows.isArray());
        final StringBuilder text = new StringBuilder();
        for (final JsonNode row : rows) {
            require(row.isArray() && row.size() >= 2);
            text.append(' ').append(price(row.get(0), instrument, false)).append(':')
                .append(quantity(row.get(1), instrument, true));
        }
        return text.toString();
    }

    /** Rounded down, save to zero. */
    private static long quantity(JsonNode node, Instrument instrument, boolean mayBeZero) {
        final int exponent = instrument.quantityExponent();
        final BigDecimal value = PlainJson.decimal(node);
        final BigDecimal shortest = value.stripTrailingZeros();
        if (value.signum() <= 0 || shortest.scale() <= -exponent) {
            return PlainJson.decimal(node, exponent, mayBeZero);
        }
        require(shortest.unscaledValue().bitLength() <= 63 && shortest.scale() + exponent <= 18);
        return Math.max(1, value.scaleByPowerOfTen(-exponent).setScale(0, RoundingMode.DOWN).longValueExact());
    }

    private static String snapshot(Instrument instrument, JsonNode tick, long at, long id, boolean inStream) {
        return WireLines.snapshot(instrument.id(), at, id, inStream) + " b|" + levels(tick.path("bids"), instrument)
            + " a|" + levels(tick.path("asks"), instrument);
    }

    private static String delta(Instrument instrument, JsonNode tick, long at, long id, long previous) {
        return WireLines.delta(instrument.id(), at, id, id, previous)
            + " b|" + (tick.has("bids") ? levels(tick.get("bids"), instrument) : "")
            + " a|" + (tick.has("asks") ? levels(tick.get("asks"), instrument) : "");
    }

    private static List<String> quote(JsonNode tick, Instrument instrument, long sent) {
        final int id = instrument.id();
        if (tick.path("bid").isArray() || tick.path("ask").isArray()) {
            return List.of(WireLines.quote(id, tick.has("ts") ? time(tick.get("ts")) : sent, integer(tick.path("mrid")),
                part(tick.path("bid"), 0, instrument), part(tick.path("bid"), 1, instrument),
                part(tick.path("ask"), 0, instrument), part(tick.path("ask"), 1, instrument)));
        }
        return List.of(WireLines.quote(id, tick.has("quoteTime") ? time(tick.get("quoteTime")) : sent,
            tick.has("seqId") ? integer(tick.get("seqId")) : NONE, price(tick.path("bid"), instrument, true),
            quantity(tick.path("bidSize"), instrument, true), price(tick.path("ask"), instrument, true),
            quantity(tick.path("askSize"), instrument, true)));
    }

    private static long part(JsonNode pair, int at, Instrument instrument) {
        if (pair.isMissingNode() || pair.isNull()) {
            return 0;
        }
        require(pair.isArray() && pair.size() > at);
        return at == 0 ? price(pair.get(0), instrument, true) : quantity(pair.get(1), instrument, true);
    }

    private static List<String> trades(JsonNode tick, Instrument instrument) {
        require(tick.path("data").isArray());
        final List<String> lines = new ArrayList<>();
        for (final JsonNode trade : tick.get("data")) {
            require(trade.isObject() && trade.path("direction").isTextual());
            final String direction = trade.get("direction").textValue();
            require(List.of("buy", "sell", "").contains(direction));
            lines.add(WireLines.trade(instrument.id(), time(trade.path("ts")), tradeId(trade),
                price(trade.path("price"), instrument, false), half(trade.path("amount"), instrument),
                direction.isEmpty() ? "UNKNOWN" : direction.toUpperCase(Locale.ROOT)));
        }
        return lines;
    }

    private static long tradeId(JsonNode trade) {
        if (trade.has("tradeId")) {
            return integer(trade.get("tradeId"));
        }
        try {
            return integer(trade.path("id"));
        } catch (ArithmeticException e) {
            return TradeStore.NO_ID;
        }
    }

    private static long half(JsonNode node, Instrument instrument) {
        final long quantity = quantity(node, instrument, false);
        require(instrument.kind() == InstrumentKind.SPOT || quantity % 2 == 0);
        return instrument.kind() == InstrumentKind.SPOT ? quantity : quantity / 2;
    }

    private List<String> notice(JsonNode top) {
        require(top.has("topic") && top.has("data"));
        final long sent = time(top.path("ts"));
        final String topic = top.get("topic").isTextual() ? top.get("topic").textValue() : "";
        final boolean funding = topic.endsWith(".funding_rate");
        if (!funding && !topic.endsWith(".liquidation_orders")) {
            return List.of();
        }
        require(top.get("data").isArray());
        final List<String> lines = new ArrayList<>();
        for (final JsonNode entry : top.get("data")) {
            require(entry.isObject() && entry.path("contract_code").isTextual());
            final Instrument instrument = instruments.get(entry.get("contract_code").textValue());
            if (instrument != null && funding) {
                funding(entry, instrument, sent, lines);
            } else if (instrument != null) {
                final String side = entry.path("direction").asText();
                require(side.equals("buy") || side.equals("sell"));
                lines.add(WireLines.liquidation(instrument.id(), time(entry.path("created_at")),
                    price(entry.path("price"), instrument, false), half(entry.path("volume"), instrument),
                    side.toUpperCase(Locale.ROOT)));
            }
        }
        return lines;
    }

    private static void funding(JsonNode entry, Instrument instrument, long sent, List<String> lines) {
        final JsonNode rate = entry.path("funding_rate");
        final JsonNode settlement = entry.path("settlement_time");
        final long found = isNone(rate) ? NONE : PlainJson.signed(rate, -12);
        final long at = isNone(settlement) ? 0 : time(settlement);
        if (found != NONE || at > sent) {
            lines.add(WireLines.mark(instrument.id(), sent, NONE, NONE, found, at > sent ? at : NONE));
        }
    }

    private static boolean isNone(JsonNode node) {
        return node.isMissingNode() || node.isNull() || isText(node, "");
    }
}
