package io.escapement.perf.path;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.book.BookStage;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.feed.FeedStage;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.binance.BinanceFrameDecoder;
import io.escapement.perf.recording.Loop;
import org.agrona.BufferUtil;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The engine's own way: the frame decoded in place into a slot, sequence and time given, the feed stage's verdict by
 * the venue's rules, the book stage, and the best levels read back from the {@code BookChange} that later stages see.
 * Slots come round as an inline ring's do. The record gets its hash over checked effects, but goes into no journal.
 */
final class EnginePath implements FramePath, Inlet {
    private static final int SLOTS = 64;
    private static final int STRIDE = PipelineConfig.RECORD_CAPACITY + PipelineConfig.CHECKED_CAPACITY + 64;

    private final Loop loop;
    private final Core core;
    private final BinanceFrameDecoder decoder;
    private final Slot[] slots = new Slot[SLOTS];
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookChangeDecoder change = new BookChangeDecoder();
    private final Slot[] lastOf;
    private long timeNs;
    private long checksum;
    private int claims;

    EnginePath(Loop loop) {
        this.loop = loop;
        final FeedLimits limits = FeedLimits.forBinance(loop.instruments().size());
        core = new Core(List.of(new FeedStage(limits), new BookStage(limits)));
        final ByteBuffer memory = BufferUtil.allocateDirectAligned(SLOTS * STRIDE, 64);
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot(memory.slice(i * STRIDE, STRIDE - 64).order(ByteOrder.LITTLE_ENDIAN),
                PipelineConfig.RECORD_CAPACITY);
        }
        lastOf = new Slot[loop.instruments().size()];
        timeNs = loop.receiveTimeNs(0);
        decoder = new BinanceFrameDecoder(this, new InstrumentLookup(loop.instruments()), new NoControl(),
            loop.instruments().get(0).venue(), 1, Provenance.CAPTURE, TimeUnit.MILLISECONDS);
        new Opening(this).publish(loop, timeNs);
    }

    @Override
    public String name() {
        return "Escapement";
    }

    @Override
    public long onFrame(int frame) {
        timeNs += 1_000;
        decoder.onFrame(loop.memory(), loop.offset(frame), loop.length(frame), timeNs, 0);
        return checksum;
    }

    @Override
    public long pass() {
        long sum = 0;
        for (int i = 0; i < loop.recorded(); i++) {
            sum += onFrame(i);
        }
        return sum;
    }

    @Override
    public Slot claim() {
        final Slot slot = slots[claims++ & SLOTS - 1];
        slot.clear();
        return slot;
    }

    @Override
    public void publish(Slot slot) {
        core.onEvent(slot, timeNs);
        final int effect = slot.firstChecked();
        if (effect != Slot.NONE && slot.templateId(effect) == BookChangeDecoder.TEMPLATE_ID) {
            readTop(slot, effect);
        }
    }

    private void readTop(Slot slot, int effect) {
        change.wrapAndApplyHeader(slot.buffer(), effect, header);
        long sum = 0;
        for (BookChangeDecoder.BidsDecoder bids = change.bids(); bids.hasNext();) {
            bids.next();
            sum += bids.price() ^ bids.quantity();
        }
        for (BookChangeDecoder.AsksDecoder asks = change.asks(); asks.hasNext();) {
            asks.next();
            sum += asks.price() ^ asks.quantity();
        }
        checksum = sum;
        lastOf[change.instrumentId() - 1] = slot;
    }

    @Override
    public void abandon(Slot slot) {
        throw new IllegalStateException("a frame of the loop is none that the decoder takes");
    }

    /** Of the instrument's last record, which must be among the last {@value #SLOTS}; that its book is live too. */
    @Override
    public void top(int instrument, long[] into) {
        final Slot slot = lastOf[instrument];
        change.wrapAndApplyHeader(slot.buffer(), slot.firstChecked(), header);
        if (change.instrumentId() != instrument + 1 || change.state() != BookState.LIVE) {
            throw new IllegalStateException("the book of " + loop.instruments().get(instrument).symbol() + " is "
                + change.state() + ", expected LIVE");
        }
        Arrays.fill(into, 0);
        int at = 0;
        for (BookChangeDecoder.BidsDecoder bids = change.bids(); bids.hasNext(); at += 2) {
            bids.next();
            into[at] = bids.price();
            into[at + 1] = bids.quantity();
        }
        at = 2 * TOP;
        for (BookChangeDecoder.AsksDecoder asks = change.asks(); asks.hasNext(); at += 2) {
            asks.next();
            into[at] = asks.price();
            into[at + 1] = asks.quantity();
        }
    }
}
