package io.escapement.engine.recovery;

/**
 * How far the stop-loss of a position is.
 *
 * @param price   mantissa
 * @param reached whether the position is being closed
 */
record StopState(long price, boolean reached) {
}
