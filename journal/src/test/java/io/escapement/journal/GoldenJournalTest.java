package io.escapement.journal;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A journal of format version 1, written once and kept: every later program must read it. */
class GoldenJournalTest {
    @TempDir
    Path directory;

    @BeforeEach
    void unpack() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/" + GoldenJournal.ZIP);
            ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (GoldenJournal.FILES.contains(entry.getName())) {
                    Files.copy(zip, directory.resolve(entry.getName()));
                }
            }
        }
    }

    @Test
    void shouldReadEveryRecordOfAnOldJournal() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/" + GoldenJournal.LINES)) {
            assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8), GoldenJournal.lines(directory));
        }
    }

    @Test
    void shouldVerifyAnOldJournalAndGoOnWithIt() {
        assertEquals(List.of(), JournalVerifier.verify(directory).findings());
        try (JournalWriter writer = JournalWriter.open(TestRecords.small(directory).withBlockBytes(256 << 10))) {
            assertEquals(40, writer.lastSequence());
            new TestRecords(1_000_000).appendTo(writer, 60);
        }
        final Verification verification = JournalVerifier.verify(directory);
        assertEquals(List.of(), verification.findings());
        assertEquals(60, verification.records());
    }
}
