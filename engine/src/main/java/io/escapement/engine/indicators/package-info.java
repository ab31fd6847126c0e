/**
 * Indicators: columns that are made of bars, with TA-Lib's conventions and seeds, each in streaming form: constant work
 * a bar, no garbage. A column is missing until its warm-up is over. A gap in the bars, which is a {@code DataGap} of
 * their duration or a bar that does not begin where the one before ended, makes all of them begin anew, except those
 * whose reset says otherwise. TA-Lib takes what is less than 1e-8 for zero, whatever it is of; here only zero is zero.
 */
package io.escapement.engine.indicators;
