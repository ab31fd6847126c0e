package io.escapement.engine.venue.event;

import io.escapement.codecs.sbe.MessageHeaderEncoder;
import org.agrona.UnsafeApi;

/**
 * What precedes the levels in a book event: SBE header and block, written by address because the generated encoders
 * cost more than the decoding. Offsets are the generated ones; a test reads every field back with the generated
 * decoder.
 */
public abstract class BookHead {
    public static final int GROUP_HEADER_LENGTH = 4;
    public static final int SBE_HEADER_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH;

    /** Bytes before the header of the first group. */
    public abstract int length();

    /** Writes SBE header and block. */
    public abstract void write(long message, int flags);

    /** The four fields of an SBE header in one word. */
    public static long sbeHeader(int blockLength, int templateId, int schemaId, int version) {
        return blockLength | (long) templateId << 16 | (long) schemaId << 32 | (long) version << 48;
    }

    public static void group(long address, int count) {
        UnsafeApi.putInt(address, LevelStore.LEVEL_LENGTH | count << 16);
    }
}
