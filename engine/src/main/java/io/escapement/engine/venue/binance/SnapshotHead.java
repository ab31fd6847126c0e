package io.escapement.engine.venue.binance;

import io.escapement.codecs.sbe.BookSnapshotEncoder;
import org.agrona.UnsafeApi;

/** The fields of a {@code BookSnapshot} besides its levels. */
final class SnapshotHead extends BookHead {
    static final int LENGTH = SBE_HEADER_LENGTH + BookSnapshotEncoder.BLOCK_LENGTH;

    private static final long HEADER = sbeHeader(BookSnapshotEncoder.BLOCK_LENGTH, BookSnapshotEncoder.TEMPLATE_ID,
        BookSnapshotEncoder.SCHEMA_ID, BookSnapshotEncoder.SCHEMA_VERSION);

    long venueTimeNs;
    long receiveTimeNs;
    long lastUpdateId;
    int instrumentId;

    @Override
    int length() {
        return LENGTH;
    }

    @Override
    void write(long message, int flags) {
        UnsafeApi.putLong(message, HEADER);
        final long block = message + SBE_HEADER_LENGTH;
        UnsafeApi.putLong(block + BookSnapshotEncoder.venueTimeNsEncodingOffset(), venueTimeNs);
        UnsafeApi.putLong(block + BookSnapshotEncoder.receiveTimeNsEncodingOffset(), receiveTimeNs);
        UnsafeApi.putLong(block + BookSnapshotEncoder.lastUpdateIdEncodingOffset(), lastUpdateId);
        UnsafeApi.putInt(block + BookSnapshotEncoder.instrumentIdEncodingOffset(), instrumentId);
        UnsafeApi.putByte(block + BookSnapshotEncoder.flagsEncodingOffset(), (byte) flags);
    }
}
