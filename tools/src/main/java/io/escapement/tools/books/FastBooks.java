package io.escapement.tools.books;

import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.engine.book.BookStage;
import io.escapement.engine.book.DepthCursor;
import io.escapement.engine.book.OrderBook;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.feed.FeedStage;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Slot;
import io.escapement.tools.terminal.CommandException;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntArrayList;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** The engine's own feed and book stages, run on one event after the other, and what they said of each book. */
final class FastBooks {
    /** What the stages said last of one book. */
    static final class Said {
        Reason reason = Reason.NULL_VAL;
        long updateId = BookChangeDecoder.updateIdNullValue();
        /** Whether it ceased to be trusted since this was last asked. */
        private boolean lost;

        boolean takeLost() {
            final boolean was = lost;
            lost = false;
            return was;
        }
    }

    private final BookStage books;
    private final Core core;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookStatusDecoder status = new BookStatusDecoder();
    private final BookChangeDecoder change = new BookChangeDecoder();
    private final Int2ObjectHashMap<Said> said = new Int2ObjectHashMap<>();
    private final IntArrayList touched = new IntArrayList();
    private final DepthCursor cursor = new DepthCursor();

    /** @param lastSequence and {@code lastEventTimeNs} of the record before the first one to come */
    FastBooks(FeedLimits limits, long lastSequence, long lastEventTimeNs) {
        books = new BookStage(limits);
        core = new Core(List.of(new FeedStage(limits), books), 0, lastSequence, lastEventTimeNs);
    }

    /** Runs the event in the slot; it becomes the next record. */
    void run(Slot slot, long timeNs) {
        core.onEvent(slot, timeNs);
        after(slot);
    }

    /** As {@link #run(Slot, long)}, with the sequence that the record had. */
    void run(Slot slot, long sequence, long eventTimeNs) {
        core.onEvent(slot, sequence, eventTimeNs);
        after(slot);
    }

    private void after(Slot slot) {
        if (slot.isFaulted()) {
            throw new CommandException("event " + slot.sequence() + " cannot be applied: "
                + slot.failure().getMessage());
        }
        for (int at = slot.firstEffect(); at != Slot.NONE; at = slot.nextEffect(at)) {
            if (slot.templateId(at) == BookStatusDecoder.TEMPLATE_ID) {
                status.wrapAndApplyHeader(slot.buffer(), at, header);
                final Said of = said(status.instrumentId());
                of.reason = status.reason();
                of.lost |= status.state() == BookState.SUSPECT || status.state() == BookState.STALE;
                touch(status.instrumentId());
            }
        }
        for (int at = slot.firstChecked(); at != Slot.NONE; at = slot.nextChecked(at)) {
            if (slot.templateId(at) == BookChangeDecoder.TEMPLATE_ID) {
                change.wrapAndApplyHeader(slot.buffer(), at, header);
                said(change.instrumentId()).updateId = change.updateId();
                touch(change.instrumentId());
            }
        }
    }

    private void touch(int instrumentId) {
        if (!touched.containsInt(instrumentId)) {
            touched.addInt(instrumentId);
        }
    }

    /** The books that something was said of since {@link #forgetTouched}. */
    IntArrayList touched() {
        return touched;
    }

    void forgetTouched() {
        touched.clear();
    }

    Said said(int instrumentId) {
        return said.computeIfAbsent(instrumentId, id -> new Said());
    }

    boolean isLive(int instrumentId) {
        return books.state(instrumentId) == BookState.LIVE;
    }

    /** Null where the instrument is not defined. */
    BookState state(int instrumentId) {
        return books.state(instrumentId);
    }

    OrderBook book(int instrumentId) {
        return books.book(instrumentId);
    }

    long checksumsFailed(int instrumentId) {
        return books.checksumsFailed(instrumentId);
    }

    /** How the book differs from its twin, in any of all levels; null where it does not. */
    String difference(TwinBook twin) {
        final OrderBook book = books.book(twin.instrument.id());
        final String bids = difference("bid", cursor.bids(book), twin, twin.side(true));
        return bids != null ? bids : difference("ask", cursor.asks(book), twin, twin.side(false));
    }

    private static String difference(String side, DepthCursor fast, TwinBook twin,
                                     NavigableMap<BigDecimal, BigDecimal> levels) {
        final int priceScale = -twin.instrument.priceExponent();
        final int quantityScale = -twin.instrument.quantityExponent();
        final Iterator<Map.Entry<BigDecimal, BigDecimal>> slow = levels.entrySet().iterator();
        int level = 0;
        while (fast.next()) {
            level++;
            final BigDecimal price = BigDecimal.valueOf(fast.price(), priceScale);
            final BigDecimal quantity = BigDecimal.valueOf(fast.quantity(), quantityScale);
            final Map.Entry<BigDecimal, BigDecimal> expected = slow.hasNext() ? slow.next() : null;
            if (expected == null || price.compareTo(expected.getKey()) != 0
                || quantity.compareTo(expected.getValue()) != 0) {
                return side + " " + level + " is " + text(price, quantity) + ", the twin has "
                    + (expected == null ? "none" : text(expected.getKey(), expected.getValue()));
            }
        }
        if (slow.hasNext()) {
            final Map.Entry<BigDecimal, BigDecimal> expected = slow.next();
            return side + " " + (level + 1) + " is not there, the twin has "
                + text(expected.getKey(), expected.getValue());
        }
        return null;
    }

    private static String text(BigDecimal price, BigDecimal quantity) {
        return price.toPlainString() + " x " + quantity.toPlainString();
    }
}
