package io.escapement.engine.orders;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.CarriedOrderDecoder;
import io.escapement.codecs.sbe.CarriedPositionDecoder;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.GatewayStatusDecoder;
import io.escapement.codecs.sbe.OrderFinding;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import io.escapement.codecs.sbe.VenueOrderDecoder;
import io.escapement.codecs.sbe.VenuePositionDecoder;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.market.Worth;
import org.agrona.collections.Long2ObjectHashMap;

import java.util.Arrays;

/**
 * Our orders: the open ones, and the last of those that are over, so that late and repeated reports find them. All
 * room is taken at the start. The single place where the state of an order changes; every stage that needs to know
 * holds a table and feeds it the same, see {@link OrderFeed}.
 */
public final class OrderTable {
    private final int engineId;
    private final Long2ObjectHashMap<Order> byId;
    private final OrderList free = new OrderList();
    private final OrderList open = new OrderList();
    private final OrderList over = new OrderList();
    private final InstrumentTable<InstrumentExposure> exposures = new InstrumentTable<>();
    private final ReportJudge judge = new ReportJudge(this);
    private final Corrections corrections = new Corrections();
    private final Reconciling reconciling = new Reconciling(this, corrections);
    private int[] changed = new int[16];
    private int changedCount;
    private Order reported;
    private OrderStatus previousStatus;

    /**
     * @param engineId  ours: reports of other engines' orders are not for us
     * @param maxOrders open ones and remembered ones together
     */
    public OrderTable(int engineId, int maxOrders) {
        this.engineId = engineId;
        this.byId = new Long2ObjectHashMap<>(maxOrders * 2, 0.6f);
        for (int i = 0; i < maxOrders; i++) {
            free.add(new Order());
        }
    }

    /**
     * Tells what an instrument's numbers mean. Orders of an instrument that nobody defined count as unpriced. Exponents
     * stay as first told: what is held was counted with them.
     */
    public void define(Instrument instrument) {
        final InstrumentExposure of = of(instrument.id());
        if (of.instrument == null || of.instrument.priceExponent() == instrument.priceExponent()
            && of.instrument.quantityExponent() == instrument.quantityExponent()) {
            of.instrument = instrument;
        }
    }

    /** What the instrument's orders and fills add up to. Allocates the first time for an instrument. */
    public Exposure exposure(int instrumentId) {
        return of(instrumentId).total;
    }

    /**
     * The id of an instrument whose {@link Exposure}s may have changed since this last told of it; 0 when all have been
     * told. For one listener.
     */
    public int takeChanged() {
        if (changedCount == 0) {
            return 0;
        }
        final int id = changed[--changedCount];
        exposures.get(id).changed = false;
        return id;
    }

    /** What a strategy's orders and fills in the instrument add up to. Allocates the first time. */
    public Exposure exposure(int instrumentId, int strategyId) {
        return of(instrumentId).of(strategyId);
    }

    /** The order of that id, open or over; null if it is not known, or forgotten. */
    public Order find(long clientOrderId) {
        return byId.get(clientOrderId);
    }

    /** The oldest open order, or null. */
    public Order firstOpen() {
        return open.first;
    }

    /**
     * The open order made after this one, or null. Whoever ends orders on the way asks before: cancelling a held order
     * ends it at once.
     */
    public Order nextOpen(Order order) {
        return order.next;
    }

    /** The oldest open order of an instrument, or null; {@link #nextOpenBeside} leads on. */
    public Order firstOpen(int instrumentId) {
        final InstrumentExposure of = exposures.get(instrumentId);
        return of == null ? null : of.firstOpen;
    }

    /** The open order of the same instrument made after this one, or null. To be asked as {@link #nextOpen} is. */
    public Order nextOpenBeside(Order order) {
        return order.nextBeside;
    }

    /** The remembered order that has been over longest, or null; {@link #nextOpen} leads on. */
    public Order firstOver() {
        return over.first;
    }

    /** Whether a venue is being reconciled with. */
    public boolean isReconciling() {
        return reconciling.isUnderWay();
    }

    public int openCount() {
        return open.size();
    }

    /** Whether there is room for one more open order. */
    public boolean hasRoom() {
        return free.first != null || oldestForgettable() != null;
    }

    /**
     * Takes an order in, forgetting the order that has been over longest if need be: INTENDED if the engine holds it,
     * else SENT. The terms are copied.
     *
     * @return the order, or null if there is no room or the id is known
     */
    public Order add(long clientOrderId, OrderTerms terms, long timeNs) {
        if (byId.containsKey(clientOrderId)) {
            return null;
        }
        final Order order = take();
        if (order == null) {
            return null;
        }
        order.begin(clientOrderId, terms, timeNs);
        byId.put(clientOrderId, order);
        openAdd(order);
        recount(order);
        return order;
    }

    /** Notes that a held order goes to the venue. Whether it was held. */
    public boolean release(Order order, long timeNs) {
        final boolean counts = move(order, OrderInput.RELEASED);
        if (counts) {
            order.sentTimeNs = timeNs;
        }
        return counts;
    }

    /**
     * Notes that the venue has been asked to change an order, or changes one that is held at once. Until the venue has
     * answered, the larger of both counts.
     *
     * @param price    mantissa
     * @param quantity of the whole order, what is filled included
     * @return false, and nothing is noted, if the order is neither held nor known to rest at the venue, if another
     *     amendment is on its way, or if no more would be left open than is filled
     */
    public boolean amendSent(Order order, long price, long quantity, long timeNs) {
        final boolean rests = order.status == OrderStatus.ACCEPTED || order.status == OrderStatus.PARTIALLY_FILLED;
        if (!rests && !order.isHeld() || order.amending || order.finalCumulative > 0
            || quantity <= order.cumulative) {
            return false;
        }
        previousStatus = order.status;
        order.amendTimeNs = timeNs;
        if (order.isHeld()) {
            order.terms.price(price).quantity(quantity);
        } else {
            order.amending = true;
            order.amendPrice = price;
            order.amendQuantity = quantity;
        }
        recount(order);
        return true;
    }

    /** Gives an amendment up that never got an answer. For a stage that cannot see whether its intents were denied. */
    public void amendForgotten(Order order) {
        order.amending = false;
        recount(order);
    }

    /** Notes that the venue has been asked to cancel an order; a held one is cancelled by that. Whether it was news. */
    public boolean cancelSent(Order order, long timeNs) {
        final boolean counts = move(order, OrderInput.CANCEL_SENT);
        if (counts) {
            order.cancelTimeNs = timeNs;
            order.cancelWanted = false;
        }
        return counts;
    }

    /** Notes that nobody knows whether a request reached the venue. Whether that makes the order UNKNOWN. */
    public boolean unanswered(Order order) {
        return move(order, OrderInput.OUTCOME_UNKNOWN);
    }

    /**
     * Lets an order that never got an answer be forgotten like one that is over; a report brings it back. For a stage
     * that cannot see whether its intents were denied.
     */
    public void retire(Order order) {
        if (order.list == open) {
            openRemove(order);
            over.add(order);
            recount(order);
        }
    }

    /** Judges a report and, if it counts, applies it. {@link #reported()} then is its order. */
    public Finding onReport(ExecutionReportDecoder report) {
        reported = null;
        if (!isOurs(report.clientOrderId())) {
            return Finding.NOT_OURS;
        }
        final Order order = byId.get(report.clientOrderId());
        final ExecutionType type = report.executionType();
        if (order == null) {
            return type == ExecutionType.FILL || type == ExecutionType.ACCEPTED || type == ExecutionType.NULL_VAL
                ? Finding.UNKNOWN_ORDER : Finding.FORGOTTEN;
        }
        reported = order;
        final OrderStatus before = order.status;
        final long leaves = order.leavesQuantity();
        final long cumulative = order.cumulative;
        final Finding finding = judge.onReport(order, report);
        previousStatus = before;
        recount(order);
        order.heard |= !finding.isContradiction();
        if (finding.counts()) {
            hear(order, report.source());
            correct(order, report, cumulative, leaves);
        }
        return finding;
    }

    // What we had to ask for is a difference between what we had and what the venue has.
    private void correct(Order order, ExecutionReportDecoder report, long cumulative, long leaves) {
        final Venue venue = venue(order.instrumentId());
        if (report.executionType() == ExecutionType.NOT_FOUND) {
            corrections.add(OrderFinding.NEVER_ARRIVED, order.clientOrderId, order.instrumentId(), venue, leaves, 0);
        } else if (report.source() == ReportSource.QUERY) {
            switch (report.executionType()) {
                case FILL -> corrections.add(OrderFinding.MISSED_FILL, order.clientOrderId, order.instrumentId(),
                    venue, cumulative, order.cumulative);
                case CANCELLED, EXPIRED, REJECTED -> corrections.add(OrderFinding.MISSED_END, order.clientOrderId,
                    order.instrumentId(), venue, leaves, 0);
                default -> { }
            }
        }
    }

    private static void hear(Order order, ReportSource source) {
        order.heard = true;
        order.heardLive |= source == ReportSource.STREAM || source == ReportSource.REPLY;
    }

    /** An account's connection has news: reconciling begins, ends or fails. */
    public void onGatewayStatus(GatewayStatusDecoder status, long eventTimeNs) {
        reconciling.onStatus(status, eventTimeNs);
    }

    /** The venue lists an open order, while reconciling. */
    public void onVenueOrder(VenueOrderDecoder listed) {
        reconciling.onVenueOrder(listed);
    }

    /** The venue tells a position, while reconciling. */
    public void onVenuePosition(VenuePositionDecoder told) {
        reconciling.onVenuePosition(told);
    }

    /** Goes on with corrections that one event had no room for. */
    public void onTimer() {
        reconciling.onTimer();
    }

    /** What the last event corrected; kept until {@link #begin}. */
    public Corrections corrections() {
        return corrections;
    }

    /** To be called before each event: what the event before it corrected is over. */
    public void begin() {
        corrections.clear();
    }

    /**
     * Takes in an order of a run before. Who tells of it says UNKNOWN of one that had been sent without an answer.
     *
     * @return the order, or null if there is no room, the id is known, or it never was an order
     */
    public Order carry(CarriedOrderDecoder carried) {
        if (byId.containsKey(carried.clientOrderId()) || carried.orderStatus() == OrderStatus.DENIED
            || carried.orderStatus() == OrderStatus.NULL_VAL) {
            return null;
        }
        final Order order = take();
        if (order == null) {
            return null;
        }
        CarriedOrders.read(order, carried);
        byId.put(order.clientOrderId, order);
        if (order.isOpen()) {
            openAdd(order);
        } else {
            over.add(order);
        }
        recount(order);
        return order;
    }

    /** Takes in what a run before held. */
    public void carry(CarriedPositionDecoder carried) {
        final InstrumentExposure of = of(carried.instrumentId());
        of.total.carry(carried.quantity());
        of.of(carried.strategyId()).carry(carried.quantity());
    }

    /** The order that the last report was about, or null. */
    public Order reported() {
        return reported;
    }

    /** What the order was before it last changed or was reported on. */
    public OrderStatus previousStatus() {
        return previousStatus;
    }

    /** A hash of all orders and sums. */
    public long stateHash() {
        long hash = engineId;
        for (Order order = open.first; order != null; order = order.next) {
            hash = order.hash(hash);
        }
        hash = Hashing.fold(hash, open.size());
        for (Order order = over.first; order != null; order = order.next) {
            hash = order.hash(hash);
        }
        for (int id = 1; id < exposures.end(); id++) {
            final InstrumentExposure exposure = exposures.get(id);
            if (exposure != null) {
                hash = exposure.hash(Hashing.fold(hash, id));
            }
        }
        return reconciling.hash(hash);
    }

    /** Whether the input counts. */
    boolean move(Order order, OrderInput input) {
        previousStatus = order.status;
        final byte next = Transitions.next(order.status, input);
        switch (next) {
            case Transitions.IGNORE, Transitions.REFUSE -> {
                return false;
            }
            case Transitions.STAY -> { }
            case Transitions.REOPEN -> order.status = beforeCancel(order);
            case Transitions.LIVE -> order.status = live(order);
            default -> order.status = Transitions.status(next);
        }
        if (!order.isOpen()) {
            // an amendment may have been made before the end: fills of the larger quantity may still come
            order.terms.quantity(order.worstQuantity());
            order.amending = false;
        }
        recount(order);
        return true;
    }

    void fill(Order order, long executionId, long quantity, long venueTimeNs) {
        final InstrumentExposure of = of(order.instrumentId());
        if (of.instrument != null && reconciling.isRunning(of.instrument.venue())) {
            of.positions.fill(venueTimeNs, order.side() == Side.BUY ? quantity : -quantity);
        }
        of.total.fill(order.side(), quantity);
        of.of(order.strategyId()).fill(order.side(), quantity);
        order.addFill(executionId, quantity);
    }

    /** Reconciling with a venue begins: from here on it counts what is heard of its orders. */
    void forgetHeard(Venue venue) {
        for (int id = 1; id < exposures.end(); id++) {
            if (exposures.get(id) != null && venue(id) == venue) {
                exposures.get(id).positions.begin();
            }
        }
        forgetHeard(venue, open.first);
        forgetHeard(venue, over.first);
    }

    private void forgetHeard(Venue venue, Order first) {
        for (Order order = first; order != null; order = order.next) {
            if (venue(order.instrumentId()) == venue) {
                order.heard = false;
                order.heardLive = false;
            }
        }
    }

    /** {@code NULL_VAL} for an instrument that nobody defined. */
    Venue venue(int instrumentId) {
        final InstrumentExposure of = exposures.get(instrumentId);
        return of == null || of.instrument == null ? Venue.NULL_VAL : of.instrument.venue();
    }

    boolean isOurs(long clientOrderId) {
        return ClientOrderIds.engineId(clientOrderId) == engineId;
    }

    /** Null if there is nothing of it. */
    InstrumentExposure instrument(int instrumentId) {
        return exposures.get(instrumentId);
    }

    int instrumentsEnd() {
        return exposures.end();
    }

    private static OrderStatus beforeCancel(Order order) {
        return order.cumulative == 0 && !order.acknowledged ? OrderStatus.SENT : live(order);
    }

    private static OrderStatus live(Order order) {
        return order.cumulative > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.ACCEPTED;
    }

    private Order take() {
        if (free.first == null) {
            final Order oldest = oldestForgettable();
            if (oldest == null) {
                return null;
            }
            byId.remove(oldest.clientOrderId);
            over.remove(oldest);
            return oldest;
        }
        final Order order = free.first;
        free.remove(order);
        return order;
    }

    // An order whose fills have not all reached us still counts, and is not forgotten.
    private Order oldestForgettable() {
        Order order = over.first;
        while (order != null && order.countedLeaves != 0) {
            order = order.next;
        }
        return order;
    }

    private void openAdd(Order order) {
        open.add(order);
        of(order.instrumentId()).link(order);
    }

    private void openRemove(Order order) {
        open.remove(order);
        of(order.instrumentId()).unlink(order);
    }

    private InstrumentExposure of(int instrumentId) {
        final InstrumentExposure of = exposures.getOrPut(instrumentId, InstrumentExposure::new);
        if (!of.changed) {
            changes(instrumentId, of);
        }
        return of;
    }

    /** Whatever changes what is open or held comes by here first. */
    void changes(int instrumentId, InstrumentExposure of) {
        if (of.changed) {
            return;
        }
        if (changedCount == changed.length || changed.length < exposures.end()) {
            changed = Arrays.copyOf(changed, Math.max(changedCount + 1, exposures.end()));
        }
        of.changed = true;
        changed[changedCount++] = instrumentId;
    }

    /** Moves the order to the list where it belongs, a retired one only on news, and counts it as it is now. */
    void recount(Order order) {
        final InstrumentExposure of = of(order.instrumentId());
        of.count(order, -1);
        if (order.list == open && !order.isOpen()) {
            openRemove(order);
            over.add(order);
        }
        final boolean retired = order.list == over && order.isOpen();
        order.countedOrders = order.list == open ? 1 : 0;
        order.countedLeaves = retired ? 0 : order.worstLeaves();
        order.countedNotional = order.countedLeaves == 0 ? 0 : worth(of.instrument, order);
        of.count(order, 1);
    }

    /** A report counted: an order that was taken for over and is not comes back. */
    void revive(Order order) {
        if (order.list == over && order.isOpen()) {
            over.remove(order);
            openAdd(order);
        }
    }

    private static long worth(Instrument instrument, Order order) {
        final long price = order.worstPrice() > 0 ? order.worstPrice() : order.triggerPrice();
        return instrument == null || price <= 0 ? Money.OVERFLOW
            : Worth.of(instrument, price, order.countedLeaves, Rounding.UP);
    }
}
