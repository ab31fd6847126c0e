package io.escapement.engine.venue.loopback;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Sends a depth frame as it is, or spoilt by the fault that is due. */
final class FrameFaults {
    /** How far numbers fall back that begin again without a word. */
    private static final long FALL = 1_000_000;

    private final Faults faults;
    private final Renumbering renumbering;
    private final Map<String, SourceItem.Frame> lateBySymbol = new HashMap<>();

    /** Moves the numbers of a book, and of what is still to come of it. */
    interface Renumbering {
        void move(VenueBook book, long by);
    }

    FrameFaults(final Faults faults, final Renumbering renumbering) {
        this.faults = faults;
        this.renumbering = renumbering;
    }

    /**
     * Sends what the clients get instead of the frame.
     *
     * @param book the venue's own, with the frame applied
     * @return whether a client that reads it all has lost something
     */
    boolean send(final SourceItem.Frame frame, final VenueBook book, final Consumer<SourceItem.Frame> out) {
        final SourceItem.Frame late = lateBySymbol.remove(frame.symbol());
        final boolean harmed = sendOne(frame, book, out);
        if (late != null) {
            out.accept(late);
        }
        return harmed || late != null;
    }

    private boolean sendOne(final SourceItem.Frame frame, final VenueBook book,
        final Consumer<SourceItem.Frame> out) {
        if (faults.happens(FaultKind.GAP)) {
            return true;
        }
        if (faults.happens(FaultKind.REORDER)) {
            lateBySymbol.put(frame.symbol(), frame);
            return false;
        }
        if (faults.happens(FaultKind.DUPLICATE)) {
            out.accept(frame);
            out.accept(frame);
            return false;
        }
        final String spoilt = spoilt(frame, book);
        if (spoilt == null) {
            return sendSound(frame, book, out);
        }
        final byte[] bytes = spoilt.getBytes(StandardCharsets.UTF_8);
        final int offset = spoilt.startsWith("{\"stream\":\"") && spoilt.endsWith("}") ? frame.dataOffset() : 0;
        out.accept(new SourceItem.Frame(frame.timeNs(), frame.stream(), frame.key(), frame.symbol(), bytes, offset,
            offset == 0 ? bytes.length : bytes.length - offset - 1));
        return true;
    }

    /** What is no broken frame, but may be one too many, or out of its time or order. */
    private boolean sendSound(final SourceItem.Frame frame, final VenueBook book,
        final Consumer<SourceItem.Frame> out) {
        if (faults.happens(FaultKind.CLOCK_SKEW)) {
            out.accept(NumberedFrame.at(frame, faults.parameter(FaultKind.CLOCK_SKEW) / 1_000_000));
            return false;
        }
        if (book.isKnown() && faults.happens(FaultKind.SEQUENCE_RESET)) {
            final long fall = -Math.min(FALL, book.lastUpdateId() / 2);
            renumbering.move(book, fall);
            out.accept(NumberedFrame.moved(frame, fall));
            return true;
        }
        out.accept(frame);
        if (book.isKnown() && faults.happens(FaultKind.EMPTY_UPDATE)) {
            renumbering.move(book, 1);
            out.accept(NumberedFrame.withoutLevels(NumberedFrame.under(frame, book.lastUpdateId())));
        }
        if (book.isKnown() && faults.happens(FaultKind.DUPLICATE_NEW_ID)) {
            renumbering.move(book, 1);
            out.accept(NumberedFrame.under(frame, book.lastUpdateId()));
        }
        return false;
    }

    /** The text to send instead, or null. */
    private String spoilt(final SourceItem.Frame frame, final VenueBook book) {
        final String text = new String(frame.wrapped(), StandardCharsets.UTF_8);
        if (book.bestAsk() > 0 && faults.happens(FaultKind.CROSSED)) {
            final String price = DecimalText.format(book.crossingBid(), book.priceDecimals());
            final String level = "\"b\":[[\"" + price + "\",\"1.00000000\"]";
            return text.replace("\"b\":[[", level + ",[").replace("\"b\":[]", level + ']');
        }
        if (faults.happens(FaultKind.TRUNCATED)) {
            return text.substring(0, text.length() / 2);
        }
        if (faults.happens(FaultKind.GARBAGE)) {
            return "<html>502 \\u00zz {[" + "\"".repeat(3) + text.substring(text.length() / 2).replace('}', '~');
        }
        if (faults.happens(FaultKind.HUGE_NUMBER)) {
            return text.replaceFirst("\\[\\[\"", "[[\"" + "9".repeat(400));
        }
        if (faults.happens(FaultKind.RENAMED_FIELD)) {
            return text.replaceFirst("\"u\":", "\"lastId\":");
        }
        if (faults.happens(FaultKind.DUPLICATE_KEY)) {
            return text.replaceFirst("\"u\":", "\"u\":1,\"u\":");
        }
        if (faults.happens(FaultKind.OVERSIZED)) {
            final int padding = (int) Math.max(1, faults.parameter(FaultKind.OVERSIZED) - text.length());
            return text.replaceFirst("\"u\":", "\"padding\":\"" + "x".repeat(padding) + "\",\"u\":");
        }
        return null;
    }
}
