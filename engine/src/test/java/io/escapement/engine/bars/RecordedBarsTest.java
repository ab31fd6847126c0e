package io.escapement.engine.bars;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.testkit.Captures;
import io.escapement.engine.venue.capture.CaptureLine;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.trade;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Real trades: the streaming bars are those of the twin. */
class RecordedBarsTest {
    private static final List<Long> TIMEFRAMES = List.of(SECOND, 60 * SECOND);
    private static final long GRACE = 250_000_000;

    @Test
    void barsOfARecordingEqualABatchRecomputation() throws IOException {
        final ObjectMapper mapper = new ObjectMapper();
        final StageHarness harness =
            new StageHarness(new BarsStage(new BarsConfig(TIMEFRAMES, GRACE, 10, 60 * SECOND)));
        final PlainBars plain = new PlainBars(GRACE);
        final List<String> lines = new ArrayList<>();
        harness.send(define(1, "BTCUSDT"));
        int trades = 0;
        for (final CaptureLine line : Captures.lines(Captures.SPOT_BTCUSDT, CaptureLine.Kind.IN)) {
            if (!line.text().contains("\"e\":\"trade\"")) {
                continue;
            }
            final JsonNode data = mapper.readTree(line.text()).get("data");
            final PlainBars.Print print = new PlainBars.Print(data.get("T").asLong() * 1_000_000,
                mantissa(data.get("p"), 2), mantissa(data.get("q"), 8), !data.get("m").asBoolean());
            harness.advance(Math.max(0, line.timeNs() - harness.now()));
            lines.addAll(harness.send(trade(1, data.get("t").asLong(), print.timeNs(), print.price(),
                print.quantity(), print.buy() ? Side.BUY : Side.SELL)));
            plain.add(print);
            trades++;
        }
        assertEquals(plain.bars(TIMEFRAMES), lines);
        assertTrue(trades > 10_000 && lines.size() > 600, trades + " trades, " + lines.size() + " bars");
    }

    private static long mantissa(JsonNode decimal, int scale) {
        return new BigDecimal(decimal.asText()).movePointRight(scale).longValueExact();
    }
}
