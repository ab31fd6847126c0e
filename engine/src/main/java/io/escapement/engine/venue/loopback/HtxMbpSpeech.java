package io.escapement.engine.venue.loopback;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** HTX spot with {@code mbp.N}: changes chained by {@code prevSeqNum}, whole books asked for on the connection. */
class HtxMbpSpeech extends HtxSpeech {
    private static final int OK = 200;

    @Override
    Set<FaultKind> faults() {
        return with(COMMON, FaultKind.GZIP_CORRUPT, FaultKind.SNAPSHOT_OLD);
    }

    @Override
    boolean isWholeOnly() {
        return false;
    }

    @Override
    boolean isAskedForBooks() {
        return true;
    }

    @Override
    boolean isDepth(final String topic) {
        return topic.matches("market\\.[^.]+\\.mbp\\.[0-9]+");
    }

    @Override
    String write(final Update update, final String asked) {
        return "{\"ch\":\"" + asked + "\",\"ts\":" + millis(update.timeNs()) + ",\"tick\":{\"seqNum\":" + update.last()
            + ",\"prevSeqNum\":" + update.previous() + levels(update) + "}}";
    }

    static String levels(final Update update) {
        return ",\"bids\":[" + rows(update.bids()).replace("\"", "") + "],\"asks\":["
            + rows(update.asks()).replace("\"", "") + ']';
    }

    @Override
    String numberField() {
        return "seqNum";
    }

    @Override
    boolean request(final Words words, final String topic, final String id) {
        final String symbol = symbol(topic);
        if (!isDepth(topic) || !words.knows(symbol)) {
            return false;
        }
        words.player.requestSnapshot(symbol, Integer.MAX_VALUE, new QueryStringDecoder("/?id="
            + URLEncoder.encode(id, StandardCharsets.UTF_8) + "&topic=" + topic), reply -> {
                if (reply.status() == OK) {
                    words.say(reply.body());
                } else {
                    words.error(id, "the book cannot be had", System.currentTimeMillis());
                }
            });
        return true;
    }

    @Override
    String writeWhole(final Update whole, final QueryStringDecoder query) {
        return "{\"id\":" + parameter(query, "id") + ",\"rep\":\"" + parameter(query, "topic")
            + "\",\"status\":\"ok\",\"ts\":" + millis(whole.timeNs()) + ",\"data\":{\"seqNum\":" + whole.last()
            + levels(whole) + "}}";
    }

    @Override
    String refusal(final QueryStringDecoder query) {
        return query.path().equals("/ws") || query.path().equals("/feed") ? null : "expected /ws or /feed";
    }
}
