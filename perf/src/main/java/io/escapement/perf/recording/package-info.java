/** Recordings of Binance made ready to be played again and again through whatever is measured. */
package io.escapement.perf.recording;
