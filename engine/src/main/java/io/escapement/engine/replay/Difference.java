package io.escapement.engine.replay;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The first record that replay made otherwise. Both sides are whole records, copied.
 *
 * @param sequence of the record
 * @param offset   of the first byte that differs, from the start of the record
 * @param recorded as the journal holds it
 * @param replayed as the core made it now; previous hash and CRC are not filled in
 */
public record Difference(long sequence, int offset, UnsafeBuffer recorded, UnsafeBuffer replayed) {
}
