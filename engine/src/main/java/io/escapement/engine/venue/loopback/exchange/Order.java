package io.escapement.engine.venue.loopback.exchange;

import io.escapement.codecs.sbe.RejectCode;
import io.escapement.engine.paper.PaperOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** An order that the venue has. Only its {@link Exchange} changes it. */
public final class Order {
    /** Where it stands. */
    public enum State {
        WAITING, NEW, PARTIALLY_FILLED, FILLED, CANCELLED, EXPIRED, PREVENTED;

        /** Whether something can still happen to it. */
        public boolean isOpen() {
            return ordinal() <= PARTIALLY_FILLED.ordinal();
        }
    }

    final Ticket ticket;
    final List<Fill> fills = new ArrayList<>();
    final long id;
    final long createdMs;
    String clientId;
    PaperOrder resting;
    State state = State.NEW;
    RejectCode code = RejectCode.NONE;
    BigDecimal price;
    BigDecimal quantity;
    BigDecimal filled = BigDecimal.ZERO;
    BigDecimal filledQuote = BigDecimal.ZERO;
    BigDecimal locked = BigDecimal.ZERO;
    long updatedMs;
    long workingMs;
    boolean isWorking;
    boolean expires;

    Order(final long id, final Ticket ticket, final long nowMs) {
        this.id = id;
        this.clientId = ticket.clientId();
        this.ticket = ticket;
        this.price = ticket.price() == null ? BigDecimal.ZERO : ticket.price();
        this.quantity = ticket.quantity();
        this.createdMs = nowMs;
        this.updatedMs = nowMs;
        this.workingMs = nowMs;
    }

    public long id() {
        return id;
    }

    public String clientId() {
        return clientId;
    }

    public String symbol() {
        return ticket.symbol();
    }

    public boolean isBuy() {
        return ticket.buy();
    }

    public Ticket.Force force() {
        return ticket.force();
    }

    /** Zero for a market order. */
    public BigDecimal price() {
        return price;
    }

    public BigDecimal quantity() {
        return quantity;
    }

    /** Null where it has none. */
    public BigDecimal trigger() {
        return ticket.trigger();
    }

    public boolean isReduceOnly() {
        return ticket.reduceOnly();
    }

    /** What was asked for. */
    public Ticket ticket() {
        return ticket;
    }

    /** What the protocol asked to be kept. */
    public Map<String, String> words() {
        return ticket.words();
    }

    public State state() {
        return state;
    }

    /** Why it was killed, where it did not come to its end by itself. */
    public RejectCode code() {
        return code;
    }

    public BigDecimal filled() {
        return filled;
    }

    /** In the quote asset. */
    public BigDecimal filledQuote() {
        return filledQuote;
    }

    /** Still to be filled; zero once it is done. */
    public BigDecimal leaves() {
        return state.isOpen() ? quantity.subtract(filled) : BigDecimal.ZERO;
    }

    /** Zero before the first fill. */
    public BigDecimal averagePrice() {
        return filled.signum() == 0 ? BigDecimal.ZERO : filledQuote.divide(filled, 12, RoundingMode.HALF_EVEN)
            .stripTrailingZeros();
    }

    public List<Fill> fills() {
        return Collections.unmodifiableList(fills);
    }

    public long createdMs() {
        return createdMs;
    }

    public long updatedMs() {
        return updatedMs;
    }

    /** Since when it has been in the book; since its creation where it waits for its trigger. */
    public long workingMs() {
        return workingMs;
    }

    /** Whether it is in the book, or was; false before its trigger. */
    public boolean isWorking() {
        return isWorking;
    }

    @Override
    public String toString() {
        return symbol() + ' ' + id + ' ' + clientId() + ' ' + (isBuy() ? "BUY " : "SELL ") + quantity + " at " + price
            + ' ' + state + " filled " + filled;
    }
}
