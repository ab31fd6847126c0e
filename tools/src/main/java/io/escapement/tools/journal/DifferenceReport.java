package io.escapement.tools.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.escapement.engine.replay.Difference;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordDump;
import io.escapement.journal.RecordLayout;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The first record that replay made otherwise: what differs in it, and both sides whole. */
final class DifferenceReport {
    private final Difference difference;
    private final List<TreeDifference> fields;
    private final String recordedJson;
    private final String replayedJson;
    private final String recordedText;
    private final String replayedText;

    private DifferenceReport(Difference difference, RecordDump dump) {
        this.difference = difference;
        final UnsafeBuffer recorded = difference.recorded();
        final UnsafeBuffer replayed = comparable(recorded, difference.replayed());
        final Map<String, Object> then = dump.tree(recorded, 0);
        final Map<String, Object> now = dump.tree(replayed, 0);
        then.put("checkedHash", Hashes.hex(RecordLayout.checkedHash(recorded, 0)));
        now.put("checkedHash", Hashes.hex(RecordLayout.checkedHash(replayed, 0)));
        fields = TreeDifference.between(then, now);
        recordedJson = dump.json(recorded, 0);
        replayedJson = dump.json(replayed, 0);
        recordedText = dump.text(recorded, 0);
        replayedText = dump.text(difference.replayed(), 0);
    }

    /** Reads the journal up to the difference, since the decimals need the definitions before it. */
    static DifferenceReport of(Path journal, Difference difference) {
        final RecordDump dump = new RecordDump();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next() && reader.sequence() <= difference.sequence()) {
                dump.learn(reader.buffer(), reader.offset());
            }
        }
        return new DifferenceReport(difference, dump);
    }

    /** Without the checked effects, where the journal holds but their hash. */
    private static UnsafeBuffer comparable(UnsafeBuffer recorded, UnsafeBuffer replayed) {
        final int checkedLength = RecordLayout.checkedLength(replayed, 0);
        if (checkedLength == 0 || RecordLayout.checkedLength(recorded, 0) > 0) {
            return replayed;
        }
        final UnsafeBuffer kept = new UnsafeBuffer(new byte[RecordLayout.length(replayed, 0) - checkedLength]);
        kept.putBytes(0, replayed, 0, kept.capacity());
        kept.putInt(RecordLayout.LENGTH_OFFSET, kept.capacity(), ByteOrder.LITTLE_ENDIAN);
        kept.putInt(RecordLayout.CHECKED_LENGTH_OFFSET, 0, ByteOrder.LITTLE_ENDIAN);
        return kept;
    }

    void print(PrintWriter out) {
        out.println("first difference: sequence " + difference.sequence() + ", byte " + difference.offset()
            + " of the record");
        for (final TreeDifference field : fields) {
            out.println("  " + RecordPrinter.clean(field.toString()));
        }
        if (fields.isEmpty()) {
            out.println("  in bytes that mean nothing to this program");
        }
        out.println("recorded:");
        out.println(RecordPrinter.clean(recordedText).indent(2).stripTrailing());
        out.println("replayed:");
        out.println(RecordPrinter.clean(replayedText).indent(2).stripTrailing());
    }

    void write(JsonGenerator object) throws IOException {
        object.writeStringField("kind", "difference");
        object.writeNumberField("sequence", difference.sequence());
        object.writeNumberField("offset", difference.offset());
        object.writeArrayFieldStart("fields");
        for (final TreeDifference field : fields) {
            object.writeStartObject();
            object.writeStringField("field", field.path());
            object.writeStringField("recorded", field.recorded());
            object.writeStringField("replayed", field.replayed());
            object.writeEndObject();
        }
        object.writeEndArray();
        object.writeFieldName("recorded");
        object.writeRawValue(recordedJson);
        object.writeFieldName("replayed");
        object.writeRawValue(replayedJson);
    }
}
