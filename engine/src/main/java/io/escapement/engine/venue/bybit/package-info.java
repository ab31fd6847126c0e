/** Bybit v5, spot and linear contracts: frames, definitions, and the words of its protocol. */
package io.escapement.engine.venue.bybit;
