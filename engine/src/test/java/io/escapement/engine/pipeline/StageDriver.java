package io.escapement.engine.pipeline;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.ReleasedDeltaDecoder;
import io.escapement.codecs.sbe.SnapshotRequestDecoder;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntBiFunction;

/**
 * Runs stages by hand: one event at a time through a slot, the record given back as lines of text, the verdict first.
 * For stages of feeds and books.
 */
public final class StageDriver {
    private static final String[] VERDICTS = {"NONE", "APPLIED", "HELD", "IGNORED", "REFUSED"};

    private final List<Stage> stages;
    private final Slot slot;
    private long sequence;

    public StageDriver(int recordCapacity, int checkedCapacity, Stage... stages) {
        this.stages = List.of(stages);
        this.slot = new Slot(ByteBuffer.allocateDirect(recordCapacity + checkedCapacity)
            .order(ByteOrder.LITTLE_ENDIAN), recordCapacity);
    }

    /**
     * Takes one event through all stages.
     *
     * @param encoder writes the event at an offset of the buffer and returns its length with the SBE header
     */
    public Slot run(long eventTimeNs, ToIntBiFunction<MutableDirectBuffer, Integer> encoder) {
        slot.clear();
        slot.verdict(Verdict.NONE);
        slot.commitEvent(encoder.applyAsInt(slot.buffer(), slot.event()), Provenance.SIMULATED);
        return run(eventTimeNs);
    }

    /** Takes the event that has been committed in {@link #slot()} through all stages. */
    public Slot run(long eventTimeNs) {
        slot.begin(++sequence, eventTimeNs);
        for (int i = 0; i < stages.size(); i++) {
            slot.stage(i);
            stages.get(i).onEvent(slot);
        }
        return slot;
    }

    public Slot slot() {
        return slot;
    }

    /** The record in the slot: its verdict, kept effects, checked effects. */
    public List<String> lines() {
        final List<String> lines = new ArrayList<>();
        lines.add(VERDICTS[slot.verdict()]);
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            lines.add(describe(effect));
        }
        for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            lines.add(describe(effect));
        }
        return lines;
    }

    private String describe(int message) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        return switch (slot.templateId(message)) {
            case BookStatusDecoder.TEMPLATE_ID ->
                status(new BookStatusDecoder().wrapAndApplyHeader(slot.buffer(), message, header));
            case SnapshotRequestDecoder.TEMPLATE_ID ->
                request(new SnapshotRequestDecoder().wrapAndApplyHeader(slot.buffer(), message, header));
            case ReleasedDeltaDecoder.TEMPLATE_ID ->
                released(new ReleasedDeltaDecoder().wrapAndApplyHeader(slot.buffer(), message, header));
            case BookChangeDecoder.TEMPLATE_ID ->
                change(new BookChangeDecoder().wrapAndApplyHeader(slot.buffer(), message, header));
            default -> "template " + slot.templateId(message);
        };
    }

    private static String status(BookStatusDecoder status) {
        final long expected = status.expected();
        final long observed = status.observed();
        final int id = status.instrumentId();
        final BookState state = status.state();
        final BookState previous = status.previousState();
        return "BookStatus " + id + " " + previous + ">" + state + " " + status.reason()
            + (expected == BookStatusDecoder.expectedNullValue() ? "" : " expected " + expected)
            + (observed == BookStatusDecoder.observedNullValue() ? "" : " observed " + observed);
    }

    private String request(SnapshotRequestDecoder request) {
        final long waitMs = (request.notBeforeNs() - slot.eventTimeNs()) / 1_000_000;
        return "SnapshotRequest " + request.instrumentId() + " attempt " + request.attempt() + " in " + waitMs + " ms "
            + request.reason();
    }

    private static String released(ReleasedDeltaDecoder released) {
        final StringBuilder text = new StringBuilder("ReleasedDelta");
        final long id = released.lastUpdateId();
        text.append(' ').append(released.instrumentId()).append(" at ").append(id).append(':');
        for (final ReleasedDeltaDecoder.BidsDecoder level : released.bids()) {
            text.append(' ').append(level.price()).append('x').append(level.quantity());
        }
        text.append(" |");
        for (final ReleasedDeltaDecoder.AsksDecoder level : released.asks()) {
            text.append(' ').append(level.price()).append('x').append(level.quantity());
        }
        return text.toString();
    }

    private static String change(BookChangeDecoder change) {
        final StringBuilder text = new StringBuilder("BookChange");
        final long id = change.updateId();
        text.append(' ').append(change.instrumentId()).append(' ').append(change.state());
        text.append(id == BookChangeDecoder.updateIdNullValue() ? "" : " at " + id).append(':');
        for (final BookChangeDecoder.BidsDecoder level : change.bids()) {
            text.append(' ').append(level.price()).append('x').append(level.quantity());
        }
        text.append(" |");
        for (final BookChangeDecoder.AsksDecoder level : change.asks()) {
            text.append(' ').append(level.price()).append('x').append(level.quantity());
        }
        return text.toString();
    }
}
