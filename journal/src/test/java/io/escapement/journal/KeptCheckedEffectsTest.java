package io.escapement.journal;

import io.escapement.codecs.sbe.BookChangeEncoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KeptCheckedEffectsTest {
    private static final int CHECKED = 8192;

    @TempDir
    Path directory;

    private int appendWithChecked(JournalConfig config) {
        final RecordBuilder record = new TestRecords(1000).record(3);
        final BookChangeEncoder change = new BookChangeEncoder();
        change.wrapAndApplyHeader(record.buffer(), CHECKED + 8, new MessageHeaderEncoder())
            .venueTimeNs(1).updateId(2).instrumentId(1).state(BookState.LIVE);
        change.bidsCount(0);
        change.asksCount(0);
        final int checkedLength =
            RecordLayout.frame(record.buffer(), CHECKED + 8, 8 + change.encodedLength(), 2) - 8 - CHECKED;
        try (JournalWriter writer = JournalWriter.open(config)) {
            new TestRecords(1000).appendTo(writer, 2);
            writer.append(record.buffer(), record.bytes(), 0, CHECKED, checkedLength);
        }
        return checkedLength;
    }

    private String third() {
        try (JournalReader reader = JournalReader.openChecking(directory)) {
            assertTrue(reader.seekSequence(3) && reader.next());
            return RecordLayout.checkedLength(reader.buffer(), reader.offset()) + " "
                + new RecordDump().json(reader.buffer(), reader.offset()).contains("\"BookChange\"");
        }
    }

    @Test
    void shouldHoldCheckedEffectsWhereTheJournalKeepsThem() {
        final int checkedLength = appendWithChecked(TestRecords.small(directory).withKeepChecked(true));
        assertEquals(checkedLength + " true", third());
        assertTrue(JournalVerifier.verify(directory).isSound());
    }

    @Test
    void shouldHoldNoCheckedEffectsOtherwise() {
        appendWithChecked(TestRecords.small(directory));
        assertEquals("0 false", third());
        assertTrue(JournalVerifier.verify(directory).isSound());
    }
}
