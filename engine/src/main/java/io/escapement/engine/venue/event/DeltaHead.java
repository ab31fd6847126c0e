package io.escapement.engine.venue.event;

import io.escapement.codecs.sbe.BookDeltaEncoder;
import org.agrona.UnsafeApi;

/** The fields of a {@code BookDelta} besides its levels. */
public final class DeltaHead extends BookHead {
    public static final long NO_CHECKSUM = BookDeltaEncoder.checksumNullValue();
    public static final int LENGTH = SBE_HEADER_LENGTH + BookDeltaEncoder.BLOCK_LENGTH;

    private static final long HEADER = sbeHeader(BookDeltaEncoder.BLOCK_LENGTH, BookDeltaEncoder.TEMPLATE_ID,
        BookDeltaEncoder.SCHEMA_ID, BookDeltaEncoder.SCHEMA_VERSION);

    public long venueTimeNs;
    public long receiveTimeNs;
    public long firstUpdateId;
    public long lastUpdateId;
    public long previousUpdateId;
    public int instrumentId;
    /** The venue's, of the book behind the delta; {@link #NO_CHECKSUM} where it sends none. */
    public long checksum = NO_CHECKSUM;

    @Override
    public int length() {
        return LENGTH;
    }

    @Override
    public void write(long message, int flags) {
        UnsafeApi.putLong(message, HEADER);
        final long block = message + SBE_HEADER_LENGTH;
        UnsafeApi.putLong(block + BookDeltaEncoder.venueTimeNsEncodingOffset(), venueTimeNs);
        UnsafeApi.putLong(block + BookDeltaEncoder.receiveTimeNsEncodingOffset(), receiveTimeNs);
        UnsafeApi.putLong(block + BookDeltaEncoder.firstUpdateIdEncodingOffset(), firstUpdateId);
        UnsafeApi.putLong(block + BookDeltaEncoder.lastUpdateIdEncodingOffset(), lastUpdateId);
        UnsafeApi.putLong(block + BookDeltaEncoder.previousUpdateIdEncodingOffset(), previousUpdateId);
        UnsafeApi.putInt(block + BookDeltaEncoder.instrumentIdEncodingOffset(), instrumentId);
        UnsafeApi.putByte(block + BookDeltaEncoder.flagsEncodingOffset(), (byte) flags);
        UnsafeApi.putLong(block + BookDeltaEncoder.checksumEncodingOffset(), checksum);
    }
}
