package io.escapement.perf.book;

import io.escapement.codecs.Messages;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.BookDeltaEncoder;
import io.escapement.codecs.sbe.BookSnapshotEncoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.CrossedRule;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.book.BookStage;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.feed.FeedStage;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Slot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The rounds of {@link ChecksumScript} through the feed and book stages, with the venue's checksum in each delta and
 * verified by the instrument's rule. Messages are encoded anew each time, alike for every rule.
 */
public final class ChecksumPath {
    private static final int HALF = 64 * 1024;
    private static final byte WHOLE = Messages.FIRST_FRAGMENT | Messages.LAST_FRAGMENT;

    private final ChecksumScript script;
    private final BookStage books;
    private final Core core;
    private final Slot slot = new Slot(ByteBuffer.allocateDirect(2 * HALF).order(ByteOrder.LITTLE_ENDIAN), HALF);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BookDeltaEncoder delta = new BookDeltaEncoder();
    private long updateId = 1;
    private long timeNs = 1_700_000_000_000_000_000L;

    /** @param every 0: the instrument has no checksum; n: each nth is verified */
    public ChecksumPath(ChecksumScript script, int every) {
        this.script = script;
        final FeedLimits limits = FeedLimits.forBinance(1);
        books = new BookStage(limits);
        core = new Core(List.of(new FeedStage(limits), books));
        define(every == 0 ? ChecksumKind.NONE : script.kind(), Math.max(1, every));
        snapshot();
    }

    private void define(ChecksumKind kind, int every) {
        slot.clear();
        final InstrumentDefinitionEncoder definition = new InstrumentDefinitionEncoder();
        definition.wrapAndApplyHeader(slot.buffer(), slot.event(), header).receiveTimeNs(timeNs).tickSize(1).lotSize(1)
            .minQuantity(1).maxQuantity(1).minNotional(1).instrumentId(1).venue(Venue.KRAKEN)
            .priceExponent(ChecksumScript.PRICE_EXPONENT).quantityExponent(ChecksumScript.QUANTITY_EXPONENT)
            .status(InstrumentStatus.TRADING).kind(InstrumentKind.SPOT).sync(SyncKind.STREAM).checksum(kind)
            .checksumEvery(every).bookDepth(script.levels()).crossed(CrossedRule.NEVER)
            .contractSize(100_000_000).symbol("S").baseAsset("B").quoteAsset("Q")
            .canonical("B/Q");
        publish(definition.encodedLength());
    }

    private void snapshot() {
        slot.clear();
        final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
        snapshot.wrapAndApplyHeader(slot.buffer(), slot.event(), header).venueTimeNs(timeNs).receiveTimeNs(timeNs)
            .lastUpdateId(updateId).instrumentId(1).flags((short) (WHOLE | Messages.IN_STREAM))
            .checksum(BookSnapshotEncoder.checksumNullValue());
        final BookSnapshotEncoder.BidsEncoder bids = snapshot.bidsCount(script.levels());
        for (int i = 0; i < script.levels(); i++) {
            bids.next().price(ChecksumScript.bid(i)).quantity(ChecksumScript.quantity(i, 0));
        }
        final BookSnapshotEncoder.AsksEncoder asks = snapshot.asksCount(script.levels());
        for (int i = 0; i < script.levels(); i++) {
            asks.next().price(ChecksumScript.ask(i)).quantity(ChecksumScript.quantity(i, 0));
        }
        publish(snapshot.encodedLength());
    }

    private void publish(int bodyLength) {
        slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + bodyLength, Provenance.SIMULATED);
        core.onEvent(slot, timeNs += 1_000);
    }

    /** All deltas of the script, there and back. @return something to keep */
    public long round() {
        for (int i = 0; i < script.deltas(); i++) {
            slot.clear();
            delta.wrapAndApplyHeader(slot.buffer(), slot.event(), header).venueTimeNs(timeNs).receiveTimeNs(timeNs)
                .firstUpdateId(updateId + 1).lastUpdateId(updateId + 1).previousUpdateId(updateId).instrumentId(1)
                .flags(WHOLE).checksum(script.checksum(i));
            updateId++;
            delta.bidsCount(1).next().price(ChecksumScript.bid(script.level(i))).quantity(script.quantity(i));
            delta.asksCount(1).next().price(ChecksumScript.ask(script.level(i))).quantity(script.quantity(i));
            publish(delta.encodedLength());
        }
        return books.checksumsMade(1);
    }

    /** @throws IllegalStateException if a checksum differed, or none was made where they should be */
    public void verify(boolean expected) {
        if (books.state(1) != BookState.LIVE || books.checksumsFailed(1) != 0
            || expected != books.checksumsMade(1) > 0) {
            throw new IllegalStateException("book " + books.state(1) + ", " + books.checksumsMade(1)
                + " checksums made, " + books.checksumsFailed(1) + " failed");
        }
    }
}
