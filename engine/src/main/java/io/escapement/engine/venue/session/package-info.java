/**
 * The life of a venue's connections, written once: instruments, subscriptions within budgets, pings, reconnects,
 * planned replacement, snapshots, polls. What is special about a venue is behind
 * {@link io.escapement.engine.venue.session.VenueProtocol}, which a leaf package implements.
 */
package io.escapement.engine.venue.session;
