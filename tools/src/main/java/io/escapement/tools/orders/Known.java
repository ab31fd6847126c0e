package io.escapement.tools.orders;

/**
 * A place in a journal.
 *
 * @param sequence of a record
 * @param timeNs   its event time
 */
record Known(long sequence, long timeNs) {
}
