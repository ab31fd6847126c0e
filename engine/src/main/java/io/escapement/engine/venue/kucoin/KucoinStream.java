package io.escapement.engine.venue.kucoin;

import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;

import java.util.List;
import java.util.stream.Collectors;

/** The words of one connection: {@code {"id":"1","type":"subscribe","topic":"/market/level2:A,B",...}}. */
final class KucoinStream implements StreamProtocol {
    private final KucoinFrameDecoder decoder;

    KucoinStream(StreamSite site) {
        decoder = new KucoinFrameDecoder(site.inlet(), site.instruments(), site.control(), site.connectionId(),
            site.provenance());
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

    /** All topics differ in their symbols alone: the batch says so. */
    private static String request(String type, List<Topic> topics, long requestId) {
        final String symbols =
            topics.stream().map(topic -> topic.instrument().symbol()).collect(Collectors.joining(","));
        return "{\"id\":\"" + requestId + "\",\"type\":\"" + type + "\",\"topic\":\"" + topics.get(0).batch() + ":"
            + symbols + "\",\"privateChannel\":false,\"response\":true}";
    }

    @Override
    public String ping(long requestId, long nowMs) {
        return "{\"id\":\"" + requestId + "\",\"type\":\"ping\"}";
    }
}
