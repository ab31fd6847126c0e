package io.escapement.tools.journal;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.RunStartedDecoder;
import io.escapement.journal.JournalException;
import io.escapement.journal.Manifest;
import io.escapement.journal.MessageCatalog;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts everything in a journal, record by record. */
final class JournalStatistics {
    /**
     * A run in the journal.
     *
     * @param manifest null where it cannot be read, then the problem says why
     */
    record Run(long firstSequence, long startTimeNs, Manifest manifest, String problem) {
    }

    final MessageCatalog catalog = new MessageCatalog();
    final Tally records = new Tally();
    final Map<Integer, Tally> messages = new TreeMap<>();
    final Map<String, Tally> instruments = new TreeMap<>();
    final Map<String, Tally> provenances = new TreeMap<>();
    final List<Run> runs = new ArrayList<>();
    long firstSequence;
    long lastSequence;

    private final Listing listing = new Listing();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RunStartedDecoder runStarted = new RunStartedDecoder();

    void add(DirectBuffer buffer, int record) {
        final long timeNs = RecordLayout.eventTimeNs(buffer, record);
        final int length = RecordLayout.length(buffer, record);
        listing.learn(buffer, record);
        lastSequence = RecordLayout.sequence(buffer, record);
        firstSequence = firstSequence == 0 ? lastSequence : firstSequence;
        records.add(length, timeNs);
        provenances.computeIfAbsent(provenance(RecordLayout.provenance(buffer, record)), name -> new Tally())
            .add(length, timeNs);
        final int event = RecordLayout.event(record);
        final int instrumentId = catalog.instrumentId(buffer, event);
        if (listing.byId(instrumentId) != null) {
            instruments.computeIfAbsent(instrumentName(instrumentId), name -> new Tally()).add(length, timeNs);
        }
        if (RecordLayout.templateId(buffer, event) == RunStartedDecoder.TEMPLATE_ID) {
            addRun(buffer, event, timeNs);
        }
        for (int message = event; message < record + length; message = RecordLayout.next(buffer, message)) {
            final int messageLength = RecordLayout.messageLength(buffer, message);
            if (messageLength < RecordLayout.MESSAGE_HEADER_LENGTH) {
                break;
            }
            messages.computeIfAbsent(RecordLayout.templateId(buffer, message), id -> new Tally())
                .add(RecordLayout.frameSize(messageLength), timeNs);
        }
    }

    private String instrumentName(int id) {
        final Listing.Listed listed = listing.byId(id);
        return listed.venue() + ":" + listed.symbol();
    }

    private static String provenance(byte code) {
        try {
            return Provenance.of(code).name();
        } catch (final IllegalArgumentException e) {
            return "code " + code;
        }
    }

    private void addRun(DirectBuffer buffer, int event, long timeNs) {
        runStarted.wrapAndApplyHeader(buffer, event, header);
        try {
            runs.add(new Run(lastSequence, timeNs, Manifest.parse(runStarted.manifest()), null));
        } catch (final JournalException | IllegalArgumentException e) {
            runs.add(new Run(lastSequence, timeNs, null, e.getMessage()));
        }
    }
}
