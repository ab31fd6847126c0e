package io.escapement.engine.venue.binance;

import io.escapement.codecs.sbe.BookDeltaEncoder;
import org.agrona.UnsafeApi;

/** The fields of a {@code BookDelta} besides its levels. */
final class DeltaHead extends BookHead {
    static final int LENGTH = SBE_HEADER_LENGTH + BookDeltaEncoder.BLOCK_LENGTH;

    private static final long HEADER = sbeHeader(BookDeltaEncoder.BLOCK_LENGTH, BookDeltaEncoder.TEMPLATE_ID,
        BookDeltaEncoder.SCHEMA_ID, BookDeltaEncoder.SCHEMA_VERSION);

    long venueTimeNs;
    long receiveTimeNs;
    long firstUpdateId;
    long lastUpdateId;
    long previousUpdateId;
    int instrumentId;

    @Override
    int length() {
        return LENGTH;
    }

    @Override
    void write(long message, int flags) {
        UnsafeApi.putLong(message, HEADER);
        final long block = message + SBE_HEADER_LENGTH;
        UnsafeApi.putLong(block + BookDeltaEncoder.venueTimeNsEncodingOffset(), venueTimeNs);
        UnsafeApi.putLong(block + BookDeltaEncoder.receiveTimeNsEncodingOffset(), receiveTimeNs);
        UnsafeApi.putLong(block + BookDeltaEncoder.firstUpdateIdEncodingOffset(), firstUpdateId);
        UnsafeApi.putLong(block + BookDeltaEncoder.lastUpdateIdEncodingOffset(), lastUpdateId);
        UnsafeApi.putLong(block + BookDeltaEncoder.previousUpdateIdEncodingOffset(), previousUpdateId);
        UnsafeApi.putInt(block + BookDeltaEncoder.instrumentIdEncodingOffset(), instrumentId);
        UnsafeApi.putByte(block + BookDeltaEncoder.flagsEncodingOffset(), (byte) flags);
    }
}
