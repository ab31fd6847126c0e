package io.escapement.journal;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.RunStartedEncoder;
import io.escapement.codecs.sbe.Venue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Made the journal of format version 1 that lies among the test resources. A newer format gets a file of its own; this
 * one stays as it is, for that is what old journals look like.
 */
final class GoldenJournal {
    static final String ZIP = "golden-v1.zip";
    static final String LINES = "golden-v1.jsonl";
    static final List<String> FILES = List.of("20260101-00F.cq4", JournalState.FILE);
    private static final int RECORDS = 40;

    private GoldenJournal() {
    }

    /** @param args an empty directory to work in, the directory of the test resources */
    public static void main(String[] args) throws IOException {
        final Path directory = Path.of(args[0]);
        final Path resources = Path.of(args[1]);
        write(directory);
        try (OutputStream out = Files.newOutputStream(resources.resolve(ZIP));
            ZipOutputStream zip = new ZipOutputStream(out)) {
            for (final String file : FILES) {
                final ZipEntry entry = new ZipEntry(file);
                entry.setTime(0);
                zip.putNextEntry(entry);
                Files.copy(directory.resolve(file), zip);
                zip.closeEntry();
            }
        }
        Files.writeString(resources.resolve(LINES), lines(directory));
    }

    /** Every record as a line of JSON. */
    static String lines(Path directory) {
        final StringBuilder lines = new StringBuilder();
        final RecordDump dump = new RecordDump();
        try (JournalReader reader = JournalReader.openChecking(directory)) {
            while (reader.next()) {
                lines.append(dump.json(reader.buffer(), reader.offset())).append('\n');
            }
        }
        return lines.toString();
    }

    private static void write(Path directory) {
        final TestRecords records = new TestRecords(1_000_000);
        final JournalConfig config = TestRecords.small(directory).withBlockBytes(256 << 10);
        try (JournalWriter writer = JournalWriter.open(config)) {
            append(writer, runStarted());
            append(writer, instrument());
            records.appendTo(writer, RECORDS);
        }
    }

    private static void append(JournalWriter writer, RecordBuilder record) {
        writer.append(record.buffer(), record.bytes(), 0);
    }

    private static RecordBuilder runStarted() {
        final Manifest manifest = new Manifest(1, 1, "0.1.0", "unknown", 1, Provenance.SIMULATED, TestRecords.START_NS,
            "0".repeat(64), "venue:\n  name: binance\n", Map.of("os", "Linux"));
        final RecordBuilder record = new RecordBuilder(8192);
        record.begin(1, TestRecords.START_NS, Provenance.ENGINE);
        final RunStartedEncoder started = new RunStartedEncoder();
        started.wrapAndApplyHeader(record.buffer(), record.next(), new MessageHeaderEncoder())
            .startTimeNs(TestRecords.START_NS).engineId(1).manifest(manifest.toText());
        record.commit(8 + started.encodedLength(), RecordLayout.NO_STAGE).finish();
        return record;
    }

    private static RecordBuilder instrument() {
        final RecordBuilder record = new RecordBuilder(8192);
        record.begin(2, TestRecords.START_NS, Provenance.SIMULATED);
        final InstrumentDefinitionEncoder definition = new InstrumentDefinitionEncoder();
        definition.wrapAndApplyHeader(record.buffer(), record.next(), new MessageHeaderEncoder())
            .receiveTimeNs(TestRecords.START_NS).tickSize(1).lotSize(1).minQuantity(1).maxQuantity(1_000_000)
            .minNotional(500_000_000).instrumentId(1).venue(Venue.BINANCE).priceExponent((byte) -2)
            .quantityExponent((byte) -5).status(InstrumentStatus.TRADING).symbol("BTCUSDT").baseAsset("BTC")
            .quoteAsset("USDT");
        record.commit(8 + definition.encodedLength(), RecordLayout.NO_STAGE).finish();
        return record;
    }
}
