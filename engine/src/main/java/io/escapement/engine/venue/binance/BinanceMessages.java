package io.escapement.engine.venue.binance;

import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.net.RestReply;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.Topic;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What is sent on a stream connection of Binance, spot or futures, and what REST says of the weight used. */
final class BinanceMessages {
    private static final String USED_WEIGHT = "X-MBX-USED-WEIGHT-1M";
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    private BinanceMessages() {
    }

    /** A connection of raw streams. */
    static StreamProtocol stream(FrameDecoder decoder) {
        return new StreamProtocol() {
            @Override
            public FrameDecoder decoder() {
                return decoder;
            }

            @Override
            public String subscribe(List<Topic> topics, long requestId) {
                return request("SUBSCRIBE", topics, requestId);
            }

            @Override
            public String unsubscribe(List<Topic> topics, long requestId) {
                return request("UNSUBSCRIBE", topics, requestId);
            }
        };
    }

    private static String request(String method, List<Topic> topics, long requestId) {
        return topics.stream().map(topic -> '"' + topic.name() + '"').collect(Collectors.joining(",",
            "{\"method\":\"" + method + "\",\"params\":[", "],\"id\":" + requestId + "}"));
    }

    /**
     * Until the next calendar minute, too, where others at our address have used up the weight.
     *
     * @param said   until when, whatever the weight
     * @param weight of the next snapshot
     * @param limit  what we take at most
     */
    static long notBeforeNs(RestReply reply, long nowNs, long said, int weight, int limit) {
        return said <= nowNs && reply.number(USED_WEIGHT, 0) + weight > limit ? (nowNs / MINUTE_NS + 1) * MINUTE_NS
            : said;
    }
}
