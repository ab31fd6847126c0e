package io.escapement.engine.indicators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.bars.BarsConfig;
import io.escapement.engine.bars.BarsStage;
import io.escapement.engine.columns.ColumnSet;
import io.escapement.engine.columns.ColumnsReader;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.testkit.Captures;
import io.escapement.engine.venue.capture.CaptureLine;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.trade;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Real trades through the stages: what is told with each bar is what the oracles make of all bars at once. */
class RecordedIndicatorsTest {
    private static final ColumnSet COLUMNS = IndicatorKind.allColumns();
    /** The twin takes bars to be a minute long. */
    private static final List<String> BY_MINUTES =
        List.of("vwap_dev_day", "vwap_dev_5m", "vwap_dev_1h", "bar_tod_sin", "bar_tod_cos");

    private record Seen(long openTimeNs, double open, double high, double low, double close, double volume,
                        double worth, double trades) {
    }

    private final List<Seen> bars = new ArrayList<>();
    private final List<double[]> rows = new ArrayList<>();

    private void play() throws IOException {
        final ObjectMapper mapper = new ObjectMapper();
        final StageHarness harness = new StageHarness(
            new BarsStage(new BarsConfig(List.of(SECOND), 250_000_000, 10, 60 * SECOND)),
            new IndicatorsStage(IndicatorsConfig.usual().withTimeframes(SECOND)));
        harness.send(define(1, "BTCUSDT"));
        for (final CaptureLine line : Captures.lines(Captures.SPOT_BTCUSDT, CaptureLine.Kind.IN)) {
            if (line.text().contains("\"e\":\"trade\"")) {
                final JsonNode data = mapper.readTree(line.text()).get("data");
                harness.advance(Math.max(0, line.timeNs() - harness.now()));
                harness.run(trade(1, data.get("t").asLong(), data.get("T").asLong() * 1_000_000,
                    mantissa(data.get("p"), 2), mantissa(data.get("q"), 8), Side.BUY));
                take(harness.slot());
            }
        }
    }

    private static long mantissa(JsonNode decimal, int scale) {
        return new BigDecimal(decimal.asText()).movePointRight(scale).longValueExact();
    }

    private void take(Slot slot) {
        for (int at = slot.firstEffect(); at != Slot.NONE; at = slot.nextEffect(at)) {
            if (slot.templateId(at) == BarDecoder.TEMPLATE_ID) {
                final BarDecoder bar = new BarDecoder();
                bar.wrapAndApplyHeader(slot.buffer(), at, new MessageHeaderDecoder());
                bars.add(new Seen(bar.openTimeNs(), bar.openPrice() / 1e2, bar.highPrice() / 1e2,
                    bar.lowPrice() / 1e2, bar.closePrice() / 1e2, bar.volume() / 1e8, bar.notional() / 1e8,
                    bar.tradeCount()));
            }
        }
        for (int at = slot.firstChecked(); at != Slot.NONE; at = slot.nextChecked(at)) {
            if (ColumnsReader.reads(slot.templateId(at))) {
                final ColumnsReader reader = new ColumnsReader().wrap(slot.buffer(), at);
                final double[] row = new double[reader.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = reader.value(i);
                }
                rows.add(row);
                assertEquals(bars.get(rows.size() - 1).openTimeNs + SECOND, reader.timeNs());
            }
        }
    }

    private double[] all(ToDoubleFunction<Seen> field) {
        return bars.stream().mapToDouble(field).toArray();
    }

    @Test
    void whatIsToldSecondBySecondIsWhatTheOraclesMakeOfAllSeconds() throws IOException {
        play();
        assertEquals(bars.size(), rows.size());
        assertTrue(rows.size() > 600, () -> rows.size() + " rows");
        final Map<String, double[]> expected = PlainIndicators.of(new TestBars("seconds", bars.get(0).openTimeNs,
            all(Seen::open), all(Seen::high), all(Seen::low), all(Seen::close), all(Seen::volume), all(Seen::worth),
            all(Seen::trades)));
        final List<String> wrong = new ArrayList<>();
        for (int column = 0; column < COLUMNS.size(); column++) {
            final String name = COLUMNS.columns().get(column).name();
            final double[] oracle = expected.get(name);
            // TA-Lib takes variances from sums of squares: of prices that hardly move, not much is left.
            final double tolerance = name.startsWith("bb_") ? 1e-4 : 1e-6;
            for (int i = 0; i < rows.size() && !BY_MINUTES.contains(name); i++) {
                final double value = rows.get(i)[column];
                if (!(Math.abs(value - oracle[i]) <= tolerance * Math.max(1, Math.abs(oracle[i]))
                    || Double.isNaN(value) && Double.isNaN(oracle[i]))) {
                    wrong.add(name + " at " + i + ": " + value + ", oracle " + oracle[i]);
                    break;
                }
            }
        }
        assertEquals(List.of(), wrong);
    }
}
