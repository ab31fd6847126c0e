package io.escapement.journal;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.SignalEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradeEncoder;

import java.nio.ByteOrder;

/** Makes records whose every field follows from their sequence, so that a reader knows what to expect. */
final class TestRecords {
    static final long START_NS = 1_767_225_600_000_000_000L;

    private final RecordBuilder builder = new RecordBuilder(1 << 20);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final SignalEncoder signal = new SignalEncoder();
    private final long stepNs;

    /** @param stepNs event time from one record to the next */
    TestRecords(long stepNs) {
        this.stepNs = stepNs;
    }

    /** A trade with 0 to 3 signals as its effects. */
    RecordBuilder record(long sequence) {
        builder.begin(sequence, eventTimeNs(sequence), Provenance.SIMULATED).verdict((byte) 1);
        trade.wrapAndApplyHeader(builder.buffer(), builder.next(), header)
            .venueTimeNs(eventTimeNs(sequence)).receiveTimeNs(eventTimeNs(sequence)).tradeId(sequence)
            .price(sequence * 3).quantity(sequence * 7).instrumentId(1).aggressorSide(Side.BUY);
        builder.commit(8 + trade.encodedLength(), RecordLayout.NO_STAGE);
        for (int i = 0; i < sequence % 4; i++) {
            signal.wrapAndApplyHeader(builder.buffer(), builder.next(), header)
                .value(sequence).threshold(i).instrumentId(1).strategyId(i).side(Side.SELL);
            builder.commit(8 + signal.encodedLength(), 3);
        }
        builder.finish();
        return builder;
    }

    long eventTimeNs(long sequence) {
        return START_NS + sequence * stepNs;
    }

    /** Appends records up to and with this sequence. */
    void appendTo(JournalWriter writer, long lastSequence) {
        while (writer.lastSequence() < lastSequence) {
            final RecordBuilder record = record(writer.lastSequence() + 1);
            writer.append(record.buffer(), record.bytes(), 0);
        }
    }

    /** Whether the record that a reader is at is the one made here, apart from its CRC and previous hash. */
    boolean isSame(JournalReader reader) {
        final RecordBuilder own = record(reader.sequence());
        final int length = RecordLayout.length(own.buffer(), 0);
        own.buffer().putInt(RecordLayout.CRC_OFFSET,
            RecordLayout.crc(reader.buffer(), reader.offset()), ByteOrder.LITTLE_ENDIAN);
        own.buffer().putLong(RecordLayout.PREVIOUS_HASH_OFFSET,
            RecordLayout.previousHash(reader.buffer(), reader.offset()), ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < length; i++) {
            if (own.buffer().getByte(i) != reader.buffer().getByte(reader.offset() + i)) {
                return false;
            }
        }
        return reader.length() == length;
    }

    /** A small, quick configuration. */
    static JournalConfig small(java.nio.file.Path directory) {
        return JournalConfig.in(directory).withBlockBytes(1 << 20).withPreTouchBytes(0).withMinFreeBytes(0);
    }
}
