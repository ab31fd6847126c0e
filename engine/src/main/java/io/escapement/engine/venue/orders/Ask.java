package io.escapement.engine.venue.orders;

import io.escapement.engine.venue.net.RestCall;

/**
 * A request that is ready to be sent, and what it costs.
 *
 * @param weight of requests
 * @param orders orders that the venue counts for it
 * @param scarce how much of what the venue allows few of in a second, whatever they weigh
 */
public record Ask(RestCall call, int weight, int orders, int scarce) {
    public Ask(RestCall call, int weight, int orders) {
        this(call, weight, orders, 0);
    }
}
