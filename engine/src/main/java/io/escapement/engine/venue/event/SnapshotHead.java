package io.escapement.engine.venue.event;

import io.escapement.codecs.Messages;
import io.escapement.codecs.sbe.BookSnapshotEncoder;
import org.agrona.UnsafeApi;

/** The fields of a {@code BookSnapshot} besides its levels. */
public final class SnapshotHead extends BookHead {
    public static final int LENGTH = SBE_HEADER_LENGTH + BookSnapshotEncoder.BLOCK_LENGTH;

    private static final long HEADER = sbeHeader(BookSnapshotEncoder.BLOCK_LENGTH, BookSnapshotEncoder.TEMPLATE_ID,
        BookSnapshotEncoder.SCHEMA_ID, BookSnapshotEncoder.SCHEMA_VERSION);

    public long venueTimeNs;
    public long receiveTimeNs;
    public long lastUpdateId;
    public int instrumentId;
    /** The venue's, of this book; {@link DeltaHead#NO_CHECKSUM} where it sends none. */
    public long checksum = DeltaHead.NO_CHECKSUM;
    /** Whether the venue sent it in the stream, by itself or because of a subscription, rather than on request. */
    public boolean inStream;

    @Override
    public int length() {
        return LENGTH;
    }

    @Override
    public void write(long message, int flags) {
        UnsafeApi.putLong(message, HEADER);
        final long block = message + SBE_HEADER_LENGTH;
        UnsafeApi.putLong(block + BookSnapshotEncoder.venueTimeNsEncodingOffset(), venueTimeNs);
        UnsafeApi.putLong(block + BookSnapshotEncoder.receiveTimeNsEncodingOffset(), receiveTimeNs);
        UnsafeApi.putLong(block + BookSnapshotEncoder.lastUpdateIdEncodingOffset(), lastUpdateId);
        UnsafeApi.putInt(block + BookSnapshotEncoder.instrumentIdEncodingOffset(), instrumentId);
        UnsafeApi.putByte(block + BookSnapshotEncoder.flagsEncodingOffset(),
            (byte) (inStream ? flags | Messages.IN_STREAM : flags));
        UnsafeApi.putLong(block + BookSnapshotEncoder.checksumEncodingOffset(), checksum);
    }
}
