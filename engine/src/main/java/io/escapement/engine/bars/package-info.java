/**
 * Bars from trades, by venue time. Whether a trade counts is decided here, for every stage that comes after.
 */
package io.escapement.engine.bars;
