package io.escapement.journal;

import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.RunStartedDecoder;
import io.escapement.journal.chronicle.Documents;
import io.escapement.journal.chronicle.MappedCycle;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether this program knows the layout of a journal's records: the manifest that it begins with says which it is. */
final class FormatCheck {
    private static final Pattern FORMAT = Pattern.compile("^formatVersion: *(\\d{1,9})\\b");

    private FormatCheck() {
    }

    /**
     * @throws JournalException if the file begins with a manifest of a newer format, or its schema is another's
     */
    static void require(Path directory, MappedCycle cycle) {
        final long at = FirstRecord.position(cycle);
        if (at < 0 || !new TailWalk().isWhole(cycle, at)) {
            return;
        }
        final int event = RecordLayout.event(cycle.offset(at + Documents.HEADER_LENGTH));
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(cycle.buffer(), event);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            throw new JournalException(directory + ": its messages are of schema " + header.schemaId()
                + ", expected " + MessageHeaderDecoder.SCHEMA_ID + "; another program wrote it");
        }
        if (header.templateId() == RunStartedDecoder.TEMPLATE_ID) {
            final Matcher format = FORMAT.matcher(
                new RunStartedDecoder().wrapAndApplyHeader(cycle.buffer(), event, header).manifest());
            if (format.find() && Integer.parseInt(format.group(1)) > Manifest.FORMAT_VERSION) {
                throw new JournalException(directory + ": the journal's format is version " + format.group(1)
                    + ", this program knows versions up to " + Manifest.FORMAT_VERSION + "; use a newer program");
            }
        }
    }
}
