package io.escapement.engine.venue.loopback;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.function.Consumer;

/** A client's wish for a snapshot. */
record SnapshotRequest(String symbol, int limit, QueryStringDecoder query, Consumer<Answer> answer) {
    /**
     * What it gets.
     *
     * @param isSound whether a client can go on from it
     */
    record Answer(RestReply reply, boolean isSound) {
    }
}
