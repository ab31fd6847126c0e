/** Runs a real engine for long and watches it from outside. */
package io.escapement.perf.soak;
