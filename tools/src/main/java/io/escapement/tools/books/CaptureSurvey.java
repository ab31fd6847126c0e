package io.escapement.tools.books;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.capture.CaptureMeta;
import io.escapement.engine.venue.capture.CaptureReader;
import io.escapement.engine.venue.loopback.PlainFeed;
import io.escapement.engine.venue.loopback.Update;
import io.escapement.engine.venue.session.VenueProtocol;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Interruption;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has to be known of a capture before its books can be built: which venue it is of, in which of its forms, and
 * which instruments there are with how many decimals. Found in one pass.
 */
final class CaptureSurvey {
    final Path file;
    final CaptureMeta meta;
    /** As configs name it. */
    final String venue;
    final VenueProtocol protocol;
    /** With ids from 1, in the order of their symbols. */
    final List<Instrument> instruments;
    final long frames;
    final long firstNs;
    final long lastNs;
    final boolean truncated;
    /** Whether the venue numbers each book's messages; else they are counted here, which proves nothing. */
    final boolean numbered;
    /** What a person should know of how this capture is read. */
    final List<String> notes;

    private CaptureSurvey(Path file, CaptureMeta meta, Pass pass, RecordedForm form) {
        this.file = file;
        this.meta = meta;
        this.venue = form.venue();
        this.protocol = form.protocol();
        this.numbered = form.isNumbered();
        this.notes = form.notes();
        this.instruments = pass.instruments(protocol, form.keepsZeros());
        this.frames = pass.frames;
        this.firstNs = pass.firstNs;
        this.lastNs = pass.lastNs;
        this.truncated = pass.truncated;
    }

    /**
     * Surveys a capture.
     *
     * @param venue    as configs name it; null: as the capture says
     * @param switches of the venue, as configs have them; what is not said is taken from the capture
     * @throws CommandException where nobody knows the venue, or no book is in the capture
     */
    static CaptureSurvey of(Path file, String venue, Map<String, String> switches, Interruption interruption)
        throws IOException {
        try (CaptureReader reader = CaptureReader.open(file)) {
            final String named = venue == null ? reader.meta().venue() : venue;
            final RecordedForm form = new RecordedForm(named, switches);
            final Pass pass = new Pass(named, form);
            for (CaptureLine line = reader.next(); line != null; line = reader.next()) {
                pass.take(line);
                interruption.check();
            }
            pass.truncated = reader.truncated();
            if (pass.frames == 0) {
                throw new CommandException(file + ": an empty capture: there is no frame in it"
                    + (pass.truncated ? "; it ends in the middle of a line" : ""));
            }
            if (pass.decimals.isEmpty()) {
                throw new CommandException(file + ": none of its " + pass.frames + " frames is of a book in a form "
                    + "that this version reads; it says that it is of " + reader.meta().venue());
            }
            form.settle(file);
            return new CaptureSurvey(file, reader.meta(), pass, form);
        }
    }

    double seconds() {
        return (lastNs - firstNs) / 1e9;
    }

    /** The one pass. */
    private static final class Pass implements PlainFeed.Listener {
        private final Map<String, Decimals[]> decimals = new TreeMap<>();
        private final Map<Integer, PlainFeed> feeds = new HashMap<>();
        private final String venue;
        private final RecordedForm form;
        private long frames;
        private long firstNs;
        private long lastNs;
        private boolean truncated;

        private Pass(String venue, RecordedForm form) {
            this.venue = venue;
            this.form = form;
        }

        private void take(CaptureLine line) {
            firstNs = firstNs == 0 ? line.timeNs() : firstNs;
            lastNs = Math.max(lastNs, line.timeNs());
            frames += line.kind() == CaptureLine.Kind.IN ? 1 : 0;
            form.take(line);
            try {
                feeds.computeIfAbsent(line.connection(), c -> PlainFeed.of(venue)).read(line, this);
            } catch (final IllegalArgumentException e) {
                // Told when the books are built.
                return;
            }
        }

        @Override
        public void book(Update update) {
            final Decimals[] both = decimals.computeIfAbsent(update.symbol(),
                symbol -> new Decimals[] {new Decimals(), new Decimals()});
            for (final List<Update.Level> side : List.of(update.bids(), update.asks())) {
                for (final Update.Level level : side) {
                    both[0].add(level.price());
                    both[1].add(level.quantity());
                }
            }
        }

        @Override
        public void whole(Update update) {
            book(update);
        }

        @Override
        public void checksum(String symbol, String checksum) {
            // Has no decimals.
        }

        @Override
        public void number(long number) {
            // Likewise.
        }

        private List<Instrument> instruments(VenueProtocol protocol, boolean keepsZeros) {
            final BookRules rules = protocol.bookRules();
            final List<Instrument> instruments = new ArrayList<>();
            decimals.forEach((symbol, both) -> instruments.add(new Instrument(instruments.size() + 1, protocol.venue(),
                symbol, symbol, "-", both[0].exponent(keepsZeros), both[1].exponent(keepsZeros), 1, 1, 1,
                Long.MAX_VALUE, 0, InstrumentStatus.TRADING, InstrumentKind.SPOT, Instrument.ONE, symbol, rules)));
            return instruments;
        }
    }
}
