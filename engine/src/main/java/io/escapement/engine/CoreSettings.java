package io.escapement.engine;

import io.escapement.engine.bars.BarsConfig;
import io.escapement.engine.bars.BarsStage;
import io.escapement.engine.book.BookStage;
import io.escapement.engine.consolidation.ConsolidationConfig;
import io.escapement.engine.consolidation.ConsolidationStage;
import io.escapement.engine.decision.DecisionConfig;
import io.escapement.engine.decision.DecisionStage;
import io.escapement.engine.decision.Strategy;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.feed.FeedStage;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.orders.OrdersStage;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.position.PositionStage;
import io.escapement.engine.risk.RiskConfig;
import io.escapement.engine.risk.RiskStage;
import io.escapement.engine.risk.RiskTrace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything of a config that can change what the core does. Replay builds the same core from the same settings.
 *
 * @param marketSlots    how large a record may be, without what the view tells
 * @param view           the stages between bars and decision
 * @param strategy       makes the strategy anew for each core
 * @param stallNs        between two events, after which trading halts
 * @param stateHashEvery records between two state hashes; 0: none
 */
record CoreSettings(
    SlotSizes marketSlots,
    FeedLimits feed,
    ConsolidationConfig consolidation,
    BarsConfig bars,
    ViewSettings view,
    OrdersConfig orders,
    DecisionConfig decision,
    Supplier<Strategy> strategy,
    RiskConfig risk,
    long stallNs,
    long stateHashEvery) {

    private static final int MARKET_STAGES = 4;

    /** The stages, in the order in which they see an event. */
    List<Stage> stages() {
        final List<Stage> stages = new ArrayList<>(marketStages(view));
        stages.addAll(view.stages());
        stages.addAll(List.of(
            new DecisionStage(decision, List.of(strategy.get())),
            new RiskStage(risk, stallNs),
            new OrdersStage(orders),
            new PositionStage(orders)));
        return stages;
    }

    /**
     * Those that make books and bars of what venues send.
     *
     * @param behind the stages of the view that read them
     */
    List<Stage> marketStages(ViewSettings behind) {
        // How many held deltas a record releases depends on the room that there is for them: the view's is apart.
        final int furtherRoom = behind.slots(marketSlots).checkedCapacity() - marketSlots.checkedCapacity();
        final BookStage books = new BookStage(feed);
        return List.of(
            new FeedStage(feed, furtherRoom),
            behind.followsLevels() ? books.tellLevels(ViewSettings.levelBytes(marketSlots),
                behind.checkedRoom() + FeedStage.RESERVED_ROOM) : books,
            new ConsolidationStage(consolidation),
            new BarsStage(bars));
    }

    /** Place of the decision stage among the stages. */
    int decisionStage() {
        return MARKET_STAGES + view.asked();
    }

    /** Place of the orders stage among the stages: behind decision and risk. */
    int ordersStage() {
        return decisionStage() + 2;
    }

    /** As {@link #core}, whose gate tells somebody of every check while that somebody wants to hear. */
    Core core(long lastSequence, long lastEventTimeNs, RiskTrace trace) {
        final List<Stage> stages = stages();
        for (final Stage stage : stages) {
            if (stage instanceof RiskStage risk) {
                risk.trace(trace);
            }
        }
        return new Core(stages, stateHashEvery, lastSequence, lastEventTimeNs);
    }

    /** A fresh core that goes on behind a record. */
    Core core(long lastSequence, long lastEventTimeNs) {
        return new Core(stages(), stateHashEvery, lastSequence, lastEventTimeNs);
    }
}
