package io.escapement.engine;

import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.inputs.InputBook;
import io.escapement.engine.inputs.InputConfig;
import io.escapement.engine.monitor.Console;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.replay.JournalReplay;
import io.escapement.engine.replay.ReplayProgress;
import io.escapement.engine.replay.RunCores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A run with pairs that trades on paper: each standard input is the same, live and replayed, bit for bit. */
class InputReplayTest {
    private static final long RUN_MS = 2_600;
    private static final int EVERY = 7;
    private static final String TEXT = """
        engine: {id: 3, state-hash-every: 100}
        venue: {name: binance, source: simulated}
        loopback: {seed: 5, actions-per-second: 500}
        instruments:
          - {pair: BTC/USDT, order-quantity: 0.001, max-order-quantity: 0.05, max-order-notional: 5000,
             max-position: 0.5, max-open-orders: 8, price-collar-bps: 500}
          - {pair: ETH/USDT, order-quantity: 0.01, max-order-quantity: 0.5, max-order-notional: 5000,
             max-position: 5, max-open-orders: 8, price-collar-bps: 500}
        strategy: {threshold: 0.1, window: 100ms, holding: 50ms, cooldown: 20ms, style: taker}
        risk: {version: 1, max-capital: 1000000, max-daily-loss: 100000, max-drawdown: 100000,
          max-open-orders: 16, max-messages: 10000, message-window: 1s, max-stall: 60s}
        paper: {entry-latency: 1ms, response-latency: 1ms}
        pairs: {list: [{y: binance ETH/USDT, x: binance BTC/USDT}], window: 30}
        inputs: {reference: ETH/USDT, buckets: false}
        journal: {directory: '%s', survives: process, min-free-bytes: 0}
        latency: {directory: '%s', interval: 1s}
        """;

    @TempDir
    private Path folder;

    /** What inputs there are every few records, and what they are. */
    private static final class Watch implements Stage, RecordListener {
        private final InputBook book;
        final List<String> seen = new ArrayList<>();
        int positions;
        int pairs;

        Watch(InputConfig config) {
            book = new InputBook(config);
        }

        @Override
        public void onRecord(Slot slot) {
            book.onRecord(slot);
            if (slot.sequence() % EVERY == 0) {
                final StringBuilder line = new StringBuilder("record " + slot.sequence());
                for (int id = 1; id <= 2; id++) {
                    if (book.input(id) != null) {
                        line.append(' ').append(Long.toHexString(book.input(id).hash()));
                        positions = Math.max(positions, book.input(id).positions().count());
                        pairs = Math.max(pairs, book.input(id).columnsCount());
                    }
                }
                seen.add(line.toString());
            }
        }

        @Override
        public String name() {
            return "watch";
        }

        @Override
        public void onEvent(Slot slot) {
            onRecord(slot);
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }

    @Test
    void everyInputIsTheSameLiveAndReplayed() throws Exception {
        final Path config = Files.writeString(folder.resolve("engine.yaml"),
            String.format(TEXT, folder.resolve("journal"), folder.resolve("logs")));
        final Watch live = new Watch(new RecordedInputs(ConfigFile.read(config), null).inputs(false));
        final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        final Engine engine = Engine.start(config, new Console(nowhere, nowhere, true), List.of(live));
        TimeUnit.MILLISECONDS.sleep(RUN_MS);
        engine.stop();
        assertNull(engine.failure());
        assertTrue(live.positions > 0 && live.pairs > 0 && live.seen.size() > 5, live.seen::toString);

        final RecordedCores cores = new RecordedCores();
        final List<Watch> replayed = new ArrayList<>();
        new JournalReplay(folder.resolve("journal"), new RunCores() {
            @Override
            public Core core(String manifest, long lastSequence, long lastEventTimeNs) {
                final Watch watch = new Watch(new RecordedInputs(null, manifest).inputs(false));
                replayed.add(watch);
                final List<Stage> stages = new ArrayList<>(cores.stages(manifest));
                stages.add(watch);
                return new Core(stages, 0, lastSequence, lastEventTimeNs);
            }

            @Override
            public SlotSizes slotSizes(String manifest) {
                return cores.slotSizes(manifest);
            }
        }, false, null, 0, ReplayProgress.NONE).run();
        assertEquals(1, replayed.size());
        assertEquals(live.seen, replayed.get(0).seen);
        assertNull(Replays.replay(folder.resolve("journal"), null).difference());
        System.out.printf("inputs live and replayed: %d times two hashes, all the same%n", live.seen.size());
    }
}
