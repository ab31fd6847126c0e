/**
 * What all gateways to real accounts share: secrets and signatures, budgets of requests, the venue's clock, and the
 * life of a gateway from logging on through reconciling to the last cancel. A venue adds its words and nothing else.
 *
 * <p>Everything here belongs to the transport's one thread, save for {@code onRecord}, which hands over through a
 * queue. Secrets are in no message, log, journal or {@code toString}.
 */
package io.escapement.engine.venue.orders;
