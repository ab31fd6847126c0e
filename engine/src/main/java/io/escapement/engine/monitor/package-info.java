/** What a person can see of a running engine: counters, latency histograms, and a console that does not flood. */
package io.escapement.engine.monitor;
