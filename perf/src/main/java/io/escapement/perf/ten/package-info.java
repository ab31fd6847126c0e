/**
 * All ten venues at once: played on loopback by this process, read by an engine in a process of its own, and proven
 * afterwards from the journal that it left.
 */
package io.escapement.perf.ten;
