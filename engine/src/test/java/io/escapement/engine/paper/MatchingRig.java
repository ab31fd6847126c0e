package io.escapement.engine.paper;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * One matching with a live book, driven by hand: every step is a later nanosecond. Collects what the venue says as
 * text, e.g. {@code 7 FILL 5@101 TAKER}.
 */
final class MatchingRig implements MatchListener {
    final PaperMatching matching;
    private final List<String> events = new ArrayList<>();
    private long nowNs = 1_000;
    private long lastFee;

    MatchingRig() {
        this(PaperConfigs.instrument(), PaperConfigs.riskAverse());
    }

    MatchingRig(Instrument instrument, PaperConfig config) {
        matching = new PaperMatching(instrument, config, this);
        matching.onState(true);
    }

    // The market

    MatchingRig bid(long... levels) {
        return depth(Side.BUY, levels);
    }

    MatchingRig ask(long... levels) {
        return depth(Side.SELL, levels);
    }

    /** A depth event of one side: price, quantity, price, quantity. */
    MatchingRig depth(Side side, long... levels) {
        nowNs++;
        for (int i = 0; i < levels.length; i += 2) {
            matching.onLevel(side, levels[i], levels[i + 1]);
        }
        return endDepth(nowNs);
    }

    /** A depth event of one side with a venue time of its own. */
    MatchingRig depthAt(long venueTimeNs, Side side, long price, long quantity) {
        nowNs++;
        matching.onLevel(side, price, quantity);
        return endDepth(venueTimeNs);
    }

    MatchingRig snapshot(long[] bids, long[] asks) {
        nowNs++;
        matching.onSnapshotStart();
        for (int i = 0; i < bids.length; i += 2) {
            matching.onLevel(Side.BUY, bids[i], bids[i + 1]);
        }
        for (int i = 0; i < asks.length; i += 2) {
            matching.onLevel(Side.SELL, asks[i], asks[i + 1]);
        }
        return endDepth(Long.MIN_VALUE);
    }

    private MatchingRig endDepth(long venueTimeNs) {
        matching.onDepthEnd(venueTimeNs);
        matching.settle(nowNs);
        return this;
    }

    MatchingRig print(Side aggressor, long price, long quantity) {
        nowNs++;
        return printAt(nowNs, aggressor, price, quantity);
    }

    MatchingRig printAt(long venueTimeNs, Side aggressor, long price, long quantity) {
        nowNs++;
        matching.onTrade(aggressor, price, quantity, venueTimeNs, nowNs);
        matching.settle(nowNs);
        return this;
    }

    MatchingRig state(boolean live) {
        nowNs++;
        matching.onState(live);
        matching.settle(nowNs);
        return this;
    }

    // Us

    PaperOrder order(long id, Side side, TimeInForce timeInForce, long price, long quantity) {
        return arrive(new PaperOrder().set(id, PaperConfigs.ID, side, OrderType.LIMIT, timeInForce, price, quantity));
    }

    PaperOrder market(long id, Side side, long quantity) {
        return arrive(new PaperOrder().set(id, PaperConfigs.ID, side, OrderType.MARKET, TimeInForce.IOC, 0, quantity));
    }

    PaperOrder triggered(long id, Side side, OrderType type, long trigger, long price, long quantity) {
        return arrive(new PaperOrder().set(id, PaperConfigs.ID, side, type, TimeInForce.GTC, price, quantity)
            .trigger(trigger));
    }

    RejectCode amend(PaperOrder order, long price, long quantity) {
        nowNs++;
        return matching.amend(order, price, quantity, nowNs);
    }

    private PaperOrder arrive(PaperOrder order) {
        nowNs++;
        matching.arrive(order, nowNs);
        return order;
    }

    void cancel(PaperOrder order) {
        nowNs++;
        matching.cancel(order, nowNs);
    }

    // What was said

    /** Everything since the last call, in order. */
    void said(String... expected) {
        assertEquals(List.of(expected), List.copyOf(events));
        events.clear();
    }

    void forget() {
        events.clear();
    }

    long now() {
        return nowNs;
    }

    long lastFee() {
        return lastFee;
    }

    @Override
    public void onAccepted(PaperOrder order, long timeNs) {
        assertEquals(nowNs, timeNs);
        events.add(order.clientOrderId() + " ACCEPTED");
    }

    @Override
    public void onAmended(PaperOrder order, long timeNs) {
        assertEquals(nowNs, timeNs);
        events.add(order.clientOrderId() + " AMENDED " + order.quantity() + "@" + order.price());
    }

    @Override
    public void onTriggered(PaperOrder order, long timeNs) {
        assertEquals(nowNs, timeNs);
        events.add(order.clientOrderId() + " TRIGGERED");
    }

    @Override
    public void onFill(PaperOrder order, long timeNs, long price, long quantity, long fee, LiquidityRole role) {
        assertEquals(nowNs, timeNs);
        lastFee = fee;
        events.add(order.clientOrderId() + " FILL " + quantity + "@" + price + " " + role);
    }

    @Override
    public void onDone(PaperOrder order, long timeNs, ExecutionType type, RejectCode code) {
        assertEquals(nowNs, timeNs);
        events.add(order.clientOrderId() + " " + type + (code == RejectCode.NONE ? "" : " " + code));
    }
}
