package io.escapement.tools.journal;

import io.escapement.journal.MessageCatalog;
import io.escapement.journal.RecordLayout;
import io.escapement.tools.terminal.Times;
import org.agrona.DirectBuffer;
import picocli.CommandLine.Option;

import java.util.HashSet;
import java.util.Set;

/** Which records a person wants to see. A record is in if its event or any of its effects is. */
final class RecordFilter {
    @Option(names = "--message", split = ",", paramLabel = "NAME",
        description = "Only records with such an event or effect, such as BookStatus.")
    private String[] messages;

    @Option(names = "--instrument", paramLabel = "ID|SYMBOL", description = "Only records about this instrument.")
    private String instrument;

    @Option(names = "--from-sequence", paramLabel = "N", description = "From this sequence on.")
    private Long fromSequence;

    @Option(names = "--to-sequence", paramLabel = "N", description = "Up to this sequence.")
    private Long toSequence;

    @Option(names = "--from-time", paramLabel = "TIME",
        description = "From this event time on: 2026-01-01T12:00:00.5Z, or epoch nanoseconds.")
    private String fromTime;

    @Option(names = "--to-time", paramLabel = "TIME", description = "Up to this event time.")
    private String toTime;

    private final Set<Integer> templateIds = new HashSet<>();
    private MessageCatalog catalog;
    private long firstSequence;
    private long lastSequence;
    private long firstTimeNs;
    private long lastTimeNs;

    /**
     * Understands what was asked for.
     *
     * @throws IllegalArgumentException if that is not possible
     */
    void prepare() {
        catalog = new MessageCatalog();
        if (messages != null) {
            for (final String message : messages) {
                templateIds.add(catalog.templateId(message));
            }
        }
        firstSequence = fromSequence == null ? 0 : fromSequence;
        lastSequence = toSequence == null ? Long.MAX_VALUE : toSequence;
        firstTimeNs = fromTime == null ? Long.MIN_VALUE : Times.parse(fromTime);
        lastTimeNs = toTime == null ? Long.MAX_VALUE : Times.parse(toTime);
        if (lastSequence < firstSequence || lastTimeNs < firstTimeNs) {
            throw new IllegalArgumentException("the range ends before it begins");
        }
    }

    /** Whether a stretch of the journal was asked for. */
    boolean isRange() {
        return fromSequence != null || toSequence != null || fromTime != null || toTime != null;
    }

    /** Whether neither this record nor any later one can be wanted. */
    boolean isPast(DirectBuffer buffer, int record) {
        return RecordLayout.sequence(buffer, record) > lastSequence
            || RecordLayout.eventTimeNs(buffer, record) > lastTimeNs;
    }

    /** The instrument that was asked for; null if any will do. */
    String instrument() {
        return instrument;
    }

    boolean matches(DirectBuffer buffer, int record, Listing listing) {
        if (RecordLayout.sequence(buffer, record) < firstSequence
            || RecordLayout.eventTimeNs(buffer, record) < firstTimeNs || isPast(buffer, record)) {
            return false;
        }
        final Listing.Listed wanted = instrument == null ? null : listing.find(instrument);
        if (instrument != null && wanted == null) {
            return false;
        }
        return (templateIds.isEmpty() && wanted == null) || matchesMessage(buffer, record, wanted);
    }

    private boolean matchesMessage(DirectBuffer buffer, int record, Listing.Listed wanted) {
        final int end = record + RecordLayout.length(buffer, record);
        for (int message = RecordLayout.event(record); message < end; message = RecordLayout.next(buffer, message)) {
            if (RecordLayout.messageLength(buffer, message) < RecordLayout.MESSAGE_HEADER_LENGTH) {
                return false;
            }
            if ((templateIds.isEmpty() || templateIds.contains(RecordLayout.templateId(buffer, message)))
                && (wanted == null || catalog.instrumentId(buffer, message) == wanted.id())) {
                return true;
            }
        }
        return false;
    }
}
