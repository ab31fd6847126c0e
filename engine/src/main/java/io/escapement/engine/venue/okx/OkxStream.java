package io.escapement.engine.venue.okx;

import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;

import java.util.List;
import java.util.stream.Collectors;

/** The words of one connection: {@code {"id":"1","op":"subscribe","args":[{"channel":..,"instId":..}]}}. */
final class OkxStream implements StreamProtocol {
    private final OkxFrameDecoder decoder;

    OkxStream(StreamSite site, String bookChannel, OkxNumbering numbering) {
        decoder = new OkxFrameDecoder(site.inlet(), site.instruments(), site.control(), site.connectionId(),
            site.provenance(), bookChannel, numbering);
    }

    @Override
    public FrameDecoder decoder() {
        return decoder;
    }

    @Override
    public String subscribe(List<Topic> topics, long requestId) {
        return request("subscribe", topics, requestId);
    }

    @Override
    public String unsubscribe(List<Topic> topics, long requestId) {
        return request("unsubscribe", topics, requestId);
    }

    private static String request(String op, List<Topic> topics, long requestId) {
        return topics.stream().map(OkxStream::argument).collect(Collectors.joining(",",
            "{\"id\":\"" + requestId + "\",\"op\":\"" + op + "\",\"args\":[", "]}"));
    }

    /** Liquidations are told of a type of instruments, everything else of one instrument or index. */
    private static String argument(Topic topic) {
        final int colon = topic.name().indexOf(':');
        final String channel = topic.name().substring(0, colon);
        final String key = OkxProtocol.LIQUIDATIONS.equals(channel) ? "instType" : "instId";
        return "{\"channel\":\"" + channel + "\",\"" + key + "\":\"" + topic.name().substring(colon + 1) + "\"}";
    }

    /** No JSON. */
    @Override
    public String ping(long requestId, long nowMs) {
        return "ping";
    }
}
