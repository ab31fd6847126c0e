/**
 * Coinbase Advanced Trade: books without numbers of their own, on connections that number all their messages. What is
 * missing is found by connection, so few instruments should share one.
 */
package io.escapement.engine.venue.coinbase;
