package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.loopback.exchange.Exchange;
import io.netty.handler.codec.http.QueryStringDecoder;

/** A venue's order entry: its words, over HTTP and over connections of its own. All calls on the venue's thread. */
abstract class OrderDesk {
    /** The truth behind it. */
    abstract Exchange exchange();

    /** Whether a request is one of the desk's. @param what such as {@code POST /api/v3/order} */
    abstract boolean takes(String what);

    abstract void answer(HttpCall call);

    /** What the limits say to a request that is none of the desk's, such as for a book; null = nothing. */
    RestReply refusal(final String what) {
        return null;
    }

    /** How many requests have been refused for being too many, as far as the desk counts. */
    int refusedForLimits() {
        return 0;
    }

    /** The desk's side of a connection to this address; null where it is none of the desk's. */
    abstract DeskTalk talk(QueryStringDecoder address);
}
