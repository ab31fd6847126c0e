/**
 * Bitfinex, WebSocket v2: arrays whose first element is a channel's number, one sequence over all channels of a
 * connection, checksums of books between the updates.
 */
package io.escapement.engine.venue.bitfinex;
