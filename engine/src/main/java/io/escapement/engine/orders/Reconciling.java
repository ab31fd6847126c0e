package io.escapement.engine.orders;

import io.escapement.codecs.sbe.GatewayStatusDecoder;
import io.escapement.codecs.sbe.OrderFinding;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.Venue;
import io.escapement.codecs.sbe.VenueOrderDecoder;
import io.escapement.codecs.sbe.VenuePositionDecoder;

/**
 * Compares a table with what a venue tells between RECONCILING and RECONCILED. The venue's word counts: what it lists
 * is open, what it neither lists nor was reported on is UNKNOWN, its positions are ours. What a stream or a reply has
 * said meanwhile is newer than a list, and counts instead.
 */
final class Reconciling {
    /** Positions that no strategy's fills explain are kept under this id. */
    static final int NOBODY = 0;

    private final OrderTable table;
    private final Corrections corrections;
    private final VenueAccount[] accounts = new VenueAccount[Venue.values().length];

    Reconciling(OrderTable table, Corrections corrections) {
        this.table = table;
        this.corrections = corrections;
    }

    void onStatus(GatewayStatusDecoder status, long timeNs) {
        if (status.venue() == Venue.NULL_VAL) {
            return;
        }
        final VenueAccount account = account(status.venue());
        switch (status.condition()) {
            case RECONCILING -> {
                account.running = true;
                account.comparing = false;
                account.startedTimeNs = timeNs;
                table.forgetHeard(account.venue);
            }
            case RECONCILED -> {
                account.comparing = account.running;
                account.running = false;
                compare(account);
            }
            case RECONCILE_FAILED, DISCONNECTED -> {
                account.running = false;
                account.comparing = false;
            }
            default -> { }
        }
    }

    /** Goes on with what one event had no room for. */
    void onTimer() {
        for (final VenueAccount account : accounts) {
            if (account != null && account.comparing) {
                compare(account);
            }
        }
    }

    /** Whether a venue is being compared with: there is more to know then than the orders. */
    boolean isUnderWay() {
        for (final VenueAccount account : accounts) {
            if (account != null && (account.running || account.comparing)) {
                return true;
            }
        }
        return false;
    }

    boolean isRunning(Venue venue) {
        return accounts[venue.ordinal()] != null && accounts[venue.ordinal()].running;
    }

    void onVenueOrder(VenueOrderDecoder listed) {
        final Venue venue = table.venue(listed.instrumentId());
        if (venue == Venue.NULL_VAL || !isRunning(venue)) {
            return;
        }
        final long id = listed.clientOrderId();
        final long leaves = listed.quantity() - listed.cumulativeQuantity();
        if (id == VenueOrderDecoder.clientOrderIdNullValue() || !table.isOurs(id)) {
            corrections.add(OrderFinding.NOT_OURS, id, listed.instrumentId(), venue, 0, leaves);
            return;
        }
        final Order order = table.find(id);
        if (order == null) {
            corrections.add(OrderFinding.UNKNOWN_ORDER, id, listed.instrumentId(), venue, 0, leaves);
        } else if (order.instrumentId() != listed.instrumentId() || order.side() != listed.side()) {
            corrections.add(OrderFinding.MISMATCH, id, listed.instrumentId(), venue, order.instrumentId(),
                listed.instrumentId());
        } else if (!order.heardLive) {
            onListed(order, listed, venue);
        }
    }

    private void onListed(Order order, VenueOrderDecoder listed, Venue venue) {
        final OrderStatus before = order.status;
        final byte next = Transitions.next(before, OrderInput.LISTED);
        order.heard = true;
        if (next == Transitions.REFUSE) {
            corrections.add(OrderFinding.ILLEGAL_TRANSITION, order.clientOrderId, order.instrumentId(), venue, 0,
                listed.quantity() - listed.cumulativeQuantity());
            return;
        }
        final boolean wasOver = !order.isOpen();
        order.acknowledged = true;
        order.neverArrived = false;
        table.move(order, OrderInput.LISTED);
        table.revive(order);
        if (listed.cumulativeQuantity() > order.toldCumulative
            && listed.cumulativeQuantity() <= order.worstQuantity()) {
            order.toldCumulative = listed.cumulativeQuantity();
        }
        compareTerms(order, listed, venue);
        table.recount(order);
        if (wasOver || before != order.status) {
            corrections.add(wasOver ? OrderFinding.STILL_OPEN : OrderFinding.NULL_VAL, order.clientOrderId,
                order.instrumentId(), venue, 0, order.leavesQuantity());
            corrections.changed(order, before);
        }
    }

    private void compareTerms(Order order, VenueOrderDecoder listed, Venue venue) {
        final long price = listed.price();
        final long quantity = listed.quantity();
        if (order.amending && price == order.amendPrice && quantity == order.amendQuantity
            || order.amending && price == order.price() && quantity == order.quantity()) {
            order.terms.price(price).quantity(quantity);
            order.amending = false;
            return;
        }
        if (quantity > 0 && quantity != order.quantity()) {
            corrections.add(OrderFinding.QUANTITY_DIFFERS, order.clientOrderId, order.instrumentId(), venue,
                order.quantity(), quantity);
            order.terms.quantity(quantity);
        }
        if (price > 0 && order.terms.isPriced() && price != order.price()) {
            corrections.add(OrderFinding.MISMATCH, order.clientOrderId, order.instrumentId(), venue, order.price(),
                price);
            order.terms.price(price);
        }
    }

    void onVenuePosition(VenuePositionDecoder told) {
        final Venue venue = table.venue(told.instrumentId());
        if (venue != Venue.NULL_VAL && isRunning(venue)) {
            table.instrument(told.instrumentId()).positions.tell(told.quantity(), told.venueTimeNs());
        }
    }

    private void compare(VenueAccount account) {
        if (!account.comparing) {
            return;
        }
        Order order = table.firstOpen();
        while (order != null && !corrections.isFull()) {
            final Order next = table.nextOpen(order);
            if (isOf(account, order) && !order.heard && order.sentTimeNs() < account.startedTimeNs) {
                onNotListed(order, account.venue);
            }
            order = next;
        }
        missedFills(account);
        comparePositions(account);
        account.comparing = corrections.isFull();
    }

    private boolean isOf(VenueAccount account, Order order) {
        return !order.isHeld() && table.venue(order.instrumentId()) == account.venue;
    }

    private void onNotListed(Order order, Venue venue) {
        final OrderStatus before = order.status;
        order.heard = true;
        final boolean moved = table.move(order, OrderInput.NOT_LISTED);
        corrections.add(OrderFinding.MISSED_END, order.clientOrderId, order.instrumentId(), venue,
            order.leavesQuantity(), Corrections.NONE);
        if (moved) {
            corrections.changed(order, before);
        }
    }

    private void missedFills(VenueAccount account) {
        for (int pass = 0; pass < 2; pass++) {
            Order order = pass == 0 ? table.firstOpen() : table.firstOver();
            while (order != null && !corrections.isFull()) {
                if (order.toldCumulative > order.cumulative && order.toldMissing != order.toldCumulative
                    && isOf(account, order)) {
                    order.toldMissing = order.toldCumulative;
                    corrections.add(OrderFinding.MISSED_FILL, order.clientOrderId, order.instrumentId(),
                        account.venue, order.cumulative, order.toldCumulative);
                }
                order = order.next;
            }
        }
    }

    private void comparePositions(VenueAccount account) {
        for (int id = 1; id < table.instrumentsEnd() && !corrections.isFull(); id++) {
            final InstrumentExposure exposure = table.instrument(id);
            if (exposure == null || table.venue(id) != account.venue || !exposure.positions.isTold()) {
                continue;
            }
            final long ours = exposure.positions.comparable(exposure.total.position());
            final long theirs = exposure.positions.told();
            exposure.positions.done();
            if (ours != theirs) {
                table.changes(id, exposure);
                exposure.total.carry(theirs - ours);
                exposure.of(NOBODY).carry(theirs - ours);
                corrections.add(OrderFinding.POSITION_DIFFERS, Corrections.NONE, id, account.venue, ours, theirs);
            }
        }
    }

    private VenueAccount account(Venue venue) {
        if (accounts[venue.ordinal()] == null) {
            accounts[venue.ordinal()] = new VenueAccount(venue);
        }
        return accounts[venue.ordinal()];
    }

    long hash(long seed) {
        long hash = seed;
        for (final VenueAccount account : accounts) {
            if (account != null) {
                hash = hash * 31 + account.startedTimeNs * 4 + (account.running ? 2 : 0) + (account.comparing ? 1 : 0);
            }
        }
        return hash;
    }
}
