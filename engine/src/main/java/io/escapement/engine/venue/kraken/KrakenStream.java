package io.escapement.engine.venue.kraken;

import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;

import java.util.List;

/** The words of one connection. Topics of one batch are of one channel. */
final class KrakenStream implements StreamProtocol {
    private final KrakenFrameDecoder decoder;
    private final int depth;

    KrakenStream(StreamSite site, int depth) {
        this.depth = depth;
        decoder = new KrakenFrameDecoder(site.inlet(), site.instruments(), site.control(), site.connectionId(),
            site.provenance());
    }

    @Override
    public FrameDecoder decoder() {
        return decoder;
    }

    @Override
    public List<String> greeting() {
        return List.of(KrakenTexts.HEARTBEAT);
    }

    @Override
    public String subscribe(List<Topic> topics, long requestId) {
        decoder.asked(requestId, topics.get(0).batch());
        return KrakenTexts.subscribe(topics.get(0).batch(), symbols(topics), depth, requestId);
    }

    @Override
    public String unsubscribe(List<Topic> topics, long requestId) {
        decoder.asked(requestId, topics.get(0).batch());
        return KrakenTexts.unsubscribe(topics.get(0).batch(), symbols(topics), depth, requestId);
    }

    private static List<String> symbols(List<Topic> topics) {
        return topics.stream().map(topic -> topic.instrument().symbol()).toList();
    }

    @Override
    public String ping(long requestId, long nowMs) {
        return KrakenTexts.ping(requestId);
    }
}
