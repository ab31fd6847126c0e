package io.escapement.engine.venue.orders;

import java.util.concurrent.TimeUnit;

/**
 * Trading by REST while the line for orders is away, at venues that take orders both ways. It begins when the line has
 * failed twice in a row, after reconciling, and ends when the line is back, which is reconciled anew. No stream tells
 * of orders meanwhile, so each that is open is asked for now and then. A request goes one way or the other and never
 * both: what was handed to the line before it went is asked for, not sent again. The transport's thread.
 */
final class RestInstead {
    static final String SAID = "orders go by REST and are asked for, until the line is back";
    private static final int LEAST_FAILURES = 2;
    private static final long LEAST_POLL_NS = TimeUnit.SECONDS.toNanos(1);
    /** The more orders are open, the more seldom each is asked for, so that the venue's limits leave room. */
    private static final long POLL_NS_PER_ORDER = TimeUnit.MILLISECONDS.toNanos(100);

    private final AccountProtocol protocol;
    private final OrderTalk talk;
    private final VenueClock clock;
    private State state = State.OFF;
    private int failures;
    private boolean refused;

    private enum State { OFF, RECONCILING, TRADING }

    RestInstead(AccountProtocol protocol, OrderTalk talk, VenueClock clock) {
        this.protocol = protocol;
        this.talk = talk;
        this.clock = clock;
    }

    /** Whether new orders may go by REST alone. */
    boolean isTrading() {
        return state == State.TRADING;
    }

    /** Whether it trades or is about to. */
    boolean isOn() {
        return state != State.OFF;
    }

    /** The venue does not want this key: it would refuse it here, too. */
    void keyRefused() {
        refused = true;
    }

    /** The line is away, once more. Whether to reconcile now and go on by REST. */
    boolean beginsAfterFailure() {
        failures++;
        if (state == State.OFF && failures >= LEAST_FAILURES && !refused && clock.isUsable()
            && protocol.entersByLine() && protocol.entersByRestToo()) {
            state = State.RECONCILING;
            return true;
        }
        return false;
    }

    /** Whether it goes on although the line has failed again. */
    boolean goesOn() {
        return isOn() && clock.isUsable();
    }

    void reconciled() {
        state = State.TRADING;
    }

    /** The line is back, or REST fails as well. */
    void stop() {
        state = State.OFF;
    }

    /** The line is back and reconciled. */
    void lineTrades() {
        failures = 0;
        refused = false;
    }

    /** Asks for open orders in their turn. */
    void tick(long nanos) {
        if (state != State.TRADING) {
            return;
        }
        final GatewayOrders orders = talk.orders();
        int open = 0;
        for (int i = 0; i < orders.count(); i++) {
            open += isPolled(orders.at(i)) ? 1 : 0;
        }
        final long everyNs = Math.max(LEAST_POLL_NS, open * POLL_NS_PER_ORDER);
        for (int i = 0; i < orders.count(); i++) {
            final GatewayOrder order = orders.at(i);
            if (isPolled(order) && !order.isInFlight() && !Inquiry.isOpenQuestion(order)
                && nanos - order.polledNanos >= everyNs) {
                order.polledNanos = nanos;
                talk.inquiry().askAt(order, nanos);
            }
        }
    }

    private static boolean isPolled(GatewayOrder order) {
        return order.isOpen() && !order.over;
    }
}
