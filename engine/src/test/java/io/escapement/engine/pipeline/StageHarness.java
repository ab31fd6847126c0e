package io.escapement.engine.pipeline;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusEncoder;
import io.escapement.codecs.sbe.BookChangeEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.journal.RecordLayout;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Runs events through a list of stages on the calling thread, as the core does, and shows the effects as lines. In
 * front of the stages stands a scripted one, which appends what tests want to have come from further up.
 */
public final class StageHarness {
    private static final int RECORD = 64 * 1024;

    private final Slot slot =
        new Slot(ByteBuffer.allocateDirect(2 * RECORD).order(ByteOrder.LITTLE_ENDIAN), RECORD);
    private final List<Stage> stages = new ArrayList<>();
    private final Deque<Consumer<Slot>> script = new ArrayDeque<>();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CRC32 crc = new CRC32();
    private long sequence;
    private long eventTimeNs = 1_700_000_000_000_000_000L;

    public StageHarness(Stage... stages) {
        this.stages.add(new Scripted());
        this.stages.addAll(List.of(stages));
    }

    /** How an event is written: returns its encoded length without the SBE header. */
    public interface EventWriter {
        int write(MutableDirectBuffer buffer, int offset, MessageHeaderEncoder header);
    }

    private final class Scripted implements Stage {
        @Override
        public String name() {
            return "script";
        }

        @Override
        public void onEvent(Slot record) {
            while (!script.isEmpty()) {
                script.poll().accept(record);
            }
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }

    public Slot slot() {
        return slot;
    }

    /** Sequence of the last record. */
    public long sequence() {
        return sequence;
    }

    public long now() {
        return eventTimeNs;
    }

    public StageHarness advance(long ns) {
        eventTimeNs += ns;
        return this;
    }

    /** Appends an effect, from further up, to the next record. */
    public StageHarness upstream(Consumer<Slot> effects) {
        script.add(effects);
        return this;
    }

    /** Appends a live book change with one level a side to the next record. */
    public StageHarness live(int instrumentId, long bid, long bidQuantity, long ask, long askQuantity) {
        return upstream(s -> change(s, instrumentId, BookState.LIVE, bid, bidQuantity, ask, askQuantity));
    }

    /** Appends a status to the next record. */
    public StageHarness status(int instrumentId, BookState state) {
        return upstream(s -> {
            final BookStatusEncoder encoder = new BookStatusEncoder();
            encoder.wrapAndApplyHeader(s.buffer(), s.claimEffect(128), header)
                .expected(BookStatusEncoder.expectedNullValue()).observed(BookStatusEncoder.observedNullValue())
                .instrumentId(instrumentId).state(state).previousState(BookState.LIVE).reason(Reason.SILENT);
            s.commitEffect(8 + encoder.encodedLength());
        });
    }

    public void change(Slot s, int instrumentId, BookState state, long bid, long bidQuantity, long ask,
                       long askQuantity) {
        final BookChangeEncoder encoder = new BookChangeEncoder();
        encoder.wrapAndApplyHeader(s.buffer(), s.claimChecked(512), header)
            .venueTimeNs(eventTimeNs).updateId(sequence).instrumentId(instrumentId).state(state);
        final BookChangeEncoder.BidsEncoder bids = encoder.bidsCount(bid > 0 ? 2 : 0);
        if (bid > 0) {
            bids.next().price(bid).quantity(bidQuantity).next().price(bid - 1).quantity(1);
        }
        final BookChangeEncoder.AsksEncoder asks = encoder.asksCount(ask > 0 ? 2 : 0);
        if (ask > 0) {
            asks.next().price(ask).quantity(askQuantity).next().price(ask + 1).quantity(1);
        }
        s.commitChecked(8 + encoder.encodedLength());
    }

    /** Runs one event and returns the kept effects that the stages under test appended. */
    public List<String> send(EventWriter event) {
        slot.clear();
        final int length = 8 + event.write(slot.buffer(), slot.event(), header);
        slot.commitEvent(length, Provenance.SIMULATED);
        run();
        return EffectLines.of(slot, 1);
    }

    /** What the last event told of stop-losses. */
    public List<String> stops() {
        return EffectLines.ofStops(slot);
    }

    /** As {@link #send}, without making lines: allocates nothing itself. */
    public void run(EventWriter event) {
        slot.clear();
        slot.commitEvent(8 + event.write(slot.buffer(), slot.event(), header), Provenance.SIMULATED);
        run();
    }

    private void run() {
        slot.begin(++sequence, eventTimeNs);
        for (int i = 0; i < stages.size(); i++) {
            slot.stage(i);
            stages.get(i).onEvent(slot);
        }
    }

    public byte verdict() {
        return slot.verdict();
    }

    /** A check over the bytes of all records so far that were told of. */
    public long bytesSeen() {
        final int end = slot.recordLength();
        for (int i = RecordLayout.SEQUENCE_OFFSET; i < end; i++) {
            crc.update(slot.buffer().getByte(i));
        }
        for (int i = 0; i < slot.checkedLength(); i++) {
            crc.update(slot.buffer().getByte(slot.checkedStart() + i));
        }
        return crc.getValue();
    }
}
