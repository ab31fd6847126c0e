/**
 * The truth behind a loopback venue's order entry: symbols and their rules, orders, fills, balances and positions of
 * one account. Orders are matched against the played book by the rules of the simulated venue
 * ({@link io.escapement.engine.paper.PaperMatching}), so both fill alike on the same play. Knows no protocol, no
 * socket and no fault. One thread.
 */
package io.escapement.engine.venue.loopback.exchange;
