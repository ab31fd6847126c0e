/**
 * Highs and lows that matter, after Larry Williams: a short-term high has lower highs on both sides, a high of the next
 * level is one of those with lower such highs on both sides, and so on, five levels up; lows alike, as a sequence of
 * their own. A pivot is told when it is confirmed, which may be hundreds of bars later, and is never taken back:
 * nothing here looks ahead, nothing repaints.
 */
package io.escapement.engine.pivots;
