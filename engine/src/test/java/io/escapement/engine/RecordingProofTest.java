package io.escapement.engine;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.Reason;
import io.escapement.engine.testkit.Captures;
import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Truth;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** A real recording, played over sockets through the whole engine into a journal. */
class RecordingProofTest {
    @TempDir
    private Path folder;

    /** Frames: those from which a book can be told, that is all after the snapshot. */
    @ParameterizedTest
    @CsvSource({
        Captures.SPOT_BTCUSDT + ", BTC/USDT, 6493, inline",
        Captures.SPOT_BTCUSDT + ", BTC/USDT, 6493, split-3",
        Captures.SPOT_TEN_SYMBOLS + ", BUSD/TRY SWRV/BUSD VET/ETH QSP/BTC AAVEUP/USDT GTO/BTC PERL/BNB ONT/TRY"
            + " STEEM/ETH ADA/RUB, 500, inline"})
    void everyBookThatADecisionSawIsTheVenues(String capture, String pairs, int leastFrames, String layout)
        throws Exception {
        final Path file = Captures.find(capture);
        final TwinBooks twins = TwinBooks.of(Captures.lines(file, CaptureLine.Kind.HTTP, CaptureLine.Kind.IN));
        try (LoopbackVenue venue = LoopbackVenue.start(Serve.capture(file).at(Pace.MAX));
             ProofRun run = new ProofRun(ProofConfig.of(folder, venue, List.of(pairs.split(" ")))
                 .with("pipeline.layout", layout)).untilItEnds()) {
            assertNull(run.engine.failure(), run::said);
            final BookAudit audit = BookAudit.of(run.journal, twins);
            assertEquals(List.of(), audit.differences);
            int frames = 0;
            for (BookAudit.Audited book : audit.instruments()) {
                final TwinBooks.Book twin = twins.of(book.symbol);
                final NavigableMap<Long, String> all = twin.tops.tailMap(book.liveIds.isEmpty() ? Long.MAX_VALUE
                    : book.liveIds.first(), true);
                assertEquals(all.keySet(), book.liveIds, "every frame of " + book.symbol + " makes a book change");
                assertEquals(List.of(), book.losses.stream()
                    .filter(why -> why != Reason.RECORDING_ENDED).toList());
                assertEquals(BookState.STALE, book.state, "at the recording's end");
                assertSame(venue.truth(book.symbol), book);
                frames += twin.tops.size() - 1;
            }
            System.out.println(file.getFileName() + " " + layout + ": " + audit.changes + " book changes, "
                + audit.liveChanges + " LIVE of " + frames + " frames after the snapshots, differences "
                + audit.differences.size() + ", orders " + audit.orderIds.size() + ", records "
                + run.engine.lastSequence() + String.format(", hash %016x", run.engine.journalHash()));
            assertEquals(leastFrames, Math.min(leastFrames, frames));
            Replays.assertTheSame(run.journal, run.engine.lastSequence(), run.engine.journalHash());
        }
    }

    private static void assertSame(Truth truth, BookAudit.Audited book) {
        assertEquals(truth.lastUpdateId(), book.updateId, book.symbol);
        assertEquals(plain(truth.bids()), plain(book.bids), book.symbol);
        assertEquals(plain(truth.asks()), plain(book.asks), book.symbol);
    }

    private static Map<String, String> plain(Map<?, ?> side) {
        return side.entrySet().stream().collect(Collectors.toMap(level -> level.getKey().toString(),
            level -> level.getValue().toString()));
    }
}
