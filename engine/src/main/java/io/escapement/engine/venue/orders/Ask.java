package io.escapement.engine.venue.orders;

import io.escapement.engine.venue.net.RestCall;

/**
 * A request that is ready to be sent, and what it costs.
 *
 * @param weight of requests
 * @param orders orders that the venue counts for it
 */
public record Ask(RestCall call, int weight, int orders) {
}
