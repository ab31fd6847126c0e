package io.escapement.perf.journal;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.BookDeltaEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.journal.RecordBuilder;
import io.escapement.journal.RecordLayout;

import java.nio.ByteOrder;

/** Records of 256 bytes, a book delta of eight levels each, to append again and again. */
final class SampleRecords {
    static final int LENGTH = 256;
    private static final long START_NS = 1_767_225_600_000_000_000L;
    private static final long STEP_NS = 1_000;
    private static final int LEVELS = 8;

    private final RecordBuilder builder = new RecordBuilder(4096);

    SampleRecords() {
        builder.begin(1, START_NS, Provenance.SIMULATED);
        final BookDeltaEncoder delta = new BookDeltaEncoder();
        delta.wrapAndApplyHeader(builder.buffer(), builder.next(), new MessageHeaderEncoder())
            .venueTimeNs(START_NS).receiveTimeNs(START_NS).firstUpdateId(1).lastUpdateId(2).previousUpdateId(0)
            .instrumentId(1).flags((short) 3).checksum(BookDeltaEncoder.checksumNullValue());
        BookDeltaEncoder.BidsEncoder bids = delta.bidsCount(LEVELS);
        for (int i = 0; i < LEVELS; i++) {
            bids = bids.next().price(6_000_000 - i).quantity(1_000 + i);
        }
        delta.asksCount(0);
        builder.commit(MessageHeaderEncoder.ENCODED_LENGTH + delta.encodedLength(), RecordLayout.NO_STAGE).finish();
        final int length = RecordLayout.length(builder.buffer(), 0);
        if (length != LENGTH) {
            throw new IllegalStateException("the sample record has " + length + " bytes, expected " + LENGTH);
        }
    }

    /** The record with this sequence; the same memory every time. */
    RecordBuilder record(long sequence) {
        builder.buffer().putLong(RecordLayout.SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN);
        builder.buffer().putLong(RecordLayout.EVENT_TIME_OFFSET, START_NS + sequence * STEP_NS,
            ByteOrder.LITTLE_ENDIAN);
        return builder;
    }
}
