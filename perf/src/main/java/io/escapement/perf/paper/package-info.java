/**
 * A second opinion on what the simulated venue filled and what was earned by it, from a journal alone: decimals, sorted
 * maps and plain lists, written from the rules V1 to V12 of {@code io.escapement.engine.paper}'s documentation. It
 * shares nothing with the packages {@code paper}, {@code orders} and {@code position}; whether a book may be trusted,
 * and which deltas count, it takes from the journal.
 */
package io.escapement.perf.paper;
