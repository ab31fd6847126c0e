package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.capture.CaptureLine;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** HTX, spot and swaps: gzip frames, {@code depth.step0} whose every message is a whole book, and the venue's pings. */
class HtxSpeech extends Speech {
    private static final String DEPTH = ".depth.step0";

    @Override
    Set<FaultKind> faults() {
        return with(without(COMMON, FaultKind.EMPTY_UPDATE, FaultKind.SNAPSHOT_CROSSED, FaultKind.SNAPSHOT_TRUNCATED),
            FaultKind.GZIP_CORRUPT);
    }

    @Override
    boolean isWholeOnly() {
        return true;
    }

    /** Whether it brings a book. */
    boolean isDepth(final String topic) {
        return topic.endsWith(DEPTH);
    }

    /** Answers a request on the connection; false where there is no such. */
    boolean request(final Words words, final String topic, final String id) {
        return false;
    }

    static String symbol(final String topic) {
        final int from = topic.indexOf('.') + 1;
        final int to = topic.indexOf('.', from);
        return to < 0 ? "" : topic.substring(from, to);
    }

    private String key(final String topic) {
        return isDepth(topic) ? BOOK + symbol(topic) : topic;
    }

    @Override
    void read(final CaptureLine line, final Reading out) {
        if (line.kind() != CaptureLine.Kind.IN) {
            return;
        }
        final String text = line.text() != null ? line.text() : unzipped(line.bytes());
        if (!text.contains("\"tick\"") && !text.contains("\"rep\"")) {
            return;
        }
        final JsonTree frame = JsonTree.parse(text);
        final String topic = frame.text("ch");
        if (frame.has("rep")) {
            asked(frame, out);
        } else if (topic.endsWith(DEPTH) || topic.contains(".mbp.refresh.")) {
            final JsonTree tick = frame.get("tick");
            // Versions of swaps are seconds, too coarse to tell books apart: the last order's number does.
            final long id = tick.number(tick.has("mrid") ? "mrid" : tick.has("seqNum") ? "seqNum" : "version");
            out.book(update(frame, tick, true, id, -1), topic, text);
        } else if (topic.contains(".mbp.")) {
            final JsonTree tick = frame.get("tick");
            out.book(update(frame, tick, false, tick.number("seqNum"), tick.number("prevSeqNum")), topic, text);
        } else if (topic.endsWith(".high_freq")) {
            final JsonTree tick = frame.get("tick");
            final long version = tick.number("version");
            out.book(update(frame, tick, tick.text("event").equals("snapshot"), version, version - 1), topic, text);
        } else {
            out.other(topic, topic, text);
        }
    }

    /** The answer to a request for the book that {@code mbp.N} changes. */
    private static void asked(final JsonTree frame, final Reading out) {
        if (frame.text("rep").contains(".mbp.")) {
            final JsonTree data = frame.get("data");
            out.whole(new Update(symbol(frame.text("rep")), true, data.number("seqNum"), -1, data.number("seqNum"),
                nanos(frame.number("ts")), data.get("bids").levels(), data.get("asks").levels(), null));
        }
    }

    private static Update update(final JsonTree frame, final JsonTree tick, final boolean whole, final long id,
        final long previous) {
        final long timeMs = tick.has("ts") ? tick.number("ts") : frame.number("ts");
        return new Update(symbol(frame.text("ch")), whole, id, previous, id, nanos(timeMs),
            tick.get("bids").levels(), tick.get("asks").levels(), null);
    }

    private static String unzipped(final byte[] bytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException ex) {
            throw new IllegalArgumentException("not gzip: " + ex.getMessage(), ex);
        }
    }

    static byte[] zipped(final String text) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return bytes.toByteArray();
    }

    @Override
    String write(final Update update, final String asked) {
        final long ms = millis(update.timeNs());
        return "{\"ch\":\"" + asked + "\",\"ts\":" + ms + ",\"tick\":{\"bids\":["
            + rows(update.bids()).replace("\"", "") + "],\"asks\":[" + rows(update.asks()).replace("\"", "")
            + "],\"version\":" + update.last() + ",\"ts\":" + ms + "}}";
    }

    @Override
    String symbol(final String base, final String quote) {
        return (base + quote).toLowerCase(Locale.ROOT);
    }

    @Override
    void list(final List<SimulatedSymbol> symbols, final RecordedReplies replies) {
        replies.add("/v1/common/symbols", "{\"status\":\"ok\",\"data\":[" + Listed.rows(symbols, each ->
            Listed.object("symbol", symbol(each.base(), each.quote()), "base-currency",
                each.base().toLowerCase(Locale.ROOT), "quote-currency", each.quote().toLowerCase(Locale.ROOT),
                "price-precision", Integer.toString(each.tickDecimals()), "amount-precision",
                Integer.toString(each.lotDecimals()), "min-order-amt", each.lot(), "max-order-amt", "9000",
                "min-order-value", "5", "state", "online")) + "]}");
    }

    @Override
    String tradeKey(final SpokenSimulation.Trade trade) {
        return TradeWords.htxTopic(trade);
    }

    @Override
    String write(final SpokenSimulation.Trade trade) {
        return TradeWords.htx(trade);
    }

    @Override
    String numberField() {
        return "version";
    }

    @Override
    Reset reset() {
        return Reset.BARE;
    }

    @Override
    String refusal(final QueryStringDecoder query) {
        return query.path().equals("/ws") || query.path().endsWith("swap-ws") ? null
            : "expected /ws or /linear-swap-ws";
    }

    @Override
    SpokenTalk talk(final Player player, final QueryStringDecoder query) {
        return new Words(player, this);
    }

    /** One connection to HTX. */
    static final class Words extends SpokenTalk {
        private static final int PING_S = 5;
        private static final int MOST_UNANSWERED = 2;

        private final HtxSpeech htx;
        private int seconds;
        private int unanswered;

        Words(final Player player, final HtxSpeech speech) {
            super(player, speech);
            this.htx = speech;
        }

        @Override
        boolean isBinary() {
            return true;
        }

        @Override
        byte[] bytes(final String text, final FaultKind spoiling) {
            final byte[] bytes = zipped(text);
            if (spoiling == FaultKind.GZIP_CORRUPT) {
                for (int i = bytes.length / 2; i < bytes.length / 2 + 4; i++) {
                    bytes[i] ^= 0x5a;
                }
            }
            return bytes;
        }

        @Override
        void onSecond() {
            if (++seconds % PING_S == 0) {
                if (unanswered == MOST_UNANSWERED) {
                    session.close(1003, "ping timeout");
                    return;
                }
                unanswered++;
                say("{\"ping\":" + System.currentTimeMillis() + '}');
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
            final String id = JsonTree.quoted(request.text("id"));
            final long now = System.currentTimeMillis();
            if (request.has("pong")) {
                unanswered = 0;
            } else if (request.has("ping")) {
                say("{\"pong\":" + request.text("ping") + '}');
            } else if (request.has("sub")) {
                subscribe(request.text("sub"), id, now);
            } else if (request.has("unsub")) {
                final String topic = request.text("unsub");
                session.unsubscribe(htx.key(topic));
                say("{\"id\":" + id + ",\"status\":\"ok\",\"unsubbed\":" + JsonTree.quoted(topic) + ",\"ts\":" + now
                    + '}');
            } else if (!htx.request(this, request.text("req"), id)) {
                error(id, "invalid command", now);
            }
        }

        private void subscribe(final String topic, final String id, final long now) {
            final boolean depth = htx.isDepth(topic);
            if (!topic.startsWith("market.") || !knows(symbol(topic)) || !depth
                && (topic.contains(".depth.") || topic.contains(".mbp."))) {
                error(id, "invalid topic " + topic + ", or not in the recording", now);
            } else if (session.isSubscribed(htx.key(topic))) {
                error(id, "duplicate topic " + topic, now);
            } else if (isRefusedByFault()) {
                error(id, "refused (injected fault) " + topic, now);
            } else {
                say("{\"id\":" + id + ",\"status\":\"ok\",\"subbed\":" + JsonTree.quoted(topic) + ",\"ts\":" + now
                    + '}');
                subscribe(htx.key(topic), topic);
            }
        }

        /** @param id in quotes */
        void error(final String id, final String message, final long now) {
            say("{\"id\":" + id + ",\"status\":\"error\",\"err-code\":\"bad-request\",\"err-msg\":"
                + JsonTree.quoted(message) + ",\"ts\":" + now + '}');
        }
    }
}
