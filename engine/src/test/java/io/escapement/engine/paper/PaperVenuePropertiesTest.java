package io.escapement.engine.paper;

import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.pipeline.RecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What must hold of every market and every stream of orders. */
class PaperVenuePropertiesTest {
    private static final long ENTRY_NS = 25;
    private static final long RESPONSE_NS = 15;
    private static final int SCHEDULES = 60;
    private static final int LENGTH = 1_500;
    private static final Set<ExecutionType> LAST = Set.of(ExecutionType.CANCELLED, ExecutionType.EXPIRED,
        ExecutionType.REJECTED);

    private static PaperVenue venue(PaperConfig.Queue queue, int maxReports) {
        return new PaperVenue(
            PaperConfigs.with(queue, 3, false, new PaperConfig.Bounds(4, 16, 256, 256, maxReports)),
            new JitteredLatency(new ConstantLatency(ENTRY_NS, RESPONSE_NS), 10, 5));
    }

    private static List<ReportLog.Line> run(RandomSchedule schedule, PaperConfig.Queue queue, int pollEvery) {
        final PaperVenue venue = venue(queue, 4_096);
        final RecordBuilder record = new RecordBuilder();
        final ReportLog log = new ReportLog();
        venue.onRecord(record.definition(1, PaperConfigs.instrument()).slot());
        for (final RandomSchedule.Step step : schedule.steps) {
            venue.onRecord(RandomSchedule.build(record, step, 0, 0).slot());
            if (++log.seenRecords % pollEvery == 0) {
                venue.poll(log.inlet, 0);
            }
        }
        venue.onRecord(record.timer(Long.MAX_VALUE / 2).slot());
        while (venue.poll(log.inlet, 0) > 0) {
            log.seenRecords++;
        }
        return log.lines;
    }

    @ParameterizedTest
    @EnumSource(PaperConfig.Queue.class)
    void sameRecordsGiveTheSameReports(PaperConfig.Queue queue) {
        for (long seed = 1; seed <= 10; seed++) {
            final List<ReportLog.Line> first = run(new RandomSchedule(seed, LENGTH), queue, 1);
            assertEquals(first, run(new RandomSchedule(seed, LENGTH), queue, 1), "seed " + seed);
            final List<ReportLog.Line> seldom = run(new RandomSchedule(seed, LENGTH), queue, 50);
            assertEquals(first.stream().map(PaperVenuePropertiesTest::facts).toList(),
                seldom.stream().map(PaperVenuePropertiesTest::facts).toList(), "seed " + seed + ", polled seldom");
        }
    }

    @Test
    void reportsAreTheSameWhenAnotherThreadCollectsThem() throws InterruptedException {
        final RandomSchedule schedule = new RandomSchedule(77, 20_000);
        final List<ReportLog.Line> expected = run(schedule, PaperConfig.Queue.RISK_AVERSE, 1);
        final PaperVenue venue = venue(PaperConfig.Queue.RISK_AVERSE, 65_536);
        final ReportLog log = new ReportLog();
        final Thread inlet = new Thread(() -> {
            while (log.lines.size() < expected.size() && !Thread.interrupted()) {
                venue.poll(log.inlet, 0);
            }
        });
        inlet.start();
        final RecordBuilder record = new RecordBuilder();
        venue.onRecord(record.definition(1, PaperConfigs.instrument()).slot());
        schedule.steps.forEach(step -> venue.onRecord(RandomSchedule.build(record, step, 0, 0).slot()));
        venue.onRecord(record.timer(Long.MAX_VALUE / 2).slot());
        inlet.join(20_000);
        inlet.interrupt();
        inlet.join();
        assertEquals(expected.stream().map(PaperVenuePropertiesTest::facts).toList(),
            log.lines.stream().map(PaperVenuePropertiesTest::facts).toList());
    }

    /** All of a report but when it was collected. */
    private static ReportLog.Line facts(ReportLog.Line line) {
        return new ReportLog.Line(line.exchangeNs(), line.responseNs(), line.orderId(), line.executionId(), line.type(),
            line.status(), line.side(), line.role(), line.code(), line.lastPrice(), line.lastQuantity(),
            line.cumulative(), line.leaves(), line.fee(), line.instrumentId(), 0);
    }

    @ParameterizedTest
    @EnumSource(PaperConfig.Queue.class)
    void everyScheduleKeepsTheRules(PaperConfig.Queue queue) {
        int fills = 0;
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            final RandomSchedule schedule = new RandomSchedule(seed, LENGTH);
            final List<ReportLog.Line> lines = run(schedule, queue, 1);
            final String at = queue + ", seed " + seed;
            checkOrders(schedule, lines, at);
            checkPrints(schedule, lines, at);
            checkTakers(schedule, lines, at);
            fills += (int) lines.stream().filter(line -> line.type() == ExecutionType.FILL).count();
        }
        assertTrue(fills > SCHEDULES * 50, "the schedules are dull: " + fills + " fills");
    }

    private static Map<Long, RandomSchedule.Step> orders(RandomSchedule schedule) {
        final Map<Long, RandomSchedule.Step> orders = new HashMap<>();
        schedule.steps.stream().filter(step -> step.kind() == RandomSchedule.Kind.ORDER)
            .forEach(step -> orders.put(step.id(), step));
        return orders;
    }

    /** Conservation, limits, times, finality, order by order. */
    private static void checkOrders(RandomSchedule schedule, List<ReportLog.Line> lines, String at) {
        final Map<Long, RandomSchedule.Step> orders = orders(schedule);
        final Map<Long, Long> filled = new HashMap<>();
        final Map<Long, Long> lastResponse = new HashMap<>();
        final Set<Long> over = new HashSet<>();
        final Set<Long> answered = new HashSet<>();
        for (final ReportLog.Line line : lines) {
            final String what = at + ", " + line;
            final RandomSchedule.Step order = orders.get(line.orderId());
            assertTrue(line.responseNs() >= line.exchangeNs() + RESPONSE_NS, what);
            if (order == null || line.type() == ExecutionType.CANCEL_REJECTED) {
                assertEquals(ExecutionType.CANCEL_REJECTED, line.type(), what);
                continue;
            }
            answered.add(line.orderId());
            assertTrue(line.exchangeNs() >= order.timeNs() + ENTRY_NS, what);
            assertTrue(line.responseNs() >= lastResponse.getOrDefault(line.orderId(), 0L), what);
            lastResponse.put(line.orderId(), line.responseNs());
            assertFalse(over.contains(line.orderId()), what);
            if (line.type() == ExecutionType.FILL) {
                filled.merge(line.orderId(), line.lastQuantity(), Long::sum);
                checkLimit(order, line, what);
            }
            assertEquals(filled.getOrDefault(line.orderId(), 0L), line.cumulative(), what);
            if (LAST.contains(line.type()) || line.leaves() == 0) {
                assertEquals(0, line.leaves(), what);
                over.add(line.orderId());
            } else {
                assertEquals(order.quantity(), line.cumulative() + line.leaves(), what);
            }
        }
        assertEquals(orders.keySet(), answered, at);
    }

    private static void checkLimit(RandomSchedule.Step order, ReportLog.Line line, String what) {
        assertTrue(line.lastQuantity() > 0, what);
        if (order.type() == OrderType.LIMIT) {
            assertTrue(order.side() == Side.BUY ? line.lastPrice() <= order.price()
                : line.lastPrice() >= order.price(), what);
        }
        if (line.role() == LiquidityRole.MAKER) {
            assertEquals(order.price(), line.lastPrice(), what);
        }
    }

    /** One shared budget: what rested and was filled by prints is no more than was printed at that time. */
    private static void checkPrints(RandomSchedule schedule, List<ReportLog.Line> lines, String at) {
        final Map<Long, Long> budget = new HashMap<>();
        final Set<Long> settled = new HashSet<>();
        for (final RandomSchedule.Step step : schedule.steps) {
            if (step.kind() == RandomSchedule.Kind.TRADE && step.side() != Side.UNKNOWN) {
                budget.merge(step.timeNs(), step.quantity(), Long::sum);
            } else if (step.kind() != RandomSchedule.Kind.ORDER && step.kind() != RandomSchedule.Kind.CANCEL) {
                settled.add(step.timeNs());
            }
        }
        final Map<Long, Long> made = new HashMap<>();
        lines.stream().filter(line -> line.type() == ExecutionType.FILL && line.role() == LiquidityRole.MAKER)
            .forEach(line -> made.merge(line.exchangeNs(), line.lastQuantity(), Long::sum));
        made.forEach((timeNs, quantity) -> assertTrue(
            settled.contains(timeNs) || quantity <= budget.getOrDefault(timeNs, 0L),
            () -> at + ", " + quantity + " filled at " + timeNs + " by a print of " + budget.get(timeNs)));
    }

    /** Each displayed unit is taken once: replayed against a plain book that gives a level back when it changes. */
    private static void checkTakers(RandomSchedule schedule, List<ReportLog.Line> lines, String at) {
        final Map<Long, Long> bids = new HashMap<>();
        final Map<Long, Long> asks = new HashMap<>();
        final Map<Long, Long> displayedBids = new HashMap<>();
        final Map<Long, Long> displayedAsks = new HashMap<>();
        final List<ReportLog.Line> takers = lines.stream()
            .filter(line -> line.type() == ExecutionType.FILL && line.role() == LiquidityRole.TAKER)
            .sorted(Comparator.comparingLong(ReportLog.Line::executionId)).toList();
        int next = 0;
        for (final ReportLog.Line line : takers) {
            while (next < schedule.steps.size() && schedule.steps.get(next).timeNs() <= line.exchangeNs()) {
                final RandomSchedule.Step step = schedule.steps.get(next++);
                apply(step.bids(), displayedBids, bids);
                apply(step.asks(), displayedAsks, asks);
            }
            final Map<Long, Long> left = line.side() == Side.BUY ? asks : bids;
            final long rest = left.merge(line.lastPrice(), -line.lastQuantity(), Long::sum);
            assertTrue(rest >= 0, () -> at + ", taken more than displayed: " + line);
        }
    }

    /** Snapshots of these schedules repeat the book, so that setting their levels is all that they do. */
    private static void apply(long[] levels, Map<Long, Long> displayed, Map<Long, Long> left) {
        for (int i = 0; i < levels.length; i += 2) {
            if (displayed.getOrDefault(levels[i], 0L) != levels[i + 1]) {
                displayed.put(levels[i], levels[i + 1]);
                left.put(levels[i], levels[i + 1]);
            }
        }
    }
}
