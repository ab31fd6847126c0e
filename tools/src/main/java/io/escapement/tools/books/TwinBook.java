package io.escapement.tools.books;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.book.PlainBook;
import io.escapement.engine.venue.loopback.Update;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/**
 * The slow twin of one instrument's book: a plain book that is kept by the letter of the venue's rule, which is told by
 * its kind. Knows nothing of the engine's stages.
 */
final class TwinBook {
    private static final long UNKNOWN = Long.MIN_VALUE;

    final Instrument instrument;
    private final boolean numbered;
    private final Tally tally;
    private final PlainBook book;
    private final SyncKind sync;
    private final ChecksumKind checksum;
    /** Changes that came before the whole book that they change. */
    private final List<Update> held = new ArrayList<>();
    private boolean known;
    private boolean bridged;
    private long id = UNKNOWN;
    private boolean streamed;
    private boolean touched;
    /** Whether the last message was found wrong. */
    private boolean doubted;

    /** @param numbered whether the numbers of its messages are the venue's, so that they prove something */
    TwinBook(Instrument instrument, boolean numbered, Tally tally) {
        this.instrument = instrument;
        this.numbered = numbered;
        this.tally = tally;
        this.book = new PlainBook(instrument.book().depth());
        this.sync = instrument.book().sync();
        this.checksum = instrument.book().checksum();
    }

    PlainBook book() {
        return book;
    }

    /** Whether it is what the venue has, as far as anyone can tell. */
    boolean isKnown() {
        return known;
    }

    /** Whether anything of it has come in the stream. */
    boolean isStreamed() {
        return streamed;
    }

    /** Whether it had a message since this was last asked. */
    boolean takeTouched() {
        final boolean was = touched;
        touched = false;
        return was;
    }

    /** Whether the last message was found wrong. */
    boolean isDoubted() {
        return doubted;
    }

    /** Number of the last message that is in it. */
    long id() {
        return id;
    }

    private boolean isAsked() {
        return sync == SyncKind.RANGES || sync == SyncKind.CHAIN || sync == SyncKind.STRICT_CHAIN;
    }

    /** What comes next does not go on from this. */
    void forget() {
        known = false;
        held.clear();
    }

    /** A message of the stream. */
    void onStream(Update update) {
        streamed = true;
        touched = true;
        doubted = false;
        tally.bookMessages++;
        if (update.whole()) {
            begin(update);
        } else if (known) {
            change(update, numbered);
        } else if (isAsked()) {
            hold(update);
        }
    }

    /** What waits for a book has to be without holes too. */
    private void hold(Update update) {
        if (!held.isEmpty()) {
            final long before = held.get(held.size() - 1).last();
            tally.sequenceChecks += numbered ? 1 : 0;
            if (sync == SyncKind.RANGES ? update.first() > before + 1 : update.previous() != before) {
                doubt("it waits at " + before + ", the message is of " + update.first() + " to " + update.last()
                    + (sync == SyncKind.RANGES ? "" : " behind " + update.previous()));
            }
        }
        held.add(update);
    }

    private void begin(Update update) {
        if (sync == SyncKind.SNAPSHOTS && known) {
            tally.sequenceChecks += numbered ? 1 : 0;
            if (update.last() < id) {
                doubt("its number " + update.last() + " is below " + id);
                return;
            }
            if (update.last() == id) {
                return;
            }
        }
        load(update);
        bridged = true;
        held.clear();
        check(update.checksum());
    }

    private void load(Update whole) {
        book.clear();
        apply(whole);
        known = true;
        id = whole.last();
    }

    /** A book that was asked for. */
    void onWhole(Update whole) {
        doubted = false;
        tally.snapshots++;
        load(whole);
        bridged = false;
        final List<Update> waiting = List.copyOf(held);
        held.clear();
        waiting.forEach(update -> {
            if (known) {
                change(update, numbered && !bridged);
            } else {
                held.add(update);
            }
        });
    }

    /** @param counted whether the check is one that has not been made before */
    private void change(Update update, boolean counted) {
        if (isAsked() && update.last() <= id && (sync == SyncKind.RANGES || !bridged)) {
            return;
        }
        tally.sequenceChecks += counted ? 1 : 0;
        final boolean follows = switch (sync) {
            case RANGES -> update.first() <= id + 1;
            case CHAIN -> bridged ? update.previous() == id : update.previous() <= id;
            default -> update.previous() == id;
        };
        if (!follows) {
            doubt("the book is at " + id + ", the message is of " + update.first() + " to " + update.last()
                + (sync == SyncKind.RANGES ? "" : " behind " + update.previous()));
            if (isAsked()) {
                held.add(update);
            }
            return;
        }
        bridged = true;
        apply(update);
        id = update.last();
        check(update.checksum());
    }

    private void doubt(String what) {
        tally.sequenceMismatches++;
        tally.note("out of sequence: " + instrument.symbol() + ": " + what);
        forget();
        doubted = true;
    }

    private void apply(Update update) {
        for (final Update.Level level : update.bids()) {
            book.setBid(number(level.price(), instrument.priceExponent()),
                number(level.quantity(), instrument.quantityExponent()));
        }
        for (final Update.Level level : update.asks()) {
            book.setAsk(number(level.price(), instrument.priceExponent()),
                number(level.quantity(), instrument.quantityExponent()));
        }
        book.cut();
    }

    private BigDecimal number(String text, int exponent) {
        final BigDecimal value = new BigDecimal(text);
        final BigDecimal kept = value.setScale(-exponent, RoundingMode.DOWN);
        tally.cut += kept.compareTo(value) == 0 ? 0 : 1;
        return kept;
    }

    /** A checksum that came in a frame of its own. */
    void onChecksum(String sent) {
        doubted = false;
        streamed = true;
        touched = true;
        tally.bookMessages++;
        if (known) {
            check(sent);
        }
    }

    private void check(String sent) {
        final boolean none = sent == null || sent.isEmpty() || checksum == ChecksumKind.NONE
            || checksum == ChecksumKind.OKX && sent.equals("0");
        if (none) {
            return;
        }
        tally.checksums++;
        final long own = book.checksum(checksum);
        if (own != Long.parseLong(sent)) {
            tally.checksumMismatches++;
            tally.note("wrong checksum: " + instrument.symbol() + ": the venue says " + sent + ", the twin's book has "
                + own);
            forget();
            doubted = true;
        }
    }

    /** Best first. */
    NavigableMap<BigDecimal, BigDecimal> side(boolean bids) {
        return bids ? book.bids() : book.asks();
    }
}
