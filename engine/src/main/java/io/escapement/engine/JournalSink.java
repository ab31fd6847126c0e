package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.RunStartedEncoder;
import io.escapement.engine.pipeline.RecordSink;
import io.escapement.engine.pipeline.Slot;
import io.escapement.journal.JournalException;
import io.escapement.journal.JournalWriter;
import io.escapement.journal.Manifest;
import io.escapement.journal.RecordBuilder;
import io.escapement.journal.RecordLayout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The pipeline's way into the journal. */
public final class JournalSink implements RecordSink {
    private static final int ROOM_BESIDE_MANIFEST = 256;

    private final JournalWriter writer;

    /** @param writer stays the caller's to close */
    public JournalSink(JournalWriter writer) {
        this.writer = writer;
    }

    /** Begins a run: its first record, which goes by the ring since a manifest may be larger than a slot. */
    public void startRun(Manifest manifest) {
        final byte[] text = manifest.toText().getBytes(StandardCharsets.UTF_8);
        final RecordBuilder record = new RecordBuilder(text.length + ROOM_BESIDE_MANIFEST);
        record.begin(writer.lastSequence() + 1, Math.max(manifest.startTimeNs(), writer.lastEventTimeNs()),
            Provenance.ENGINE);
        final RunStartedEncoder runStarted = new RunStartedEncoder();
        runStarted.wrapAndApplyHeader(record.buffer(), record.next(), new MessageHeaderEncoder())
            .startTimeNs(manifest.startTimeNs())
            .engineId(manifest.engineId())
            .putManifest(text, 0, text.length);
        record.commit(MessageHeaderEncoder.ENCODED_LENGTH + runStarted.encodedLength(), RecordLayout.NO_STAGE);
        record.finish();
        writer.append(record.buffer(), record.bytes(), 0);
    }

    @Override
    public void append(Slot slot) throws IOException {
        try {
            writer.append(slot.buffer(), slot.bytes(), 0, slot.checkedStart(), slot.checkedLength());
        } catch (final JournalException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
