/** Gate v4, spot and USDT futures: frames, definitions, REST snapshots, and the words of its protocol. */
package io.escapement.engine.venue.gate;
