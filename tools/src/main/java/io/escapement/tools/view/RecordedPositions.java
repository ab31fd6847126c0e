package io.escapement.tools.view;

import io.escapement.codecs.sbe.PositionUpdateDecoder;
import io.escapement.engine.inputs.InputBook;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;
import io.escapement.tools.terminal.Interruption;

import java.nio.file.Path;

/** Gives the positions that a run told to a book of inputs: the view makes no orders. */
final class RecordedPositions implements AutoCloseable {
    private static final int CHECK_EVERY = 16 * 1024;
    private static final int ROOM = 1 << 20;

    private final JournalReader reader;
    private final Slot slot = new SlotSizes(ROOM, 4096).newSlot();
    private long read;

    RecordedPositions(Path journal) {
        reader = JournalReader.open(journal);
    }

    /**
     * Goes on from where it was.
     *
     * @param first sequence of the first record that the book has; what is before it is of another run
     * @param last  sequence of the last record that the book has
     */
    void give(InputBook book, long first, long last, Interruption interruption) {
        if (read < first - 1) {
            reader.seekSequence(first);
            read = first - 1;
        }
        while (read < last && reader.next()) {
            read = reader.sequence();
            if (read % CHECK_EVERY == 0) {
                interruption.check();
            }
            if (hasPosition()) {
                slot.load(reader.buffer(), reader.offset(), Integer.MAX_VALUE);
                book.onPositions(slot);
            }
        }
    }

    private boolean hasPosition() {
        int message = RecordLayout.event(reader.offset());
        for (int left = RecordLayout.keptCount(reader.buffer(), reader.offset()); left > 0; left--) {
            message = RecordLayout.next(reader.buffer(), message);
            if (RecordLayout.templateId(reader.buffer(), message) == PositionUpdateDecoder.TEMPLATE_ID) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        reader.close();
    }
}
