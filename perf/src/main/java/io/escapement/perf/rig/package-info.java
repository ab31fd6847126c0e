/** A whole engine on one thread, fed from memory: inline pipeline, every stage, journal, orders encoded. */
package io.escapement.perf.rig;
