package io.escapement.engine.venue.gate;

import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.Topic;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The words of one connection: {@code {"time":..,"id":1,"channel":..,"event":"subscribe","payload":[..]}}. */
final class GateStream implements StreamProtocol {
    private static final long MS_PER_SECOND = 1_000;

    private final GateFrameDecoder decoder;
    private final GateProtocol protocol;
    private final LongSupplier clockMs;

    /** @param clockMs epoch milliseconds: the venue refuses requests whose time is off by a minute */
    GateStream(GateProtocol protocol, GateFrameDecoder decoder, LongSupplier clockMs) {
        this.protocol = protocol;
        this.decoder = decoder;
        this.clockMs = clockMs;
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

    /** All topics are of one channel: the batch says so. */
    private String request(String event, List<Topic> topics, long requestId) {
        final String channel = GateProtocol.channel(topics.get(0));
        final String payload = topics.stream().map(protocol::payload).collect(Collectors.joining(","));
        return "{\"time\":" + clockMs.getAsLong() / MS_PER_SECOND + ",\"id\":" + requestId + ",\"channel\":\""
            + channel + "\",\"event\":\"" + event + "\",\"payload\":[" + payload + "]}";
    }

    @Override
    public String ping(long requestId, long nowMs) {
        return "{\"time\":" + nowMs / MS_PER_SECOND + ",\"channel\":\"" + protocol.pingChannel() + "\"}";
    }
}
