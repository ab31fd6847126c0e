package io.escapement.engine;

import io.escapement.codecs.sbe.HistoryBarDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.monitor.Console;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.StageHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;

class HistorySourceTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final long FIRST = 1_704_067_200_000_000_000L;

    @TempDir
    Path directory;

    /** What is published, as open time in minutes and close. */
    private static final class Bars implements Inlet {
        private final List<String> lines = new ArrayList<>();
        private final Slot slot = SlotSizes.USUAL.newSlot();

        @Override
        public Slot claim() {
            slot.clear();
            return slot;
        }

        @Override
        public void publish(Slot published) {
            final HistoryBarDecoder bar = new HistoryBarDecoder()
                .wrapAndApplyHeader(published.buffer(), published.event(), new MessageHeaderDecoder());
            lines.add(bar.instrumentId() + " " + (bar.openTimeNs() - FIRST) / MINUTE + " " + bar.closePrice() + " "
                + bar.volume());
        }

        @Override
        public void abandon(Slot abandoned) {
            throw new IllegalStateException("nothing is abandoned");
        }
    }

    @Test
    void barsComeInOrderAFewAtATimeOnceTheirInstrumentIsDefined() throws IOException {
        final StringBuilder csv = new StringBuilder("open_time,open,high,low,close,volume\n");
        for (int i = 0; i < 100; i++) {
            csv.append(String.format("2024-01-01 %02d:%02d:00,100,200,1,%d.5,0.5%n", i / 60, i % 60, 100 + i));
        }
        final Path file = Files.writeString(directory.resolve("x.csv"), csv);
        final ConfigFile config = ConfigFile.of("test", "history: [{symbol: BTCUSDT, timeframe: 1m, bars: 70, file: '"
            + file + "'}]");
        final List<HistorySource.Series> asked = config.root().sections("history").stream()
            .map(HistoryReader::file).toList();
        config.finish();
        final HistorySource source = HistorySource.open(asked, new Console(
            new PrintStream(OutputStream.nullOutputStream()), System.err, true));
        final StageHarness harness = new StageHarness();
        final Bars bars = new Bars();
        harness.send(define(3, "ETHUSDT"));
        source.onRecord(harness.slot());
        harness.send(timer(3));
        source.onRecord(harness.slot());
        assertEquals(0, source.poll(bars, 1));
        harness.send(define(4, "BTCUSDT"));
        source.onRecord(harness.slot());
        source.onRecord(harness.slot());
        assertEquals(64, source.poll(bars, 1));
        assertEquals(6, source.poll(bars, 1));
        assertEquals(0, source.poll(bars, 1));
        final List<String> expected = new ArrayList<>();
        for (int i = 30; i < 100; i++) {
            expected.add("4 " + i + " " + (10_050 + i * 100) + " 50000000");
        }
        assertEquals(expected, bars.lines);
    }
}
