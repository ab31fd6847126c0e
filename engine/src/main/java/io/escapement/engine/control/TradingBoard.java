package io.escapement.engine.control;

import io.escapement.codecs.sbe.CarriedOrderDecoder;
import io.escapement.codecs.sbe.CarryEndedDecoder;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.GatewayStatusDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OperatorCommandDecoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderUpdateDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.TradingStateChangeDecoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What those who command a running engine need to know of it. Written by the listeners' thread, read by any; nothing
 * is allocated but on commands, on changes of the trading state and on words of gateways.
 */
public final class TradingBoard implements RecordListener {
    /**
     * A command as the core took it.
     *
     * @param sequence of its record; 0: there was none yet
     */
    public record Judged(long sequence, Command command, String person, byte verdict) {
    }

    /**
     * The trading state.
     *
     * @param sequence of the record that made it so; 0: so it began
     */
    public record Trading(TradingState state, Reason reason, long sequence) {
    }

    /**
     * What a gateway last said of cancelling everything, or of reconciling.
     *
     * @param sequence of its record
     */
    public record Said(GatewayCondition condition, long sequence, String detail) {
    }

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderUpdateDecoder update = new OrderUpdateDecoder();
    private final CarriedOrderDecoder carried = new CarriedOrderDecoder();
    private final TradingStateChangeDecoder change = new TradingStateChangeDecoder();
    private final GatewayStatusDecoder gateway = new GatewayStatusDecoder();
    private final OperatorCommandDecoder command = new OperatorCommandDecoder();
    private final Map<Venue, Said> cancelling = new ConcurrentSkipListMap<>();
    private final Map<Venue, Said> reconciling = new ConcurrentSkipListMap<>();
    private volatile int open;
    private volatile int unknown;
    private volatile long sequence;
    private volatile boolean carryEnded;
    private volatile Judged judged = new Judged(0, Command.NULL_VAL, "", (byte) 0);
    private volatile Trading trading = new Trading(TradingState.ACTIVE, Reason.NONE, 0);

    @Override
    public void onRecord(Slot slot) {
        switch (slot.eventTemplateId()) {
            case OperatorCommandDecoder.TEMPLATE_ID -> {
                command.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                judged = new Judged(slot.sequence(), command.command(), command.person(), slot.verdict());
            }
            case CarriedOrderDecoder.TEMPLATE_ID -> {
                carried.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                count(OrderStatus.NULL_VAL, carried.orderStatus());
            }
            case CarryEndedDecoder.TEMPLATE_ID -> carryEnded = true;
            case GatewayStatusDecoder.TEMPLATE_ID -> onGateway(slot);
            default -> { }
        }
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            onEffect(slot, effect);
        }
        sequence = slot.sequence();
    }

    private void onEffect(Slot slot, int effect) {
        switch (slot.templateId(effect)) {
            // Its first OrderUpdate says that it was INTENDED before: open already.
            case NewOrderDecoder.TEMPLATE_ID -> count(OrderStatus.NULL_VAL, OrderStatus.INTENDED);
            case OrderUpdateDecoder.TEMPLATE_ID -> {
                update.wrapAndApplyHeader(slot.buffer(), effect, header);
                count(update.previousStatus(), update.status());
            }
            case TradingStateChangeDecoder.TEMPLATE_ID -> {
                change.wrapAndApplyHeader(slot.buffer(), effect, header);
                if (change.strategyId() == TradingStateChangeDecoder.strategyIdNullValue()) {
                    trading = new Trading(change.state(), change.reason(), slot.sequence());
                }
            }
            default -> { }
        }
    }

    private void onGateway(Slot slot) {
        gateway.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final GatewayCondition condition = gateway.condition();
        switch (condition) {
            case ALL_CANCELLED, CANCEL_ALL_FAILED ->
                cancelling.put(gateway.venue(), new Said(condition, slot.sequence(), gateway.detail()));
            case RECONCILING, RECONCILED, RECONCILE_FAILED, DISCONNECTED, LOGON_REFUSED ->
                reconciling.put(gateway.venue(), new Said(condition, slot.sequence(), gateway.detail()));
            default -> { }
        }
    }

    // Only the listeners' thread writes, so that reading and writing need not be one.
    private void count(OrderStatus before, OrderStatus now) {
        open = open + (isOpen(now) ? 1 : 0) - (isOpen(before) ? 1 : 0);
        unknown = unknown + (now == OrderStatus.UNKNOWN ? 1 : 0) - (before == OrderStatus.UNKNOWN ? 1 : 0);
    }

    private static boolean isOpen(OrderStatus status) {
        return switch (status) {
            case INTENDED, SENT, UNKNOWN, ACCEPTED, PARTIALLY_FILLED, CANCEL_PENDING -> true;
            default -> false;
        };
    }

    /** Orders that may be filled still, as far as is known; held ones too. */
    public int open() {
        return open;
    }

    /** Of those, orders whose fate nobody knows. */
    public int unknown() {
        return unknown;
    }

    /** The last record. */
    public long sequence() {
        return sequence;
    }

    /** Whether everything that the run before left has been taken in. */
    public boolean carryEnded() {
        return carryEnded;
    }

    /** The last command. */
    public Judged judged() {
        return judged;
    }

    public Trading trading() {
        return trading;
    }

    /** What each gateway last said of cancelling everything. */
    public Map<Venue, Said> cancelling() {
        return cancelling;
    }

    /** What each gateway last said of its reconciling. */
    public Map<Venue, Said> reconciling() {
        return reconciling;
    }
}
