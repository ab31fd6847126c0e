package io.escapement.engine.venue.bitfinex;

import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;

import java.util.List;

/** The words of one connection, whose decoder knows the numbers of its channels. */
final class BitfinexStream implements StreamProtocol {
    private final BitfinexFrameDecoder decoder;
    private final int depth;

    BitfinexStream(StreamSite site, int depth) {
        this.depth = depth;
        decoder = new BitfinexFrameDecoder(site.inlet(), site.instruments(), site.control(), site.connectionId(),
            site.provenance());
    }

    @Override
    public FrameDecoder decoder() {
        return decoder;
    }

    @Override
    public List<String> greeting() {
        return List.of(BitfinexTexts.conf(BitfinexTexts.FLAGS));
    }

    @Override
    public String subscribe(List<Topic> topics, long requestId) {
        final Topic topic = topics.get(0);
        return switch (topic.kind()) {
            case BOOK -> BitfinexTexts.subscribeBook(topic.instrument().symbol(), depth);
            case MARK -> BitfinexTexts.subscribeStatus(topic.batch() + ":" + topic.instrument().symbol());
            case LIQUIDATIONS -> BitfinexTexts.subscribeStatus(BitfinexTexts.LIQUIDATIONS_KEY);
            default -> BitfinexTexts.subscribe(topic.batch(), topic.instrument().symbol());
        };
    }

    /** Of a channel that is not there, the venue says so. */
    @Override
    public String unsubscribe(List<Topic> topics, long requestId) {
        return BitfinexTexts.unsubscribe(decoder.channelOf(topics.get(0).batch(), topics.get(0).instrument()));
    }

    @Override
    public String ping(long requestId, long nowMs) {
        return BitfinexTexts.ping(requestId);
    }
}
