/**
 * Order flow and microstructure: per instrument, from its quotes and trades, told as {@code ColumnsUpdate} of block
 * FLOW at a cadence. A boundary of the cadence is told by the first event of the instrument at or behind it, with the
 * state from before that event; so a window of w at boundary T holds what happened in [T - w, T). All of it begins at
 * the first boundary at which the book is LIVE, uncrossed and has both sides, and is forgotten when it no longer is;
 * signed volume of the day, VPIN and the clock alone go on. A group that the config does not ask for is not called at
 * all; its columns are missing. Each group is a class that says what its columns are.
 */
package io.escapement.engine.features;
