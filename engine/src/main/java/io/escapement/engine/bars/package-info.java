/**
 * Bars from trades, by venue time: of time, and of what trades add up to; of instruments, and of views. Whether a trade
 * counts is decided here, for every stage that comes after, and where the past meets what is made here. What is missing
 * is told as a gap: nothing is invented, nothing that was told is changed.
 */
package io.escapement.engine.bars;
