package io.escapement.perf.columns;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.RunStartedDecoder;
import io.escapement.engine.pipeline.Slot;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.collections.LongArrayList;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The events of a journal's first run, in memory. */
final class RecordedEvents {
    private final ExpandableDirectByteBuffer bytes = new ExpandableDirectByteBuffer(64 << 20);
    private final LongArrayList offsets = new LongArrayList();
    private final LongArrayList sequences = new LongArrayList();
    private final LongArrayList times = new LongArrayList();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private final Set<Integer> instruments = new HashSet<>();
    private String manifest;
    private long firstSequence;
    private long firstTimeNs;
    private int end;

    /** @throws IllegalArgumentException if the journal does not begin with the start of a run */
    static RecordedEvents read(Path journal, int most) {
        final RecordedEvents events = new RecordedEvents();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (events.size() < most && reader.next() && events.take(reader)) {
                // Until the run ends.
            }
        }
        if (events.manifest == null) {
            throw new IllegalArgumentException(journal + ": holds no record");
        }
        return events;
    }

    private boolean take(JournalReader reader) {
        final int event = RecordLayout.event(reader.offset());
        final boolean starts = RecordLayout.templateId(reader.buffer(), event) == RunStartedDecoder.TEMPLATE_ID;
        if (starts && manifest != null) {
            return false;
        }
        if (starts) {
            final RunStartedDecoder started = new RunStartedDecoder();
            started.wrapAndApplyHeader(reader.buffer(), event, new MessageHeaderDecoder());
            manifest = started.manifest();
            firstSequence = reader.sequence();
            firstTimeNs = reader.eventTimeNs();
            return true;
        }
        if (manifest == null) {
            throw new IllegalArgumentException("record " + reader.sequence() + " does not start a run; expected a"
                + " journal from its start");
        }
        if (RecordLayout.templateId(reader.buffer(), event) == InstrumentDefinitionDecoder.TEMPLATE_ID) {
            definition.wrapAndApplyHeader(reader.buffer(), event, new MessageHeaderDecoder());
            instruments.add(definition.instrumentId());
        }
        final int length = RecordLayout.messageLength(reader.buffer(), event);
        offsets.addLong((long) end << Integer.SIZE | length);
        bytes.putBytes(end, reader.buffer(), event, length);
        end += length;
        sequences.addLong(reader.sequence());
        times.addLong(reader.eventTimeNs());
        return true;
    }

    int size() {
        return offsets.size();
    }

    /** How many are defined in them. */
    int instruments() {
        return instruments.size();
    }

    String manifest() {
        return manifest;
    }

    long firstSequence() {
        return firstSequence;
    }

    long firstTimeNs() {
        return firstTimeNs;
    }

    long sequence(int index) {
        return sequences.getLong(index);
    }

    long timeNs(int index) {
        return times.getLong(index);
    }

    /** Puts an event into a slot, as its producer did. */
    void put(int index, Slot slot) {
        final long place = offsets.getLong(index);
        slot.clear();
        slot.buffer().putBytes(slot.event(), bytes, (int) (place >>> Integer.SIZE), (int) place);
        slot.commitEvent((int) place, Provenance.CAPTURE);
    }
}
