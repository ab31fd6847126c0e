/** Tick-to-order times at a constant rate, in the process and over real sockets, beside the machine's own hiccups. */
package io.escapement.perf.paced;
