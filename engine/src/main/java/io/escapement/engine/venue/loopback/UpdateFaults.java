package io.escapement.engine.venue.loopback;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sends a book message of any venue as it is, or spoilt by the fault that is due. */
final class UpdateFaults {
    /** How far numbers fall back that begin again without a word. */
    private static final long FALL = 1_000_000;
    private static final long LOW = 3;
    private static final int HUGE_DIGITS = 400;
    private static final List<FaultKind> OF_TEXT = List.of(FaultKind.TRUNCATED, FaultKind.GARBAGE,
        FaultKind.RENAMED_FIELD, FaultKind.DUPLICATE_KEY, FaultKind.OVERSIZED, FaultKind.GZIP_CORRUPT);

    private final Speech speech;
    private final Faults faults;
    private final SpokenMarket market;
    private final Set<String> late = new HashSet<>();
    private final Set<FaultKind> kinds;

    UpdateFaults(final Speech speech, final Faults faults, final SpokenMarket market) {
        this.speech = speech;
        this.faults = faults;
        this.market = market;
        this.kinds = speech.faults();
    }

    /**
     * Sends what the clients get instead of the frame.
     *
     * @param book the venue's own, with the frame applied
     * @return whether a client that reads it all has lost something and would ask for the book again
     */
    boolean send(final SourceItem.Spoken frame, final SpokenBook book, final StreamHub hub) {
        final boolean hadLate = late.remove(frame.key());
        final boolean harmed = frame.update().whole() != speech.isWholeOnly() ? plain(frame, hub)
            : sendOne(frame, book, hub);
        if (hadLate) {
            hub.release(frame.key());
        }
        return (harmed || hadLate) && !speech.isWholeOnly();
    }

    private static boolean plain(final SourceItem.Spoken frame, final StreamHub hub) {
        hub.send(frame);
        return false;
    }

    private boolean happens(final FaultKind kind) {
        return kinds.contains(kind) && faults.happens(kind);
    }

    private boolean sendOne(final SourceItem.Spoken frame, final SpokenBook book, final StreamHub hub) {
        if (happens(FaultKind.GAP)) {
            hub.send(frame, Delivery.NEVER);
            return true;
        }
        if (happens(FaultKind.REORDER)) {
            hub.send(frame, Delivery.LATE);
            late.add(frame.key());
            return false;
        }
        if (happens(FaultKind.DUPLICATE)) {
            hub.send(frame, Delivery.TWICE);
            return false;
        }
        if (happens(FaultKind.UNKNOWN_FIELDS)) {
            hub.spoilNext(frame.key(), FaultKind.UNKNOWN_FIELDS);
            return plain(frame, hub);
        }
        for (final FaultKind kind : OF_TEXT) {
            if (happens(kind)) {
                hub.spoilNext(frame.key(), kind);
                hub.send(frame);
                return true;
            }
        }
        return sendChanged(frame, book, hub);
    }

    private boolean sendChanged(final SourceItem.Spoken frame, final SpokenBook book, final StreamHub hub) {
        final Update update = frame.update();
        if (book.crossingBid() != null && happens(FaultKind.CROSSED)) {
            send(frame, market.crossed(update), hub);
            return true;
        }
        if (!update.isEmpty() && happens(FaultKind.HUGE_NUMBER)) {
            send(frame, update.withFirstPrice("9".repeat(HUGE_DIGITS)), hub);
            return true;
        }
        if (update.checksum() != null && happens(FaultKind.WRONG_CHECKSUM)) {
            send(frame, update.withChecksum(wrong(update.checksum())), hub);
            return true;
        }
        if (happens(FaultKind.CLOCK_SKEW)) {
            send(frame, update.at(update.timeNs() + faults.parameter(FaultKind.CLOCK_SKEW)), hub);
            return false;
        }
        if (happens(FaultKind.SEQUENCE_RESET)) {
            return reset(frame, book, hub);
        }
        hub.send(frame);
        if (happens(FaultKind.EMPTY_UPDATE)) {
            add(frame, speech.empty(update), book, hub);
        }
        if (happens(FaultKind.DUPLICATE_NEW_ID)) {
            add(frame, update.withNumbers(book.id() + 1, book.id(), book.id() + 1), book, hub);
        }
        return false;
    }

    /** One off, whatever sign it has. */
    private static String wrong(final String checksum) {
        return Long.toString(Long.parseLong(checksum) ^ 1);
    }

    private static void send(final SourceItem.Spoken frame, final Update update, final StreamHub hub) {
        hub.send(new SourceItem.Spoken(frame.timeNs(), frame.key(), update, null, null));
    }

    /** Sends a message that the recording does not have; what follows is numbered on from it. */
    private void add(final SourceItem.Spoken frame, final Update more, final SpokenBook book, final StreamHub hub) {
        market.shift(more.symbol(), more.last() - book.id());
        send(frame, more, hub);
    }

    private boolean reset(final SourceItem.Spoken frame, final SpokenBook book, final StreamHub hub) {
        final Update update = frame.update();
        switch (speech.reset()) {
            case WHOLE_FROM_ONE -> {
                market.shift(update.symbol(), 1 - book.id());
                send(frame, market.whole(update.symbol(), Integer.MAX_VALUE), hub);
                return false;
            }
            case CHAINED -> {
                market.shift(update.symbol(), LOW - book.id());
                send(frame, update.withNumbers(LOW, update.previous(), LOW), hub);
                return false;
            }
            case BARE -> {
                final long fall = -Math.min(FALL, book.id() / 2);
                market.shift(update.symbol(), fall);
                send(frame, update.numbered(fall), hub);
                return true;
            }
            default -> {
                hub.restartNumbers(frame.key());
                hub.send(frame);
                return true;
            }
        }
    }
}
