package io.escapement.engine.paper;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.book.DepthCursor;
import io.escapement.engine.book.OrderBook;

import java.nio.charset.StandardCharsets;

/**
 * The simulated matching of one instrument: rules V3 to V12, at the instants that its caller names. Market data goes
 * in level by level, orders and cancels at their arrival, and a {@link MatchListener} hears the outcome. Times are
 * simulated epoch nanoseconds and must not fall. No thread, no clock, no slot, no allocation.
 */
public final class PaperMatching {
    private final PaperLiquidity liquidity;
    private final RestingOrders bids;
    private final RestingOrders asks;
    private final TriggeredOrders waiting;
    private final QueueModel queue;
    private final Fees fees;
    private final boolean feesInBase;
    private final byte[] baseAsset;
    private final boolean fullPassiveFills;
    private final MatchListener listener;

    private Instrument instrument;
    private VenueLimits limits;
    private boolean live;
    private boolean unsettled;
    private long lastPrint = PaperOrder.NONE;
    private long unknownSidePrints;

    /**
     * @param config   queue model, fees and bounds; must have no problems
     * @param listener called from within the calls of this object
     */
    public PaperMatching(Instrument instrument, PaperConfig config, MatchListener listener) {
        this.liquidity = new PaperLiquidity(new OrderBook(Math.max(1, instrument.tickSize())));
        this.bids = new RestingOrders(true, config.bounds().maxOrdersPerSide());
        this.asks = new RestingOrders(false, config.bounds().maxOrdersPerSide());
        this.waiting = new TriggeredOrders(config.bounds().maxOrdersPerSide());
        this.feesInBase = config.feeAsset() == PaperConfig.FeeAsset.RECEIVED
            && instrument.kind() == InstrumentKind.SPOT;
        this.baseAsset = instrument.baseAsset().getBytes(StandardCharsets.US_ASCII);
        this.queue = config.queueModel(instrument.quantityExponent());
        this.fees = config.fees(instrument);
        this.fullPassiveFills = config.fullPassiveFills();
        this.listener = listener;
        this.instrument = instrument;
        this.limits = new VenueLimits(instrument, fees);
    }

    /**
     * The venue has defined the instrument again.
     *
     * @return false, and nothing is changed, if its exponents are others than before: book and orders would mean
     *     something else
     */
    public boolean define(Instrument definition) {
        if (definition.priceExponent() != instrument.priceExponent()
            || definition.quantityExponent() != instrument.quantityExponent()) {
            return false;
        }
        instrument = definition;
        limits = new VenueLimits(definition, fees);
        return true;
    }

    /** Ends this instrument's matching: what rests expires. */
    public void close(long nowNs) {
        close(bids, nowNs);
        close(asks, nowNs);
        while (waiting.size() > 0) {
            final PaperOrder order = waiting.get(0);
            waiting.remove(order);
            end(order, nowNs, ExecutionType.EXPIRED, RejectCode.NONE);
        }
        live = false;
    }

    private void close(RestingOrders orders, long nowNs) {
        while (orders.size() > 0) {
            final PaperOrder order = orders.get(0);
            orders.removeAt(0);
            end(order, nowNs, ExecutionType.EXPIRED, RejectCode.NONE);
        }
    }

    // Market data

    /** Whether the book can be trusted; without that no order is taken and none is filled (V13 in spirit). */
    public void onState(boolean isLive) {
        unsettled |= isLive && !live;
        live = isLive;
    }

    /** The levels up to the next {@link #onDepthEnd} are the whole book. */
    public void onSnapshotStart() {
        liquidity.startSnapshot();
    }

    /** A level displays this size now; 0: it is gone. */
    public void onLevel(Side side, long price, long quantity) {
        final boolean bid = side == Side.BUY;
        if (liquidity.isInSnapshot()) {
            liquidity.snapshotReaches(bid, price);
        } else if (resting(bid).size() > 0) {
            requeue(resting(bid), bid, price, quantity);
        }
        liquidity.setLevel(bid, price, quantity);
    }

    /**
     * A depth event, or a snapshot, is complete.
     *
     * @param venueTimeNs the venue's time of it, {@code Long.MIN_VALUE} where it sends none
     */
    public void onDepthEnd(long venueTimeNs) {
        if (liquidity.isInSnapshot()) {
            requeueAll(bids, true);
            requeueAll(asks, false);
        }
        liquidity.endDepth(venueTimeNs);
        unsettled = true;
    }

    /** V8: the queue before our orders of one level after its size changed. */
    private void requeue(RestingOrders orders, boolean bid, long price, long now) {
        long before = 0;
        for (int i = 0; i < orders.size() && !orders.isBetter(price, orders.get(i).price); i++) {
            final PaperOrder order = orders.get(i);
            if (order.price == price) {
                requeue(order, liquidity.printedAt(bid, price), now, before);
                before = order.front;
            }
        }
    }

    /** An order that came later never stands before one that came earlier, whatever the model's rounding says. */
    private void requeue(PaperOrder order, long printed, long now, long before) {
        order.front = Math.max(before, queue.front(order.front, order.displayed, printed, now));
        order.displayed = now;
    }

    /** After a snapshot: as V8, except that levels beyond the snapshot's last one are not known to be gone. */
    private void requeueAll(RestingOrders orders, boolean bid) {
        PaperOrder previous = null;
        for (int i = 0; i < orders.size(); i++) {
            final PaperOrder order = orders.get(i);
            if (liquidity.isInReachOfSnapshot(bid, order.price)) {
                final long before = previous != null && previous.price == order.price ? previous.front : 0;
                requeue(order, liquidity.printedAt(bid, order.price), liquidity.displayed(bid, order.price), before);
            }
            previous = order;
        }
    }

    /** A print: V6 for our resting orders, and remembered for V4 and V8. One that cannot be is passed over. */
    public void onTrade(Side aggressor, long price, long quantity, long venueTimeNs, long nowNs) {
        if (price <= 0 || quantity <= 0) {
            return;
        }
        if (aggressor != Side.BUY) {
            liquidity.print(true, price, quantity, venueTimeNs);
        }
        if (aggressor != Side.SELL) {
            liquidity.print(false, price, quantity, venueTimeNs);
        }
        if (aggressor != Side.BUY && aggressor != Side.SELL) {
            unknownSidePrints++;
        } else if (live) {
            final RestingOrders hit = resting(aggressor == Side.SELL);
            if (hit.size() > 0) {
                advanceQueue(hit, price, fillThrough(hit, price, quantity, nowNs), nowNs);
            }
        }
        if (live) {
            lastPrint = price;
            trigger(price, nowNs);
        }
    }

    /** V12: what waits for this price goes to work, in the order of its coming, after the print has done its own. */
    private void trigger(long price, long nowNs) {
        PaperOrder order = waiting.take(price);
        while (order != null) {
            order.work();
            listener.onTriggered(order, nowNs);
            final RejectCode refusal = onMarket(order);
            if (refusal == RejectCode.NONE) {
                work(order, nowNs);
            } else {
                end(order, nowNs, ExecutionType.EXPIRED, refusal);
            }
            order = waiting.take(price);
        }
    }

    /** Orders with a better price than the print's: nobody can have been left before them. Returns what is left. */
    private long fillThrough(RestingOrders orders, long price, long quantity, long nowNs) {
        long budget = quantity;
        int i = 0;
        while (i < orders.size() && orders.isBetter(orders.get(i).price, price)) {
            final PaperOrder order = orders.get(i);
            order.front = 0;
            final long filled = fullPassiveFills ? order.leaves() : Math.min(budget, order.leaves());
            if (filled > 0) {
                fill(order, order.price, filled, LiquidityRole.MAKER, nowNs);
                budget = Math.max(0, budget - filled);
            }
            i = removeIfDone(orders, i);
        }
        return budget;
    }

    /** Orders at the print's price: one budget for everybody's queue before us and for us (V5). */
    private void advanceQueue(RestingOrders orders, long price, long quantity, long nowNs) {
        long budget = quantity;
        long othersGone = 0;
        int i = 0;
        while (i < orders.size() && orders.get(i).price != price) {
            i++;
        }
        while (i < orders.size() && orders.get(i).price == price) {
            final PaperOrder order = orders.get(i);
            final long gone = Math.min(Math.max(0, order.front - othersGone), budget);
            othersGone += gone;
            budget -= gone;
            order.front = Math.max(0, order.front - othersGone);
            if (order.front == 0 && budget > 0) {
                final long filled = Math.min(budget, order.leaves());
                fill(order, price, filled, LiquidityRole.MAKER, nowNs);
                budget -= filled;
            }
            i = removeIfDone(orders, i);
        }
    }

    private static int removeIfDone(RestingOrders orders, int index) {
        if (orders.get(index).done) {
            orders.removeAt(index);
            return index;
        }
        return index + 1;
    }

    /** Ends the work on one event's market data: opposite quotes that reach our prices fill us (V7). */
    public void settle(long nowNs) {
        if (unsettled && live) {
            settle(bids, nowNs);
            settle(asks, nowNs);
        }
        unsettled = false;
    }

    private void settle(RestingOrders orders, long nowNs) {
        int i = 0;
        while (i < orders.size()) {
            final PaperOrder order = orders.get(i);
            if (!reachesOpposite(order)) {
                return;
            }
            if (fullPassiveFills) {
                fill(order, order.price, order.leaves(), LiquidityRole.MAKER, nowNs);
            } else {
                sweep(order, LiquidityRole.MAKER, nowNs);
            }
            i = removeIfDone(orders, i);
        }
    }

    // Orders

    /** An order arrives. Its grid, size and book are checked, then it trades, rests or ends (V3, V11). */
    public void arrive(PaperOrder order, long nowNs) {
        final RejectCode refusal = refusal(order, false);
        if (refusal != RejectCode.NONE) {
            end(order, nowNs, ExecutionType.REJECTED, refusal);
            return;
        }
        listener.onAccepted(order, nowNs);
        if (order.isTriggered()) {
            waiting.add(order);
        } else {
            work(order, nowNs);
        }
    }

    private void work(PaperOrder order, long nowNs) {
        final boolean all = order.timeInForce == TimeInForce.FOK;
        if (!all || liquidity.reachable(order, order.quantity) == order.quantity) {
            sweep(order, LiquidityRole.TAKER, nowNs);
        }
        if (!order.done && rests(order)) {
            rest(order);
        } else if (!order.done) {
            end(order, nowNs, ExecutionType.EXPIRED, RejectCode.NONE);
        }
    }

    /** Behind everybody that is displayed now. */
    private void rest(PaperOrder order) {
        order.displayed = liquidity.displayed(order.buy, order.price);
        order.front = order.displayed;
        resting(order.buy).add(order);
    }

    /**
     * An amendment of an order that is not done arrives (V9): less at the same price keeps its place, anything else
     * comes anew, and may trade at once.
     *
     * @param quantity of the whole order
     * @return why not, and then nothing has changed; NONE if it was done
     */
    public RejectCode amend(PaperOrder order, long price, long quantity, long nowNs) {
        if (quantity <= order.cumulative) {
            return RejectCode.QUANTITY_LIMIT;
        }
        final long oldPrice = order.price;
        final long oldQuantity = order.quantity;
        order.price = price;
        order.quantity = quantity;
        final RejectCode refusal = refusal(order, true);
        if (refusal != RejectCode.NONE) {
            order.price = oldPrice;
            order.quantity = oldQuantity;
            return refusal;
        }
        listener.onAmended(order, nowNs);
        if (!order.isTriggered() && (price != oldPrice || quantity > oldQuantity)) {
            resting(order.buy).remove(order);
            sweep(order, LiquidityRole.TAKER, nowNs);
            if (!order.done) {
                rest(order);
            }
        }
        return RejectCode.NONE;
    }

    /** A cancel of an order that is not done arrives (V9). */
    public void cancel(PaperOrder order, long nowNs) {
        if (!waiting.remove(order)) {
            resting(order.buy).remove(order);
        }
        end(order, nowNs, ExecutionType.CANCELLED, RejectCode.NONE);
    }

    private RejectCode refusal(PaperOrder order, boolean isThere) {
        final RejectCode offGrid = limits.onGrid(order);
        if (offGrid != RejectCode.NONE) {
            return offGrid;
        }
        final long opposite = liquidity.best(!order.buy);
        if (!live || !limits.isTrading() || order.isMarket() && !order.isTriggered() && opposite == 0) {
            return RejectCode.NO_BOOK;
        }
        final RejectCode notional = limits.onNotional(order, opposite);
        if (notional != RejectCode.NONE) {
            return notional;
        }
        if (order.isTriggered()) {
            final boolean reached = lastPrint != PaperOrder.NONE && TriggeredOrders.isReached(order, lastPrint);
            return reached ? RejectCode.WOULD_TRIGGER
                : waiting.isFull() && !isThere ? RejectCode.RATE_LIMIT : RejectCode.NONE;
        }
        return isThere && rests(order) ? onOthers(order) : onMarket(order);
    }

    /** What speaks against working the order now. */
    private RejectCode onMarket(PaperOrder order) {
        if (order.isMarket() && liquidity.best(!order.buy) == 0) {
            return RejectCode.NO_LIQUIDITY;
        }
        final RejectCode others = onOthers(order);
        if (others != RejectCode.NONE) {
            return others;
        }
        return rests(order) && resting(order.buy).isFull() ? RejectCode.RATE_LIMIT : RejectCode.NONE;
    }

    /** Own orders that it would trade with, and others' where it must not. */
    private RejectCode onOthers(PaperOrder order) {
        final RestingOrders others = resting(!order.buy);
        if (others.size() > 0 && order.reaches(others.get(0).price)) {
            return RejectCode.SELF_TRADE;
        }
        if (order.timeInForce == TimeInForce.POST_ONLY && reachesOpposite(order)) {
            return RejectCode.WOULD_CROSS;
        }
        return RejectCode.NONE;
    }

    private static boolean rests(PaperOrder order) {
        return order.type == OrderType.LIMIT
            && order.timeInForce != TimeInForce.IOC && order.timeInForce != TimeInForce.FOK;
    }

    /** Whether the best opposite quote, as displayed, is within the order's limit. */
    private boolean reachesOpposite(PaperOrder order) {
        final long opposite = liquidity.best(!order.buy);
        return opposite != 0 && order.reaches(opposite);
    }

    /** Trades with what is left of the opposite levels within the limit, best first, each unit once (V3, V4, V7). */
    private void sweep(PaperOrder order, LiquidityRole role, long nowNs) {
        final boolean bid = !order.buy;
        final DepthCursor levels = liquidity.opposite(order);
        while (!order.done && levels.next() && order.reaches(levels.price())) {
            final long price = levels.price();
            final long quantity = Math.min(liquidity.available(bid, price, levels.quantity()), order.leaves());
            if (quantity > 0) {
                liquidity.take(bid, price, levels.quantity(), quantity);
                fill(order, role == LiquidityRole.MAKER ? order.price : price, quantity, role, nowNs);
            }
        }
    }

    private void fill(PaperOrder order, long price, long quantity, LiquidityRole role, long nowNs) {
        order.cumulative += quantity;
        order.done = order.cumulative == order.quantity;
        final boolean inBase = feesInBase && order.buy;
        order.feeAsset = inBase ? baseAsset : PaperOrder.QUOTE_ASSET;
        final long fee = inBase ? fees.feeInBase(quantity, role) : fees.fee(price, quantity, role);
        listener.onFill(order, nowNs, price, quantity, fee, role);
    }

    private void end(PaperOrder order, long nowNs, ExecutionType type, RejectCode code) {
        order.done = true;
        listener.onDone(order, nowNs, type, code);
    }

    private RestingOrders resting(boolean buy) {
        return buy ? bids : asks;
    }

    // What a person may want to know

    /** Prints without a side: they advance no queue (V6). */
    public long unknownSidePrints() {
        return unknownSidePrints;
    }

    /** Our orders that rest. */
    public int restingOrders() {
        return bids.size() + asks.size();
    }

    /** Our stops and take-profits that wait. */
    public int waitingOrders() {
        return waiting.size();
    }
}
