/**
 * Decoding beside other libraries: the same recorded depth frames to the same fields. Our side does more, it writes the
 * SBE event into a slot and checks all that it reads.
 */
package io.escapement.perf.decode;
