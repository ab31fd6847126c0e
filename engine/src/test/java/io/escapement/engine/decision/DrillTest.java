package io.escapement.engine.decision;

import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.pipeline.StageHarness;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.fill;
import static io.escapement.engine.pipeline.TestEvents.report;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DrillTest {
    private static final OrdersConfig ORDERS = new OrdersConfig(7, 64, 5 * SECOND);
    private static final long QUANTITY = 10_000_000;
    private static final long DEPTH = 100_000_000;

    private long executions;

    private static StageHarness harness(boolean allowShort) {
        final DrillConfig config = new DrillConfig(1,
            List.of(new TradedInstrument("BINANCE", "BTCUSDT", new BigDecimal("0.1"))), SECOND, 6, allowShort);
        final StageHarness harness = new StageHarness(new DecisionStage(new DecisionConfig(ORDERS, SECOND),
            List.of(new Drill(config))));
        harness.send(define(1, "BTCUSDT"));
        return harness;
    }

    /** A quote a second; orders are accepted, every second one filled, cancels carried out. */
    private List<String> play(StageHarness harness, int seconds) {
        final List<String> all = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            harness.advance(SECOND);
            final List<String> lines = harness.live(1, 1_000_000, DEPTH, 1_000_002, DEPTH).send(timer(2));
            final long id = ClientOrderIds.of(7, harness.sequence(), 0);
            all.addAll(lines);
            for (final String line : lines) {
                if (line.startsWith("Intent")) {
                    final String[] words = line.split(" ");
                    final Side side = Side.valueOf(words[3]);
                    harness.send(report(id, 1, side, ExecutionType.ACCEPTED));
                    if (i % 2 == 0) {
                        harness.send(fill(id, 1, side, ++executions, 1_000_000,
                            Long.parseLong(words[4].split("@")[0]), 0));
                    }
                } else if (line.startsWith("Cancel")) {
                    final String[] name = line.split(" ")[1].split("-");
                    harness.send(report(ClientOrderIds.of(7, Long.parseLong(name[1]), Integer.parseInt(name[2])), 1,
                        Side.BUY, ExecutionType.CANCELLED));
                }
            }
        }
        return all;
    }

    @Test
    void itGoesThroughAllTypesAmendsAndCancels() {
        final List<String> lines = play(harness(true), 300);
        final Set<String> types = new TreeSet<>();
        lines.stream().filter(line -> line.startsWith("Intent"))
            .forEach(line -> types.add(line.replaceAll("^Intent 1 s1 (BUY|SELL) \\S+ (\\w+ \\w+).*", "$2")));
        assertEquals(Set.of("LIMIT FOK", "LIMIT GTC", "LIMIT GTD", "LIMIT IOC", "LIMIT POST_ONLY", "MARKET IOC",
            "STOP GTC", "STOP_LIMIT GTC", "TAKE_PROFIT GTC", "TAKE_PROFIT_LIMIT GTC"), types);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("Amend")), "amends");
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("Cancel")), "cancels");
    }

    @Test
    void theSameMarketMakesTheSameOrders() {
        assertEquals(play(harness(true), 100), play(harness(true), 100));
    }

    @Test
    void withoutShortSellingItSellsNoMoreThanItHas() {
        long bought = 0;
        long sold = 0;
        final List<String> lines = play(harness(false), 300);
        for (final String line : lines) {
            if (line.startsWith("Intent")) {
                final long quantity = Long.parseLong(line.split(" ")[4].split("@")[0]);
                bought += line.contains(" BUY ") ? quantity : 0;
                sold += line.contains(" SELL ") ? quantity : 0;
                assertTrue(sold <= bought, "after " + line);
            }
        }
        assertTrue(sold > QUANTITY, "it sells at all: " + sold);
    }

    @Test
    void settingsThatCannotWorkAreRefusedByName() {
        assertEquals(4, new DrillConfig(0, List.of(), 0, 0, false).problems().size());
    }
}
