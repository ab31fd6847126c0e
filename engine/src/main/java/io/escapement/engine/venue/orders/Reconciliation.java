package io.escapement.engine.venue.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.engine.venue.net.RestReply;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * What is done before trading, each time that a connection stands anew: the venue's open orders are listed, the fate of
 * every order that we think open and the venue does not list is asked for until it is known, with the fills in between,
 * then positions and balances. The core compares at the end. The transport's thread.
 */
final class Reconciliation {
    private static final long LIMIT_NS = TimeUnit.MINUTES.toNanos(2);

    private final AccountProtocol protocol;
    private final AccountEvents events;
    private final RestDesk rest;
    private final OrderTalk talk;
    private final GatewaySide side;
    private final int engineId;
    private final Runnable done;
    private final Consumer<String> failed;
    private final OrderImage image = new OrderImage();
    private Phase phase = Phase.IDLE;
    private String said = "";
    private int generation;
    private long begunNanos;

    private enum Phase { IDLE, ORDERS, FATES, ACCOUNT }

    Reconciliation(AccountProtocol protocol, AccountEvents events, RestDesk rest, OrderTalk talk,
                   GatewaySide side, int engineId, Runnable done, Consumer<String> failed) {
        this.protocol = protocol;
        this.events = events;
        this.rest = rest;
        this.talk = talk;
        this.side = side;
        this.engineId = engineId;
        this.done = done;
        this.failed = failed;
    }

    /** @param newSaid is said with the end, where there is something to say */
    void begin(String newSaid) {
        said = newSaid;
        generation++;
        phase = Phase.ORDERS;
        begunNanos = System.nanoTime();
        events.status(GatewayCondition.RECONCILING, AccountEvents.NULL, AccountEvents.NO_INSTRUMENT, side.nowNs(), "");
        for (int i = 0; i < talk.orders().count(); i++) {
            talk.orders().at(i).listed = false;
            talk.orders().at(i).unlisted = false;
            talk.orders().at(i).askedFills = 0;
        }
        listOrders(0, "", generation);
    }

    /** Nothing more of it. */
    void abandon() {
        generation++;
        phase = Phase.IDLE;
    }

    private void fail(String why) {
        if (phase != Phase.IDLE) {
            abandon();
            events.status(GatewayCondition.RECONCILE_FAILED, AccountEvents.NULL, AccountEvents.NO_INSTRUMENT,
                side.nowNs(), why);
            failed.accept(why);
        }
    }

    /** One question after the other, so that what comes in between is known by then. */
    private void step(int of, LongFunction<Ask> question, Consumer<RestReply> reading,
                      Runnable next) {
        rest.ask(question, reply -> {
            if (of == generation) {
                reading.accept(reply);
                next.run();
            }
        }, detail -> {
            if (of == generation) {
                fail(detail);
            }
        });
    }

    private void listOrders(int index, String page, int of) {
        if (index == side.instruments().all().size()) {
            askFates();
            return;
        }
        final Instrument instrument = side.instruments().all().get(index);
        final String[] next = new String[1];
        step(of, ms -> protocol.openOrders(instrument, page, ms),
            reply -> next[0] = protocol.readOpenOrders(reply, instrument, image, this::listed),
            () -> listOrders(next[0].isEmpty() ? index + 1 : index, next[0], of));
    }

    private void listed(OrderImage each) {
        final boolean ours = each.clientOrderId != ClientOrderText.NONE && each.clientOrderId >>> 48 == engineId;
        events.order(each, ours, side.nowNs());
        final GatewayOrder order = ours ? talk.orders().find(each.clientOrderId) : null;
        if (order != null && !order.held) {
            order.listed = true;
            talk.inquiry().found(order, each);
        }
    }

    private void askFates() {
        phase = Phase.FATES;
        final long nanos = System.nanoTime();
        for (int i = 0; i < talk.orders().count(); i++) {
            final GatewayOrder order = talk.orders().at(i);
            if (order.isOpen() && !order.listed && !order.over) {
                order.unlisted = true;
                talk.inquiry().askAt(order, nanos);
            }
            talk.inquiry().missed(order);
        }
    }

    /** Now and then: whether all fates are known. */
    void tick(long nanos) {
        if (phase != Phase.IDLE && nanos - begunNanos > LIMIT_NS) {
            fail("not reconciled within " + TimeUnit.NANOSECONDS.toSeconds(LIMIT_NS) + " s");
        }
        if (phase != Phase.FATES) {
            return;
        }
        for (int i = 0; i < talk.orders().count(); i++) {
            final GatewayOrder order = talk.orders().at(i);
            if (order.isInFlight() || Inquiry.isOpenQuestion(order)
                || order.status == OrderStatus.UNKNOWN && !order.over && !order.listed) {
                return;
            }
        }
        phase = Phase.ACCOUNT;
        askPositions(0, generation);
    }

    private void askPositions(int index, int of) {
        final boolean all = index == side.instruments().all().size();
        final Instrument instrument = all ? null : side.instruments().all().get(index);
        if (all) {
            step(of, protocol::balances, reply -> protocol.readBalances(reply, events), this::finish);
        } else if (protocol.positions(instrument, side.venueMs()) == null) {
            askPositions(index + 1, of);
        } else {
            step(of, ms -> protocol.positions(instrument, ms),
                reply -> protocol.readPositions(reply, instrument, events), () -> askPositions(index + 1, of));
        }
    }

    private void finish() {
        phase = Phase.IDLE;
        // First, so that what is sent in answer to the word finds it true.
        done.run();
        events.status(GatewayCondition.RECONCILED, AccountEvents.NULL, AccountEvents.NO_INSTRUMENT, side.nowNs(),
            said);
    }
}
