package io.escapement.tools.books;

import io.escapement.codecs.Messages;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.CrossedRule;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.RunStartedDecoder;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.RecordedCores;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.venue.loopback.Update;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Interruption;
import io.escapement.tools.terminal.ProgressLine;
import io.escapement.tools.terminal.Times;
import org.agrona.DirectBuffer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds the books of a journal's last run twice, from its recorded events: by the feed and book stages, and into plain
 * books. The verdicts of the stages have to be those that were recorded.
 */
final class JournalCheck {
    private static final int CHECK_EVERY = 4096;

    private final Path journal;
    private final Tally tally = new Tally();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RunStartedDecoder runStarted = new RunStartedDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private final FeedStatusDecoder status = new FeedStatusDecoder();
    private final RecordedUpdates updates = new RecordedUpdates();
    private final Map<Integer, TwinBook> twins = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private FastBooks fast;
    private Slot slot;
    private long firstNs;
    private long lastNs;
    private int runs;

    JournalCheck(Path journal) {
        this.journal = journal;
    }

    BookReport run(Interruption interruption, ProgressLine progress) {
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                if (reader.sequence() % CHECK_EVERY == 0) {
                    interruption.check();
                    progress.update(reader.sequence());
                }
                take(reader);
            }
        }
        progress.clear();
        if (fast == null) {
            throw new CommandException(journal + ": no run begins in it: a book needs its run from the start");
        }
        tally.at(name() + ", at the end");
        twins.values().forEach(twin -> BookPair.compare(fast, twin, tally));
        if (runs > 1) {
            notes.add(0, "of its " + runs + " runs, the books in the end are those of the last");
        }
        if (tally.sequenceMismatches + tally.checksumMismatches > 0 && tally.differences == 0) {
            notes.add("what did not fit was the venue's or the line's doing: the engine found it too, and trusted no "
                + "book that was concerned");
        }
        return new BookReport(journal, "", "journal", (lastNs - firstNs) / 1e9, tally, notes, finals());
    }

    private String name() {
        return journal.getFileName().toString();
    }

    private void take(JournalReader reader) {
        final DirectBuffer buffer = reader.buffer();
        final int record = reader.offset();
        final int event = RecordLayout.event(record);
        final int templateId = RecordLayout.templateId(buffer, event);
        firstNs = firstNs == 0 ? reader.eventTimeNs() : firstNs;
        lastNs = reader.eventTimeNs();
        if (templateId == RunStartedDecoder.TEMPLATE_ID) {
            begin(reader, event);
            return;
        }
        if (fast == null) {
            return;
        }
        tally.at(name() + ", record " + reader.sequence() + " of " + Times.format(reader.eventTimeNs()));
        final int length = RecordLayout.messageLength(buffer, event);
        slot.clear();
        slot.buffer().putBytes(slot.event(), buffer, event, length);
        slot.commitEvent(length, Provenance.of(RecordLayout.provenance(buffer, record)));
        fast.forgetTouched();
        fast.run(slot, reader.sequence(), reader.eventTimeNs());
        follow(templateId, buffer, record, event);
    }

    private void begin(JournalReader reader, int event) {
        runStarted.wrapAndApplyHeader(reader.buffer(), event, header);
        final String manifest = runStarted.manifest();
        final RecordedCores cores = new RecordedCores();
        slot = cores.slotSizes(manifest).newSlot();
        fast = new FastBooks(cores.feedLimits(manifest), reader.sequence(), reader.eventTimeNs());
        twins.clear();
        runs++;
    }

    private void follow(int templateId, DirectBuffer buffer, int record, int event) {
        switch (templateId) {
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> define(buffer, event);
            case FeedStatusDecoder.TEMPLATE_ID -> onStatus(buffer, event);
            case BookDeltaDecoder.TEMPLATE_ID, BookSnapshotDecoder.TEMPLATE_ID -> {
                tally.frames++;
                onDepth(templateId, buffer, record, event);
            }
            default -> {
                // Not about books; what it did to one, a silence, say, is compared all the same.
            }
        }
        for (int i = 0; i < fast.touched().size(); i++) {
            final TwinBook twin = twins.get(fast.touched().getInt(i));
            if (twin != null && !updates.isPartial(twin.instrument.id())) {
                compare(templateId, twin);
            }
        }
    }

    /** Whatever a book is suspected for besides its numbers and checksums, the twin cannot know. */
    private void compare(int templateId, TwinBook twin) {
        final boolean depth = templateId == BookDeltaDecoder.TEMPLATE_ID
            || templateId == BookSnapshotDecoder.TEMPLATE_ID;
        if (fast.isLive(twin.instrument.id()) || depth && isSequenceReason(twin)) {
            BookPair.compare(fast, twin, tally);
        } else {
            fast.said(twin.instrument.id()).takeLost();
        }
    }

    private boolean isSequenceReason(TwinBook twin) {
        return switch (fast.said(twin.instrument.id()).reason) {
            case SEQUENCE_GAP, SEQUENCE_REGRESSION, CHECKSUM -> true;
            default -> false;
        };
    }

    private void define(DirectBuffer buffer, int event) {
        definition.wrapAndApplyHeader(buffer, event, header);
        final SyncKind sync = definition.sync() == SyncKind.NULL_VAL
            ? definition.venue() == Venue.BINANCE_USDM ? SyncKind.CHAIN : SyncKind.RANGES : definition.sync();
        final ChecksumKind checksum =
            definition.checksum() == ChecksumKind.NULL_VAL ? ChecksumKind.NONE : definition.checksum();
        final int depth = definition.bookDepth() == InstrumentDefinitionDecoder.bookDepthNullValue() ? 0
            : definition.bookDepth();
        final int every = definition.checksumEvery() == InstrumentDefinitionDecoder.checksumEveryNullValue() ? 1
            : definition.checksumEvery();
        final String symbol = definition.symbol();
        final Instrument instrument = new Instrument(definition.instrumentId(), definition.venue(), symbol,
            definition.baseAsset(), definition.quoteAsset(), definition.priceExponent(),
            definition.quantityExponent(), definition.tickSize(), definition.lotSize(), definition.minQuantity(),
            definition.maxQuantity(), definition.minNotional(), definition.status(), InstrumentKind.SPOT,
            Instrument.ONE, symbol, new BookRules(sync, checksum, every, depth, CrossedRule.NEVER));
        final TwinBook known = twins.get(instrument.id());
        if (known == null || isOther(known.instrument, instrument)) {
            twins.put(instrument.id(), new TwinBook(instrument, true, tally));
        }
    }

    /** Definitions come again and again; few of them change what levels mean. */
    private static boolean isOther(Instrument before, Instrument now) {
        return before.priceExponent() != now.priceExponent() || before.quantityExponent() != now.quantityExponent()
            || before.tickSize() != now.tickSize() || !before.book().equals(now.book())
            || before.venue() != now.venue();
    }

    /** A book that is not trusted begins anew; so does its twin. */
    private void onStatus(DirectBuffer buffer, int event) {
        status.wrapAndApplyHeader(buffer, event, header);
        final boolean one = status.instrumentId() != FeedStatusDecoder.instrumentIdNullValue();
        twins.forEach((id, twin) -> {
            final boolean meant = one ? id == status.instrumentId() : twin.instrument.venue() == status.venue();
            if (meant && !fast.isLive(id)) {
                twin.forget();
            }
            if (meant && status.condition() == FeedCondition.RESYNC_STARTED) {
                updates.forget(id);
            }
        });
    }

    private void onDepth(int templateId, DirectBuffer buffer, int record, int event) {
        final boolean snapshot = templateId == BookSnapshotDecoder.TEMPLATE_ID;
        final Update update = snapshot ? updates.snapshot(buffer, event, twins) : updates.delta(buffer, event, twins);
        if (slot.verdict() != RecordLayout.verdict(buffer, record)) {
            tally.differ("the record was judged otherwise when it was recorded: this version builds other books");
        }
        if (update == null) {
            return;
        }
        final TwinBook twin = twins.get(updates.instrumentId());
        if (snapshot && (updates.flags() & Messages.IN_STREAM) == 0) {
            twin.onWhole(update);
        } else {
            twin.onStream(update);
        }
    }

    private List<FinalBook> finals() {
        final List<FinalBook> finals = new ArrayList<>();
        twins.values().forEach(twin -> finals.add(FinalBook.of(
            twin.instrument.venue().name().toLowerCase(Locale.ROOT).replace('_', '-'), 0, twin.instrument, fast)));
        return finals;
    }
}
