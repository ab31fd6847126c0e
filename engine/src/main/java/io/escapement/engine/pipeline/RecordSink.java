package io.escapement.engine.pipeline;

import java.io.IOException;

/** Where finished records go before anyone may act on them: the journal. */
public interface RecordSink {
    /**
     * Appends the record in the slot, {@link Slot#recordLength} bytes from its start. Called by one thread, in
     * sequence order.
     *
     * @throws IOException if the record is not safely appended; the pipeline stops, and nobody acts on this record
     */
    void append(Slot slot) throws IOException;
}
