/**
 * Each venue's decoder beside the way that libraries offer: the same frames, the same numbers out, in turns within one
 * JVM. Before anything is timed, both are compared number by number on every frame.
 */
package io.escapement.perf.venues;
