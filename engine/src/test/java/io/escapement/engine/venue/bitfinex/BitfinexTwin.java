package io.escapement.engine.venue.bitfinex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.testkit.JsonTwin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@link BitfinexFrameDecoder}'s slow plain twin. */
final class BitfinexTwin extends JsonTwin {
    private static final long MOST_MS = Long.MAX_VALUE / 1_000_000;

    private final Map<Long, Channel> channels = new HashMap<>();
    private long flags;

    private static final class Channel {
        private final String name;
        private final Instrument instrument;
        private boolean begun;

        private Channel(String name, Instrument instrument) {
            this.name = name;
            this.instrument = instrument;
        }
    }

    BitfinexTwin(Collection<Instrument> listed) {
        super(listed, -1);
    }

    @Override
    protected void decode(JsonNode top, List<String> gaps, List<String> lines) {
        require(top.isContainerNode());
        if (top.isArray()) {
            data(top, gaps, lines);
        } else if (isText(top.path("event"), "subscribed")) {
            subscribed(top);
        } else if (isText(top.path("event"), "conf") && isText(top.path("status"), "OK")) {
            flags = number(top.path("flags"), 0);
        } else if (isText(top.path("event"), "unsubscribed")) {
            channels.remove(number(top.path("chanId"), -1));
        }
    }

    private static long number(JsonNode node, long otherwise) {
        try {
            return node.isIntegralNumber() || node.isTextual() ? Long.parseLong(node.asText()) : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private void subscribed(JsonNode top) {
        final String name = top.path("channel").isTextual() ? top.get("channel").textValue() : "";
        if (name.equals("status")) {
            status(top, top.path("key").isTextual() ? top.get("key").textValue() : "");
            return;
        }
        if (!Set.of("book", "trades", "ticker").contains(name)
            || name.equals("book") && isText(top.path("prec"), "R0")) {
            return;
        }
        final Instrument instrument = top.has("currency") ? null : instrument(top, "symbol");
        final long id = integer(top.path("chanId"));
        if (instrument != null) {
            channels.put(id, new Channel(name, instrument));
            if (name.equals("book")) {
                count(instrument);
            }
        }
    }

    private void status(JsonNode top, String key) {
        if (key.equals("liq:global")) {
            channels.put(integer(top.path("chanId")), new Channel("liq", null));
        } else if (key.startsWith("deriv:")) {
            final Instrument instrument = instruments.get(key.substring("deriv:".length()));
            final long id = integer(top.path("chanId"));
            if (instrument != null) {
                channels.put(id, new Channel("deriv", instrument));
            }
        }
    }

    private void data(JsonNode top, List<String> gaps, List<String> lines) {
        require(top.size() > 1);
        final long id = integer(top.get(0));
        final JsonNode payload = top.get(1);
        final JsonNode third = top.path(2);
        final boolean paid = payload.isTextual()
            && (third.isArray() || isText(payload, "cs") && !(third instanceof MissingNode));
        int at = paid ? 3 : 2;
        final boolean numbered = (flags & 65_536) != 0;
        final long number = numbered ? integer(top.path(at++)) : 0;
        final String time = (flags & 32_768) != 0 ? nanos(top.path(at)) : "-";
        final Channel channel = channels.get(id);
        if (numbered && !isNew(number, -1, gaps) || channel == null) {
            return;
        }
        final Instrument instrument = channel.instrument;
        switch (channel.name) {
            case "book" -> {
                if (payload.isArray()) {
                    book(channel, payload, time, lines);
                } else if (isText(payload, "cs")) {
                    final long crc = signed(third, 0);
                    require(crc == (int) crc);
                    lines.add(delta(instrument, time, count(instrument), "" + crc, " b| a|"));
                }
            }
            case "trades" -> {
                if (isText(payload, "te")) {
                    trade(instrument, third, lines);
                }
            }
            case "deriv", "liq" -> {
                if (payload.isArray()) {
                    statuses(channel, payload, lines);
                }
            }
            default -> {
                if (payload.isArray()) {
                    require(payload.size() >= 3);
                    lines.add("quote " + instrument.id() + " " + time + " " + FrameBench.RECEIVE_TIME + " - "
                        + orNone(payload.get(0)) + " - " + orNone(payload.get(2)) + " -");
                }
            }
        }
    }

    private void statuses(Channel channel, JsonNode payload, List<String> lines) {
        final List<JsonNode> rows = new ArrayList<>();
        if (payload.isEmpty() || payload.get(0).isArray()) {
            payload.forEach(rows::add);
        } else {
            rows.add(payload);
        }
        List<String> last = List.of();
        for (final JsonNode row : rows) {
            require(row.isArray());
            if (channel.name.equals("liq")) {
                liquidation(row, lines);
            } else {
                last = derivative(row, channel.instrument);
            }
        }
        lines.addAll(last);
    }

    private static List<String> derivative(JsonNode row, Instrument instrument) {
        require(row.size() >= 18);
        final String time = nanos(row.get(0));
        final String mark = cut(row.get(14), -8);
        final String rate = cut(row.get(11), -12);
        final String next = row.get(7).isNull() ? "-" : nanos(row.get(7));
        final String interest = cut(row.get(17), -8);
        require(mark.equals("-") || Long.parseLong(mark) > 0);
        require(interest.equals("-") || Long.parseLong(interest) >= 0);
        final String head = " " + instrument.id() + " " + time + " " + FrameBench.RECEIVE_TIME + " ";
        final List<String> lines = new ArrayList<>();
        if (!(mark + rate + next).equals("---")) {
            lines.add("mark" + head + mark + " - " + rate + " " + next + " -");
        }
        if (!interest.equals("-")) {
            lines.add("interest" + head + interest);
        }
        return lines;
    }

    private void liquidation(JsonNode row, List<String> lines) {
        require(row.size() >= 12 && row.get(4).isTextual());
        final Instrument instrument = instruments.get(row.get(4).textValue());
        if (instrument == null) {
            return;
        }
        final boolean executed = integer(row.get(8)) == 1;
        final String time = nanos(row.get(2));
        final String price = cut(row.get(11), -10);
        final String amount = cut(row.get(5), -8);
        if (executed && !price.equals("-")) {
            require(Long.parseLong(price) > 0 && !amount.equals("-") && Long.parseLong(amount) != 0);
            lines.add("liquidation " + instrument.id() + " " + time + " " + FrameBench.RECEIVE_TIME + " " + price + " "
                + Math.abs(Long.parseLong(amount)) + (amount.startsWith("-") ? " BUY" : " SELL"));
        }
    }

    /** Without digits beyond the exponent; nothing where there is no number. */
    private static String cut(JsonNode node, int exponent) {
        if (node.isNull() || isText(node, "")) {
            return "-";
        }
        if (node.isTextual() && !node.textValue().matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)")) {
            return "" + signed(node, exponent);
        }
        require(node.isNumber() || node.isTextual());
        return "" + new BigDecimal(node.asText()).scaleByPowerOfTen(-exponent).setScale(0, RoundingMode.DOWN)
            .longValueExact();
    }

    private static String nanos(JsonNode node) {
        final long ms = integer(node);
        require(ms <= MOST_MS);
        return "" + ms * 1_000_000;
    }

    private static long orNone(JsonNode node) {
        return node.isNull() ? 0 : decimal(node, -10, true);
    }

    private void book(Channel channel, JsonNode payload, String time, List<String> lines) {
        final boolean isRows = payload.isEmpty() || payload.get(0).isArray();
        final List<JsonNode> rows = new ArrayList<>();
        if (isRows) {
            payload.forEach(rows::add);
        } else {
            rows.add(payload);
        }
        final StringBuilder bids = new StringBuilder(" b|");
        final StringBuilder asks = new StringBuilder(" a|");
        for (final JsonNode row : rows) {
            require(row.isArray() && row.size() >= 3);
            final long price = decimal(row.get(0), -10, false);
            final long orders = integer(row.get(1));
            final long amount = signed(row.get(2), -8);
            require(amount != 0 && (orders != 0 || Math.abs(amount) == 100_000_000));
            (amount > 0 ? bids : asks).append(' ').append(price).append(':')
                .append(orders == 0 ? 0 : Math.abs(amount));
        }
        final String levels = bids.toString() + asks;
        final long count = count(channel.instrument);
        if (isRows && !(channel.begun && (flags & 536_870_912) != 0)) {
            channel.begun = true;
            lines.add(snapshot(channel.instrument, time, count, "-", levels));
        } else {
            lines.add(delta(channel.instrument, time, count, "-", levels));
        }
    }

    private static void trade(Instrument instrument, JsonNode row, List<String> lines) {
        require(row.isArray() && row.size() >= 4);
        final long id = integer(row.get(0));
        final String time = nanos(row.get(1));
        final long amount = signed(row.get(2), -8);
        final long price = decimal(row.get(3), -10, false);
        require(amount != 0);
        lines.add("trade " + instrument.id() + " " + time + " " + FrameBench.RECEIVE_TIME + " " + id + " " + price + " "
            + Math.abs(amount) + " " + (amount > 0 ? "BUY" : "SELL"));
    }
}
