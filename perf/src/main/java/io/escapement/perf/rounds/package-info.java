/** Measures variants in turns within one JVM, so that noise hits all alike: ratios within a round are what to trust. */
package io.escapement.perf.rounds;
