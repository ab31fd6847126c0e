package io.escapement.engine.venue.bybit;

import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;

import java.util.List;
import java.util.stream.Collectors;

/** The words of one connection: {@code {"op":"subscribe","req_id":"1","args":[...]}}. */
final class BybitStream implements StreamProtocol {
    private final BybitFrameDecoder decoder;

    BybitStream(StreamSite site, int bookDepth, boolean consecutive) {
        decoder = new BybitFrameDecoder(site.inlet(), site.instruments(), site.control(), site.connectionId(),
            site.provenance(), bookDepth, consecutive);
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
        return topics.stream().map(topic -> '"' + topic.name() + '"').collect(Collectors.joining(",",
            "{\"op\":\"" + op + "\",\"req_id\":\"" + requestId + "\",\"args\":[", "]}"));
    }

    @Override
    public String ping(long requestId, long nowMs) {
        return "{\"op\":\"ping\",\"req_id\":\"" + requestId + "\"}";
    }
}
