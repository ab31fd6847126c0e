/** Proofs that take longer than a test may: engines killed, journals damaged, by the hundred. */
package io.escapement.perf.proof;
