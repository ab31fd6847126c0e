package io.escapement.engine;

import io.escapement.engine.VenueSettingsReader.Traded;
import io.escapement.engine.bars.BarsConfig;
import io.escapement.engine.columns.ColumnsWriter;
import io.escapement.engine.config.Section;
import io.escapement.engine.consolidation.ConsolidationConfig;
import io.escapement.engine.decision.DecisionConfig;
import io.escapement.engine.decision.Drill;
import io.escapement.engine.decision.DrillConfig;
import io.escapement.engine.decision.OrderFlowConfig;
import io.escapement.engine.decision.OrderFlowImbalance;
import io.escapement.engine.decision.Strategy;
import io.escapement.engine.decision.TradedInstrument;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.feed.FeedStage;
import io.escapement.engine.indicators.IndicatorKind;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.journal.RecordLayout;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads what the core needs from a config's sections. */
final class CoreSettingsReader {
    private static final int ONLY_STRATEGY = 1;
    private static final int MAX_ORDERS = 1024;

    private final Section root;
    private final VenueSettingsReader venues;

    /** @param venues read already */
    CoreSettingsReader(Section root, VenueSettingsReader venues) {
        this.root = root;
        this.venues = venues;
    }

    CoreSettings read() {
        final Section engine = root.section("engine");
        final OrdersConfig orders = new OrdersConfig(
            engine.count("id", 1, ClientOrderIds.MAX_ENGINE_ID, null), MAX_ORDERS,
            root.section("orders").durationNs("answer-timeout", "10ms", "1h", "5s"));
        final ConsolidationConfig consolidation = ConsolidationReader.read(root.section("consolidation"));
        final BarsConfig bars = BarsReader.read(root, consolidation);
        requireBars(root.section("indicators"), bars);
        requireBars(root.section("pivots"), bars);
        requireRoom(root.section("indicators"), bars);
        return new CoreSettings(slots(root.section("pipeline")), feed(root.section("feed")), consolidation, bars,
            ViewSettingsReader.read(root), orders,
            new DecisionConfig(orders, root.section("strategy").durationNs("intent-timeout", "1ms", "1h", "10s")),
            strategy(root.section("strategy")), new RiskSettingsReader(root, venues.traded()).read(orders),
            root.section("risk").durationNs("max-stall", "2s", "1h", "5s"),
            engine.whole("state-hash-every", 0, 1_000_000_000L, 10_000L));
    }

    private static SlotSizes slots(Section pipeline) {
        final SlotSizes slots = new SlotSizes(
            pipeline.count("record-capacity", 4096, 1 << 20, PipelineConfig.RECORD_CAPACITY),
            pipeline.count("checked-capacity", 4096, 1 << 20, PipelineConfig.CHECKED_CAPACITY));
        final int least = FeedStage.leastCheckedCapacity(slots.recordCapacity() / 2);
        if (slots.checkedCapacity() < least) {
            pipeline.problem("checked-capacity", "is " + slots.checkedCapacity() + "; expected at least " + least
                + ", so that an event of half the record-capacity can be released as an effect");
        }
        return slots;
    }

    /** What is made of bars needs bars of that duration, and of views if it is made of those. */
    private static void requireBars(Section section, BarsConfig bars) {
        if (section.yes("consolidated", false) && !bars.views().told()) {
            section.problem("consolidated", "is true, but there are no bars of views; expected false, or"
                + " bars.consolidated: true");
        }
        if (section.has("timeframes")) {
            for (final long durationNs : Timeframes.read(section, List.of())) {
                if (!bars.timeframesNs().contains(durationNs)) {
                    section.problem("timeframes", "holds " + durationNs / 1_000_000_000L
                        + "s, of which there are no bars; expected some of bars.timeframes, or more there");
                }
            }
        }
    }

    /** Indicators are told with each bar, and an event may close many. */
    private static void requireRoom(Section indicators, BarsConfig bars) {
        final int closed = bars.mostBars(Timeframes.read(indicators, IndicatorsReader.USUAL),
            indicators.yes("consolidated", false));
        final int most = ViewSettings.INDICATORS_ROOM
            / RecordLayout.frameSize(new ColumnsWriter(IndicatorKind.allColumns()).length());
        if (closed > most) {
            indicators.problem("timeframes", "are of " + closed + " bars that one event may close; a record has room"
                + " for " + most + ": expected fewer or longer ones, or a smaller bars.max-catch-up, for example 10");
        }
    }

    private FeedLimits feed(Section feed) {
        final FeedLimits usual = FeedLimits.forBinance(Math.max(1, venues.instruments()));
        return new FeedLimits(usual.maxInstruments(),
            feed.durationNs("silence", "100ms", "1d", "30s"),
            feed.durationNs("lag", "1ms", "1h", "2s"),
            feed.count("held-bytes", 1024, 1 << 26, usual.heldBytes()),
            feed.count("old-deltas", 1, 1_000_000, usual.oldDeltas()),
            feed.durationNs("snapshot-backoff", "1ms", "1h", "1s"),
            feed.durationNs("snapshot-max-backoff", "1ms", "1h", "60s"),
            feed.durationNs("snapshot-timeout", "10ms", "1h", "30s"),
            feed.durationNs("quiet-start", "0s", "1h", "2s"),
            feed.count("snapshots-per-minute", 1, 1_000_000, usual.requestsPerMinute()))
            .withOverlapNs(feed.durationNs("snapshot-overlap", "0s", "1h", "5s"));
    }

    private enum StrategyKind {
        ORDER_FLOW, DRILL
    }

    private Supplier<Strategy> strategy(Section strategy) {
        final List<TradedInstrument> traded = new ArrayList<>();
        for (final Traded each : venues.traded()) {
            traded.add(new TradedInstrument(each.venue().name(), each.symbol(),
                each.limits().decimal("order-quantity", "0.00000001", "1000000000", null)));
        }
        if (strategy.choice("kind", StrategyKind.class, StrategyKind.ORDER_FLOW) == StrategyKind.DRILL) {
            final DrillConfig drill = new DrillConfig(ONLY_STRATEGY, traded,
                strategy.durationNs("every", "1ms", "1d", "1s"), strategy.count("most-open", 1, MAX_ORDERS, 6),
                strategy.yes("allow-short", false));
            strategy.problems(drill.problems());
            return () -> new Drill(drill);
        }
        final OrderFlowConfig flow = orderFlow(strategy, traded);
        return () -> new OrderFlowImbalance(flow);
    }

    private static OrderFlowConfig orderFlow(Section strategy, List<TradedInstrument> traded) {
        final OrderFlowConfig config = new OrderFlowConfig(ONLY_STRATEGY, traded,
            strategy.durationNs("window", "10ms", "1h", "1s"),
            strategy.count("slots", 1, 1000, 20),
            strategy.decimal("threshold", "0.000001", "1000000", "1.5").doubleValue(),
            strategy.durationNs("holding", "1ms", "1d", "5s"),
            strategy.durationNs("cooldown", "1ms", "1d", "5s"),
            strategy.choice("style", OrderFlowConfig.Style.class, OrderFlowConfig.Style.TAKER),
            strategy.durationNs("rest", "1ms", "1d", "2s"),
            strategy.yes("allow-short", false));
        strategy.problems(config.problems());
        return config;
    }
}
