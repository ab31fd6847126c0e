/** OKX v5, spot and swaps: frames, definitions, REST snapshots, and the words of its protocol. */
package io.escapement.engine.venue.okx;
