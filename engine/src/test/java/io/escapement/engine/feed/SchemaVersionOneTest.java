package io.escapement.engine.feed;

import io.escapement.codecs.sbe.BookDeltaEncoder;
import io.escapement.codecs.sbe.BookSnapshotEncoder;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Venue;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Messages as schema version 1 had them, without what came later, are read as they were then. */
class SchemaVersionOneTest {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final long NO_ID = Long.MIN_VALUE;

    private final FeedScript script = new FeedScript(FeedScript.limits());
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer();

    /** Leaves out of the block what is behind its old length, and so many bytes at the end. */
    private int cut(MutableDirectBuffer buffer, int offset, int length, int block, int oldBlock, int tail) {
        final int behind = length - HEADER - block - tail;
        buffer.putBytes(offset, scratch, 0, HEADER + oldBlock);
        buffer.putBytes(offset + HEADER + oldBlock, scratch, HEADER + block, behind);
        header.wrap(buffer, offset).blockLength(oldBlock).version(1);
        return HEADER + oldBlock + behind;
    }

    private List<String> define(Venue venue) {
        script.driver.run(script.nowNs, (buffer, offset) -> {
            final InstrumentDefinitionEncoder encoder = new InstrumentDefinitionEncoder();
            encoder.wrapAndApplyHeader(scratch, 0, header).receiveTimeNs(1).tickSize(1).lotSize(1).minQuantity(1)
                .maxQuantity(9).minNotional(1).instrumentId(1).venue(venue).priceExponent((byte) -2)
                .quantityExponent((byte) -5).status(InstrumentStatus.TRADING).symbol("S1").baseAsset("B")
                .quoteAsset("Q").canonical("");
            return cut(buffer, offset, HEADER + encoder.encodedLength(), InstrumentDefinitionEncoder.BLOCK_LENGTH,
                InstrumentDefinitionEncoder.kindEncodingOffset(), 2);
        });
        return script.driver.lines();
    }

    private List<String> delta(long first, long last, long previous) {
        script.driver.run(script.nowNs, (buffer, offset) -> {
            final BookDeltaEncoder encoder = new BookDeltaEncoder();
            encoder.wrapAndApplyHeader(scratch, 0, header).venueTimeNs(1).receiveTimeNs(script.nowNs)
                .firstUpdateId(first).lastUpdateId(last).previousUpdateId(previous).instrumentId(1).flags((short) 3)
                .checksum(7);
            encoder.bidsCount(1).next().price(99).quantity(last);
            encoder.asksCount(0);
            return cut(buffer, offset, HEADER + encoder.encodedLength(), BookDeltaEncoder.BLOCK_LENGTH,
                BookDeltaEncoder.checksumEncodingOffset(), 0);
        });
        return script.driver.lines();
    }

    private List<String> snapshot(long id) {
        script.driver.run(script.nowNs, (buffer, offset) -> {
            final BookSnapshotEncoder encoder = new BookSnapshotEncoder();
            encoder.wrapAndApplyHeader(scratch, 0, header).venueTimeNs(1).receiveTimeNs(script.nowNs)
                .lastUpdateId(id).instrumentId(1).flags((short) 3).checksum(7);
            encoder.bidsCount(1).next().price(100).quantity(5);
            encoder.asksCount(1).next().price(101).quantity(5);
            return cut(buffer, offset, HEADER + encoder.encodedLength(), BookSnapshotEncoder.BLOCK_LENGTH,
                BookSnapshotEncoder.checksumEncodingOffset(), 0);
        });
        return script.driver.lines();
    }

    @Test
    void shouldSynchroniseSpotByRanges() {
        assertEquals(List.of("APPLIED", "BookStatus 1 SYNCING>SYNCING STARTED", "BookChange 1 SYNCING: |"),
            define(Venue.BINANCE));
        assertEquals("HELD", delta(99, 102, NO_ID).get(0));
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals("BookChange 1 LIVE at 102: 100x5 99x102 | 101x5", snapshot(100).get(3));
        assertEquals(List.of("APPLIED", "BookChange 1 LIVE at 103: 100x5 99x103 | 101x5"), delta(103, 103, NO_ID));
        assertEquals("SEQUENCE_GAP", delta(105, 106, NO_ID).get(1).split(" ")[3]);
    }

    @Test
    void shouldSynchroniseFuturesByTheirChain() {
        define(Venue.BINANCE_USDM);
        delta(95, 105, 90);
        script.status(1, FeedCondition.RESYNC_STARTED);
        assertEquals("BookChange 1 LIVE at 105: 100x5 99x105 | 101x5", snapshot(100).get(3));
        assertEquals("APPLIED", delta(120, 130, 105).get(0));
        assertEquals("SEQUENCE_GAP", delta(131, 140, 129).get(1).split(" ")[3]);
    }

    @Test
    void shouldKnowNoOtherVenueAndNoChecksum() {
        assertEquals(List.of("REFUSED"), define(Venue.KRAKEN));
        define(Venue.BINANCE);
        assertEquals(0, script.book.checksumsMade(1));
    }
}
