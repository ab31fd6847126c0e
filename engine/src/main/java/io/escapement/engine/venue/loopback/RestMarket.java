package io.escapement.engine.venue.loopback;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The venue's REST market data: depth, klines of what is simulated, exchangeInfo, time, ping. */
final class RestMarket {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 5_000;
    private static final int EXCHANGE_INFO_WEIGHT = 20;
    private static final int SPOT_KLINES_WEIGHT = 2;
    private static final int DEFAULT_KLINES = 500;
    private static final Map<String, Integer> KLINE_MINUTES = Map.ofEntries(Map.entry("1m", 1), Map.entry("3m", 3),
        Map.entry("5m", 5), Map.entry("15m", 15), Map.entry("30m", 30), Map.entry("1h", 60), Map.entry("2h", 120),
        Map.entry("4h", 240), Map.entry("6h", 360), Map.entry("8h", 480), Map.entry("12h", 720),
        Map.entry("1d", 1_440));
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9\\-_.\\p{L}]{1,40}");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern PATH =
        Pattern.compile("/(?:api|fapi|dapi)/v[1-3]/(depth|klines|exchangeInfo|time|ping)");

    private final Player player;
    private final Limits limits;
    private final EventLoop loop;
    private final WeightWindow weights = new WeightWindow();

    RestMarket(final Player player, final Limits limits, final EventLoop loop) {
        this.player = player;
        this.limits = limits;
        this.loop = loop;
    }

    /** Answers, now or later, on the venue's thread. */
    void answer(final QueryStringDecoder query, final Consumer<RestReply> reply) {
        final Matcher path = PATH.matcher(query.path());
        if (!path.matches()) {
            reply.accept(RestReply.error(404, -1000, "no such path on the loopback venue: " + query.path()));
            return;
        }
        final RestReply refusal = RestReply.refusal(player.faults());
        if (refusal != null) {
            reply.accept(refusal);
        } else if (player.faults().happens(FaultKind.REST_SLOW)) {
            loop.schedule(() -> route(path.group(1), query, reply), player.faults().parameter(FaultKind.REST_SLOW),
                TimeUnit.NANOSECONDS);
        } else {
            route(path.group(1), query, reply);
        }
    }

    private void route(final String what, final QueryStringDecoder query, final Consumer<RestReply> reply) {
        switch (what) {
            case "depth" -> depth(query, reply);
            case "klines" -> klines(query, reply);
            case "exchangeInfo" -> weighed(EXCHANGE_INFO_WEIGHT, reply, out -> out.accept(exchangeInfo(query)));
            case "time" -> weighed(1, reply, out -> out.accept(
                RestReply.ok("{\"serverTime\":" + player.positionNs() / 1_000_000 + '}')));
            default -> weighed(1, reply, out -> out.accept(RestReply.ok("{}")));
        }
    }

    private void weighed(final int weight, final Consumer<RestReply> reply,
        final Consumer<Consumer<RestReply>> action) {
        final long nowMs = System.currentTimeMillis();
        final int used = weights.add(weight, nowMs);
        final Consumer<RestReply> out = answer -> reply.accept(answer.with("X-MBX-USED-WEIGHT", Integer.toString(used))
            .with("X-MBX-USED-WEIGHT-1M", Integer.toString(used)));
        if (limits.weightPerMinute() > 0 && used > limits.weightPerMinute()) {
            out.accept(RestReply.error(429, -1003, "Too much request weight used; current limit is "
                + limits.weightPerMinute() + " request weight per 1 MINUTE.")
                .with("Retry-After", Long.toString(WeightWindow.secondsLeft(nowMs))));
        } else {
            action.accept(out);
        }
    }

    private void depth(final QueryStringDecoder query, final Consumer<RestReply> reply) {
        final String symbol = parameter(query, "symbol");
        final String limitText = parameter(query, "limit");
        if (limitText != null && !limitText.matches("[0-9]{1,9}")) {
            reply.accept(RestReply.error(400, -1100, "Illegal characters found in parameter 'limit'; legal range is"
                + " '^[0-9]{1,20}$'."));
            return;
        }
        final RestReply wrong = symbol == null ? missing("symbol") : wrongSymbol(symbol);
        final int asked = limitText == null ? DEFAULT_LIMIT : Integer.parseInt(limitText);
        final int limit = Math.max(1, Math.min(MAX_LIMIT, asked));
        weighed(WeightWindow.ofDepth(limit), reply, out -> {
            if (wrong != null) {
                out.accept(wrong);
            } else {
                player.requestSnapshot(symbol, limit, query, out);
            }
        });
    }

    private void klines(final QueryStringDecoder query, final Consumer<RestReply> reply) {
        final String symbol = parameter(query, "symbol");
        final int limit = (int) number(query, "limit", DEFAULT_KLINES);
        final boolean futures = player.source().isFutures();
        weighed(futures ? WeightWindow.ofUsdmKlines(limit) : SPOT_KLINES_WEIGHT, reply, out -> {
            final RestReply wrong = symbol == null ? missing("symbol") : wrongSymbol(symbol);
            final SimulatedKlines klines = wrong == null ? player.source().klines(symbol) : null;
            final Integer minutes = KLINE_MINUTES.get(String.valueOf(parameter(query, "interval")));
            if (wrong != null) {
                out.accept(wrong);
            } else if (klines == null) {
                out.accept(RestReply.error(404, -1000, "the loopback venue has klines of simulated symbols only"));
            } else if (minutes == null) {
                out.accept(RestReply.error(400, -1120, "Invalid interval."));
            } else {
                // Clients go by the venue's clock, which is the play's.
                out.accept(RestReply.ok(klines.json(minutes, number(query, "startTime", 0),
                    number(query, "endTime", Long.MAX_VALUE), Math.max(1, Math.min(limit, futures ? 1_500 : 1_000)),
                    player.positionNs())).with("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.ofEpochSecond(player.positionNs() / 1_000_000_000L).atZone(ZoneOffset.UTC))));
            }
        });
    }

    private static long number(final QueryStringDecoder query, final String name, final long otherwise) {
        final String text = parameter(query, name);
        return text != null && text.matches("[0-9]{1,15}") ? Long.parseLong(text) : otherwise;
    }

    private static RestReply missing(final String name) {
        return RestReply.error(400, -1102,
            "Mandatory parameter '" + name + "' was not sent, was empty/null, or malformed.");
    }

    /** The venue's complaint about a symbol, or null. */
    private RestReply wrongSymbol(final String symbol) {
        if (!SYMBOL.matcher(symbol).matches()) {
            return RestReply.error(400, -1100, "Illegal characters found in parameter 'symbol'; legal range is"
                + " '^[\\\\w\\\\-._&&[^a-z]]{1,50}$'.");
        }
        return player.market().has(symbol) ? null : RestReply.error(400, -1121, "Invalid symbol.");
    }

    private RestReply exchangeInfo(final QueryStringDecoder query) {
        final Set<String> wanted = new TreeSet<>();
        final String one = parameter(query, "symbol");
        final String several = parameter(query, "symbols");
        if (one != null) {
            wanted.add(one);
        }
        if (several != null) {
            final Matcher name = QUOTED.matcher(several);
            while (name.find()) {
                wanted.add(name.group(1));
            }
        }
        for (final String symbol : wanted) {
            final RestReply wrong = wrongSymbol(symbol);
            if (wrong != null) {
                return wrong;
            }
        }
        final String body = ExchangeInfo.only(player.source().exchangeInfo(), wanted);
        return body == null ? RestReply.error(400, -1121, "Invalid symbol.") : RestReply.ok(body);
    }

    private static String parameter(final QueryStringDecoder query, final String name) {
        final List<String> values = query.parameters().get(name);
        return values == null || values.get(0).isEmpty() ? null : values.get(0);
    }
}
