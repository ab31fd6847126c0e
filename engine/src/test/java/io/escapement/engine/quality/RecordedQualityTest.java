package io.escapement.engine.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.QualityAlertDecoder;
import io.escapement.codecs.sbe.QualityFinding;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TradeEncoder;
import io.escapement.engine.bars.BarsConfig;
import io.escapement.engine.bars.BarsStage;
import io.escapement.engine.columns.ColumnsReader;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.testkit.Captures;
import io.escapement.engine.venue.capture.CaptureLine;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Real trades, whose recorder's clock is known to have been 1.27 to 1.5 s behind the venue's. */
class RecordedQualityTest {
    private record Print(long receiveNs, long venueNs, long id, long price, long quantity, boolean buy) {
    }

    private final Map<QualityFinding, Long> found = new EnumMap<>(QualityFinding.class);
    private final List<String> alerts = new ArrayList<>();
    private final ColumnsReader columns = new ColumnsReader();
    private double worstSkew;

    private static List<Print> prints() throws IOException {
        final ObjectMapper mapper = new ObjectMapper();
        final List<Print> prints = new ArrayList<>();
        for (final CaptureLine line : Captures.lines(Captures.SPOT_BTCUSDT, CaptureLine.Kind.IN)) {
            if (line.text().contains("\"e\":\"trade\"")) {
                final JsonNode data = mapper.readTree(line.text()).get("data");
                prints.add(new Print(line.timeNs(), data.get("T").asLong() * 1_000_000, data.get("t").asLong(),
                    mantissa(data.get("p"), 2), mantissa(data.get("q"), 8), !data.get("m").asBoolean()));
            }
        }
        return prints;
    }

    private static long mantissa(JsonNode decimal, int scale) {
        return new BigDecimal(decimal.asText()).movePointRight(scale).longValueExact();
    }

    private void play(List<Print> prints) {
        final StageHarness harness = new StageHarness(
            new BarsStage(new BarsConfig(List.of(SECOND, 60 * SECOND), 250_000_000, 10, 60 * SECOND)),
            new QualityStage(QualityConfig.usual()));
        harness.advance(prints.get(0).receiveNs - harness.now());
        harness.send(TestEvents.define(1, "BTCUSDT"));
        long timerNs = harness.now();
        for (final Print print : prints) {
            while (timerNs + SECOND < print.receiveNs) {
                timerNs += SECOND;
                harness.advance(Math.max(0, timerNs - harness.now())).run(TestEvents.timer(1));
                take(harness.slot());
            }
            harness.advance(Math.max(0, print.receiveNs - harness.now()));
            harness.run((buffer, offset, header) -> new TradeEncoder().wrapAndApplyHeader(buffer, offset, header)
                .venueTimeNs(print.venueNs).receiveTimeNs(print.receiveNs).tradeId(print.id).price(print.price)
                .quantity(print.quantity).instrumentId(1).aggressorSide(print.buy ? Side.BUY : Side.SELL)
                .encodedLength());
            take(harness.slot());
        }
    }

    private void take(Slot slot) {
        for (int at = slot.firstEffect(); at != Slot.NONE; at = slot.nextEffect(at)) {
            if (slot.templateId(at) == QualityAlertDecoder.TEMPLATE_ID) {
                final QualityAlertDecoder alert = new QualityAlertDecoder();
                alert.wrapAndApplyHeader(slot.buffer(), at, new MessageHeaderDecoder());
                alerts.add(alert.finding().name());
                worstSkew = alert.finding() == QualityFinding.CLOCK_SKEW ? alert.observed() : worstSkew;
            }
        }
        for (int at = slot.firstChecked(); at != Slot.NONE; at = slot.nextChecked(at)) {
            if (ColumnsReader.reads(slot.templateId(at))) {
                columns.wrap(slot.buffer(), at);
                for (int kind = 1; kind < Findings.END; kind++) {
                    final long count = (long) columns.value(QualityColumns.COUNTS + kind);
                    if (count > 0) {
                        found.merge(QualityFinding.get((short) kind), count, Long::sum);
                    }
                }
            }
        }
    }

    @Test
    void theRecordersClockIsFoundAndNothingThatIsNotThere() throws IOException {
        play(prints());
        System.out.println("quality of " + Captures.SPOT_BTCUSDT + ": " + found + " alerts " + alerts);
        assertEquals("CLOCK_SKEW", alerts.get(0));
        assertTrue(worstSkew < -1.2 && worstSkew > -1.6, () -> "skew " + worstSkew);
        for (final QualityFinding never : List.of(QualityFinding.DUPLICATE, QualityFinding.OUTLIER,
            QualityFinding.BAR_RELATION, QualityFinding.MISSING_VALUE, QualityFinding.MISSING_BAR,
            QualityFinding.TIME_DISORDER, QualityFinding.CROSSED_BOOK, QualityFinding.TRADE_THROUGH)) {
            assertEquals(null, found.get(never), never.name());
        }
    }

    @Test
    void whatIsPutIntoItIsFoundAsOftenAsItIsThere() throws IOException {
        final List<Print> prints = new ArrayList<>(prints());
        for (int i = prints.size() - 1; i > 100; i -= 500) {
            final Print print = prints.get(i);
            switch (i / 500 % 3) {
                case 0 -> prints.add(i + 1, print);
                case 1 -> prints.set(i, new Print(print.receiveNs, print.venueNs, print.id, print.price, 0, true));
                default -> prints.set(i, new Print(print.receiveNs, print.venueNs, print.id, print.price / 2,
                    print.quantity, print.buy));
            }
        }
        final long[] expected = expected(prints);
        // What is found with the last event is told by the one after: as of before it.
        final Print last = prints.get(prints.size() - 1);
        prints.add(new Print(last.receiveNs + 2 * SECOND, last.venueNs + 2 * SECOND, last.id + 1, last.price,
            last.quantity, true));
        play(prints);
        assertEquals(expected[0], found.get(QualityFinding.DUPLICATE));
        assertEquals(expected[1], found.get(QualityFinding.MISSING_VALUE));
        assertEquals(expected[2], found.get(QualityFinding.OUTLIER));
    }

    /** Recounted plainly: repeats, zero quantities, and jumps beyond a tenth among what is left. */
    private static long[] expected(List<Print> prints) {
        final long[] counts = new long[3];
        long idBefore = 0;
        long priceBefore = 0;
        for (final Print print : prints) {
            if (print.quantity == 0) {
                counts[1]++;
            } else if (print.id == idBefore) {
                counts[0]++;
            } else {
                idBefore = print.id;
                if (priceBefore > 0 && Math.abs((double) print.price / priceBefore - 1) > 0.1) {
                    counts[2]++;
                }
                priceBefore = print.price;
            }
        }
        assertTrue(counts[0] > 3 && counts[1] > 3 && counts[2] > 6, "enough of each");
        return counts;
    }
}
