package io.escapement.engine.venue.binance;

import io.escapement.codecs.sbe.MessageHeaderEncoder;
import org.agrona.UnsafeApi;

/**
 * What precedes the levels in a book event: SBE header and block, written by address because the generated encoders
 * cost more than the decoding. Offsets are the generated ones; a test reads every field back with the generated
 * decoder.
 */
abstract class BookHead {
    static final int GROUP_HEADER_LENGTH = 4;
    static final int SBE_HEADER_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH;

    /** Bytes before the header of the first group. */
    abstract int length();

    /** Writes SBE header and block. */
    abstract void write(long message, int flags);

    /** The four fields of an SBE header in one word. */
    static long sbeHeader(int blockLength, int templateId, int schemaId, int version) {
        return blockLength | (long) templateId << 16 | (long) schemaId << 32 | (long) version << 48;
    }

    static void group(long address, int count) {
        UnsafeApi.putInt(address, LevelReader.LEVEL_LENGTH | count << 16);
    }
}
