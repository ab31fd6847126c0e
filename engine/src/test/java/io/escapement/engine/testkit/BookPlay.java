package io.escapement.engine.testkit;

import io.escapement.codecs.Messages;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Plays decoded book events into plain books and checks what holds them together: the chain of ids, and the checksum
 * where there is one. Snapshots in the stream begin a book; deltas that come before a REST snapshot are held for it.
 */
public final class BookPlay {
    /** Deltas that were looked at, snapshots, and how many ids and checksums were checked and did not hold. */
    public int deltas;
    public int snapshots;
    public int checks;
    public int mismatches;
    public int checksums;
    public int wrongChecksums;
    public int crossed;
    public int mostLevels;

    private final Map<Integer, Played> books = new HashMap<>();

    private static final class Played {
        private final List<DirectBuffer> held = new ArrayList<>();
        private final PlainBook book;
        private boolean begun;
        private boolean bridged;
        private long last;

        private Played(Instrument instrument) {
            book = new PlainBook(instrument, instrument.book().depth());
        }
    }

    public BookPlay(Collection<Instrument> instruments) {
        instruments.forEach(instrument -> books.put(instrument.id(), new Played(instrument)));
    }

    /** How many books had a snapshot. */
    public long begun() {
        return books.values().stream().filter(played -> played.begun).count();
    }

    /** Levels of both sides of an instrument's book. */
    public int levels(int instrumentId) {
        return books.get(instrumentId).book.levels();
    }

    public void take(RecordingInlet inlet) {
        for (int i = 0; i < inlet.size(); i++) {
            if (inlet.templateId(i) == BookSnapshotDecoder.TEMPLATE_ID) {
                snapshot(inlet.bookSnapshot(i));
            } else if (inlet.templateId(i) == BookDeltaDecoder.TEMPLATE_ID) {
                delta(inlet.events().get(i));
            }
        }
    }

    private void snapshot(BookSnapshotDecoder snapshot) {
        final Played played = books.get(snapshot.instrumentId());
        final boolean last = (snapshot.flags() & Messages.LAST_FRAGMENT) != 0;
        final long checksum = snapshot.checksum();
        played.begun = true;
        played.bridged = (snapshot.flags() & Messages.IN_STREAM) != 0;
        played.last = snapshot.lastUpdateId();
        played.book.apply(snapshot);
        if (last) {
            snapshots++;
            after(played, checksum);
            final List<DirectBuffer> held = List.copyOf(played.held);
            played.held.clear();
            held.forEach(this::delta);
        }
    }

    private void delta(DirectBuffer event) {
        final BookDeltaDecoder delta = new BookDeltaDecoder().wrapAndApplyHeader(event, 0, new MessageHeaderDecoder());
        final Played played = books.get(delta.instrumentId());
        if (!played.begun) {
            played.held.add(event);
            return;
        }
        if ((delta.flags() & Messages.FIRST_FRAGMENT) != 0 && !played.bridged && delta.lastUpdateId() <= played.last) {
            return;
        }
        final boolean last = (delta.flags() & Messages.LAST_FRAGMENT) != 0;
        final long checksum = delta.checksum();
        if ((delta.flags() & Messages.FIRST_FRAGMENT) != 0) {
            deltas++;
            checks++;
            final boolean chained = delta.previousUpdateId() != BookDeltaDecoder.previousUpdateIdNullValue();
            final boolean holds = chained ? delta.previousUpdateId() == played.last
                : played.bridged ? delta.firstUpdateId() == played.last + 1
                : delta.firstUpdateId() <= played.last + 1;
            mismatches += holds ? 0 : 1;
        }
        played.bridged = true;
        played.last = delta.lastUpdateId();
        played.book.apply(delta);
        if (last) {
            after(played, checksum);
        }
    }

    private void after(Played played, long checksum) {
        mostLevels = Math.max(mostLevels, played.book.levels());
        crossed += played.book.isCrossed() ? 1 : 0;
        if (checksum != BookDeltaDecoder.checksumNullValue()) {
            checksums++;
            wrongChecksums += played.book.okxChecksum() == checksum ? 0 : 1;
        }
    }
}
