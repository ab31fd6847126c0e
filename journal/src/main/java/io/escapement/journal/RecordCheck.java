package io.escapement.journal;

import org.agrona.DirectBuffer;

/** Whether a stretch of bytes has the form of a record. */
final class RecordCheck {
    /** Header, frame header, SBE header. */
    static final int MIN_LENGTH =
        RecordLayout.HEADER_LENGTH + RecordLayout.FRAME_HEADER_LENGTH + RecordLayout.MESSAGE_HEADER_LENGTH;

    private RecordCheck() {
    }

    /** Whether a length can be a record's. */
    static boolean isLength(int length) {
        return length >= MIN_LENGTH && length % RecordLayout.ALIGNMENT == 0;
    }

    /**
     * What is wrong with a record's form, null where it is right.
     *
     * @param length of the document that holds it
     */
    static String problem(DirectBuffer buffer, int record, int length) {
        if (RecordLayout.length(buffer, record) != length) {
            return "the record says it has " + RecordLayout.length(buffer, record) + " bytes, its document has "
                + length;
        }
        if (!isLength(length)) {
            return "a record cannot have " + length + " bytes";
        }
        final byte provenance = RecordLayout.provenance(buffer, record);
        if (provenance < 1 || provenance > 4) {
            return "no provenance has the code " + provenance;
        }
        return frameProblem(buffer, record, length);
    }

    private static String frameProblem(DirectBuffer buffer, int record, int length) {
        final int checked = RecordLayout.checkedLength(buffer, record);
        final int end = record + length - checked;
        if (checked < 0 || checked % RecordLayout.ALIGNMENT != 0 || end < record + MIN_LENGTH) {
            return "it cannot hold " + checked + " bytes of checked effects";
        }
        final int frames = RecordLayout.keptCount(buffer, record) + 1;
        int at = record + RecordLayout.HEADER_LENGTH;
        for (int i = 0; i < frames; i++) {
            at = frameEnd(buffer, at, end);
            if (at < 0) {
                return "frame " + i + " of " + frames + " does not fit into it";
            }
        }
        if (at != end) {
            return (end - at) + " bytes follow its last kept frame";
        }
        for (int i = 0; at < record + length; i++) {
            at = frameEnd(buffer, at, record + length);
            if (at < 0) {
                return "checked frame " + i + " does not fit into it";
            }
        }
        return null;
    }

    /** Where the frame that begins here ends, -1 where it would end beyond the limit. */
    private static int frameEnd(DirectBuffer buffer, int frame, int limit) {
        if (frame + RecordLayout.FRAME_HEADER_LENGTH + RecordLayout.MESSAGE_HEADER_LENGTH > limit) {
            return -1;
        }
        final int length = RecordLayout.messageLength(buffer, frame + RecordLayout.FRAME_HEADER_LENGTH);
        if (length < RecordLayout.MESSAGE_HEADER_LENGTH || length > limit - frame - RecordLayout.FRAME_HEADER_LENGTH) {
            return -1;
        }
        return frame + RecordLayout.frameSize(length);
    }
}
