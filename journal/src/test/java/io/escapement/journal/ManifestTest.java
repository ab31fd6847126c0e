package io.escapement.journal;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.RunStartedEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ManifestTest {
    private static final String CONFIG = """
        # demo: é "quoted"
        venue:
          name: binance
          api_key: env:BINANCE_KEY
          api_secret: hunter2
        journal:
          directory: journals/demo
        """;

    private static Manifest manifest() {
        return Manifest.of("0.1.0", "unknown", 7, Provenance.SIMULATED, 1_767_225_600_123_456_789L, CONFIG);
    }

    @Test
    void shouldReadBackWhatItWrote() {
        assertEquals(manifest(), Manifest.parse(manifest().toText()));
    }

    @Test
    void shouldTellTheConfigurationButNoSecretOfIt() {
        final String text = manifest().toText();
        assertFalse(text.contains("hunter2"), text);
        assertTrue(manifest().config().contains("api_secret: (not journaled)"), manifest().config());
        assertTrue(manifest().config().contains("api_key: env:BINANCE_KEY"), manifest().config());
        assertEquals(64, manifest().configSha256().length());
    }

    @Test
    void shouldRefuseTextThatIsNoManifest() {
        assertThrows(JournalException.class, () -> Manifest.parse("hello: world\n"));
    }

    @Test
    void shouldRefuseAJournalOfANewerFormatNamingBothVersions(@TempDir Path directory) {
        final Manifest newer = new Manifest(2, 1, "9.0.0", "unknown", 1, Provenance.LIVE, 0, "", "a: b",
            manifest().host());
        final RecordBuilder record = new RecordBuilder(64 << 10);
        record.begin(1, 0, Provenance.ENGINE);
        final RunStartedEncoder started = new RunStartedEncoder();
        started.wrapAndApplyHeader(record.buffer(), record.next(), new MessageHeaderEncoder())
            .startTimeNs(0).engineId(1).manifest(newer.toText());
        record.commit(8 + started.encodedLength(), RecordLayout.NO_STAGE).finish();
        try (JournalWriter writer = JournalWriter.open(TestRecords.small(directory))) {
            writer.append(record.buffer(), record.bytes(), 0);
        }
        final String expected = directory + ": the journal's format is version 2, this program knows versions up to 1; "
            + "use a newer program";
        assertEquals(expected, assertThrows(JournalException.class, () -> JournalReader.open(directory)).getMessage());
        assertEquals(expected,
            assertThrows(JournalException.class, () -> JournalVerifier.verify(directory)).getMessage());
        assertTrue(assertThrows(JournalException.class, () -> Manifest.parse(newer.toText())).getMessage()
            .contains("version 2"));
    }
}
