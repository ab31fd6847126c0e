package io.escapement.engine.pipeline;

import io.escapement.codecs.sbe.FaultEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.journal.RecordLayout;

import java.nio.charset.StandardCharsets;

/** Writes down in the record that a stage failed on its event. Once in an engine's life, so it may allocate. */
final class FaultWriter {
    /** Bytes of text that fit into the fault room with all headers. */
    static final int MAX_TEXT_LENGTH = 480;

    private FaultWriter() {
    }

    static void append(Slot slot, int stage, String stageName, Throwable thrown) {
        slot.fault(thrown);
        slot.stage(stage);
        final byte[] text = (stageName + ": " + describe(thrown)).getBytes(StandardCharsets.UTF_8);
        final FaultEncoder fault = new FaultEncoder();
        final int message = slot.claimFault(Slot.FAULT_ROOM - RecordLayout.FRAME_HEADER_LENGTH);
        fault.wrapAndApplyHeader(slot.buffer(), message, new MessageHeaderEncoder())
            .stage(stage)
            .putDetail(text, 0, cut(text));
        slot.commitEffect(MessageHeaderEncoder.ENCODED_LENGTH + fault.encodedLength());
    }

    /** A message is made by code of whoever threw, and may throw itself. */
    private static String describe(Throwable thrown) {
        try {
            return thrown.toString();
        } catch (final RuntimeException unspeakable) {
            return thrown.getClass().getName();
        }
    }

    /** As much as fits, not ending inside a character. */
    private static int cut(byte[] utf8) {
        if (utf8.length <= MAX_TEXT_LENGTH) {
            return utf8.length;
        }
        int length = MAX_TEXT_LENGTH;
        while ((utf8[length] & 0xC0) == 0x80) {
            length--;
        }
        return length;
    }
}
