/** The fault matrix: every venue, every fault, many seeds, against real engines and real loopback sockets. */
package io.escapement.perf.faults;
