package io.escapement.journal;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.FaultEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalPropertyTest {
    private final RecordBuilder builder = new RecordBuilder(128 << 10);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final FaultEncoder fault = new FaultEncoder();

    /** A record whose only field of variable length has this many bytes. */
    private void record(long sequence, int size) {
        builder.begin(sequence, sequence, Provenance.ENGINE);
        fault.wrapAndApplyHeader(builder.buffer(), builder.next(), header).stage(size).detail("x".repeat(size));
        builder.commit(8 + fault.encodedLength(), 0).finish();
    }

    @Property(tries = 25)
    void everyRecordOfAnySizeComesBackWhereverTheJournalIsClosedAndOpenedAgain(
        @ForAll @Size(min = 1, max = 300) List<@IntRange(max = 60_000) Integer> sizes,
        @ForAll @IntRange(min = 1, max = 100) int runLength) throws IOException {
        final Path directory = Files.createTempDirectory("journal-property");
        try {
            int next = 0;
            while (next < sizes.size()) {
                try (JournalWriter writer = JournalWriter.open(TestRecords.small(directory))) {
                    for (int i = 0; i < runLength && next < sizes.size(); i++) {
                        record(next + 1, sizes.get(next++));
                        writer.append(builder.buffer(), builder.bytes(), 0);
                    }
                }
            }
            try (JournalReader reader = JournalReader.openChecking(directory)) {
                for (int i = 0; i < sizes.size(); i++) {
                    assertTrue(reader.next());
                    record(i + 1, sizes.get(i));
                    assertEquals(RecordLayout.length(builder.buffer(), 0), reader.length());
                }
                assertFalse(reader.next());
            }
            assertTrue(JournalVerifier.verify(directory).isSound());
        } finally {
            try (Stream<Path> paths = Files.walk(directory)) {
                paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            }
        }
    }
}
