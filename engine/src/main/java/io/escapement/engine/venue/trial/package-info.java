/**
 * An account's gateway on trial: a real gateway, order stage and position stage without a market, driven by hand
 * against a server that plays a venue. For tests and proofs; no engine uses it.
 */
package io.escapement.engine.venue.trial;
