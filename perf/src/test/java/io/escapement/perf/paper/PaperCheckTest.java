package io.escapement.perf.paper;

import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.Engine;
import io.escapement.engine.monitor.Console;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The second opinion on a short run: it has to agree, and to find whatever is not by the rules. */
@Timeout(120)
class PaperCheckTest {
    private static final int FILLS = 8;
    private static final long MOST_SECONDS = 60;
    private static final String CONFIG = """
        engine: {id: 1, state-hash-every: 1000}
        venue: {name: binance, source: simulated}
        loopback: {seed: 7, actions-per-second: 400}
        instruments:
          - {pair: BTC/USDT, order-quantity: 0.01, max-order-quantity: 1, max-order-notional: 100000,
             max-position: 10, max-open-orders: 100, price-collar-bps: 500, permission: both}
        strategy: {kind: drill, every: 20ms, most-open: 30, allow-short: true, intent-timeout: 1s}
        risk: {version: 1, max-capital: 10000000, max-daily-loss: 1000000, max-drawdown: 1000000,
          max-open-orders: 200, max-messages: 10000, max-executions: 100000, message-window: 1s, max-stall: 1h}
        paper: {maker-fee-bps: -0.25, taker-fee-bps: 7.5, fee-asset: received, entry-latency: 3ms,
          response-latency: 2ms}
        journal: {directory: '%s', survives: process, roll: hourly, min-free-bytes: 0}
        latency: {directory: '%s', interval: 1s}
        """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void trade() throws IOException, InterruptedException {
        final Path config = Files.writeString(folder.resolve("paper.yaml"),
            CONFIG.formatted(journal(), folder.resolve("logs")));
        final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        final CountDownLatch takers = new CountDownLatch(FILLS);
        final Engine engine = Engine.start(config, new Console(nowhere, nowhere, true), List.of(slot -> {
            if (slot.eventTemplateId() == ExecutionReportDecoder.TEMPLATE_ID && new ExecutionReportDecoder()
                .wrapAndApplyHeader(slot.buffer(), slot.event(), new MessageHeaderDecoder()).liquidityRole()
                == LiquidityRole.TAKER) {
                takers.countDown();
            }
        }));
        try {
            assertTrue(takers.await(MOST_SECONDS, TimeUnit.SECONDS), takers.getCount() + " fills are missing");
        } finally {
            engine.stop();
        }
    }

    private static Path journal() {
        return folder.resolve("journal");
    }

    @Test
    void everyFillIsExplainedAndEveryFigureTheSame() {
        final PaperTally tally = PaperCheck.of(journal());
        assertEquals(List.of(), tally.differences());
        assertTrue(tally.isClean());
        assertTrue(tally.fills() >= FILLS, "fills: " + tally.fills());
    }

    @Test
    void anotherFeeIsFoundInEveryFillOfATaker() {
        final PaperTally tally = PaperCheck.of(journal(), terms -> new PaperTerms(terms.entryNs(),
            terms.responseNs(), terms.makerRate(), terms.takerRate().add(new BigDecimal("0.0000001")), true));
        assertFalse(tally.isClean());
        assertTrue(tally.fillsUnexplained() > 0);
        assertTrue(tally.differences().get(0).matches("sequence \\d+: FILL: order \\d+: fee by the rules .*"),
            tally.differences().get(0));
    }

    @Test
    void aNanosecondOfLatencyIsFound() {
        final PaperTally tally = PaperCheck.of(journal(), terms -> new PaperTerms(terms.entryNs() + 1,
            terms.responseNs(), terms.makerRate(), terms.takerRate(), true));
        assertFalse(tally.isClean());
        assertTrue(tally.differences().get(0).contains("exchange time by the rules"), tally.differences().get(0));
    }
}
