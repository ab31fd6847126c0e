package io.escapement.engine.orders;

import io.escapement.codecs.sbe.CarriedOrderEncoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.market.Hashing;
import org.agrona.MutableDirectBuffer;

import java.nio.charset.StandardCharsets;

/** One order of ours, as far as we know it. Belongs to its table, which fills it, changes it and uses it again. */
public final class Order {
    /** So many of the last fills are remembered for telling a repeated one. */
    public static final int REMEMBERED_FILLS = 64;
    /** So many bytes of the venue's own id are kept. */
    public static final int MOST_VENUE_TEXT = 64;

    long clientOrderId;
    final OrderTerms terms = new OrderTerms();
    long cumulative;
    /** What the venue says has been filled, which may be ahead of the fills that have reached us. */
    long toldCumulative;
    OrderStatus status;
    /** All that was filled, once the venue has called the order filled; 0 before. */
    long finalCumulative;
    /** What was told missing last, so that it is told once. */
    long toldMissing;
    boolean acknowledged;
    /** Reported on or listed since reconciling with its venue last began. */
    boolean heard;
    /** Likewise, by the venue's stream or a reply, which is newer than a list. */
    boolean heardLive;
    boolean neverArrived;
    boolean cancelWanted;
    private boolean marked;
    boolean amending;
    long amendPrice;
    long amendQuantity;
    long amendTimeNs;
    /** Venue's time of the last answer to an amendment: an older answer is late. */
    long amendedVenueTimeNs;
    long sentTimeNs;
    long cancelTimeNs;
    long venueOrderId;
    final byte[] venueText = new byte[MOST_VENUE_TEXT];
    int venueTextLength;
    long countedLeaves;
    long countedNotional;
    int countedOrders;
    Order previous;
    Order next;
    /** Among the open ones of its instrument. */
    Order previousBeside;
    Order nextBeside;
    OrderList list;
    private final long[] executionIds = new long[REMEMBERED_FILLS];
    private int fills;

    public long clientOrderId() {
        return clientOrderId;
    }

    public int instrumentId() {
        return terms.instrumentId();
    }

    public int strategyId() {
        return terms.strategyId();
    }

    public Side side() {
        return terms.side();
    }

    public OrderType type() {
        return terms.type();
    }

    public TimeInForce timeInForce() {
        return terms.timeInForce();
    }

    /** See {@link OrderTerms#price()}. */
    public long price() {
        return terms.price();
    }

    /** As ordered, or as last amended, mantissa. */
    public long quantity() {
        return terms.quantity();
    }

    /** See {@link OrderTerms#triggerPrice()}. */
    public long triggerPrice() {
        return terms.triggerPrice();
    }

    /** See {@link OrderTerms#expireTimeNs()}. */
    public long expireTimeNs() {
        return terms.expireTimeNs();
    }

    public boolean isReduceOnly() {
        return terms.isReduceOnly();
    }

    /** Whether the engine keeps it: it was made to be held and has not been released. */
    public boolean isHeld() {
        return status == OrderStatus.INTENDED;
    }

    /** All of what it asks for. Not to be changed. */
    public OrderTerms terms() {
        return terms;
    }

    /** Filled so far, mantissa. */
    public long cumulativeQuantity() {
        return cumulative;
    }

    /** What can still be filled as far as we know, mantissa: nothing once the order is over. */
    public long leavesQuantity() {
        return isOpen() ? Math.max(0, quantity() - cumulative) : 0;
    }

    /**
     * What may still be filled, or may have been without our having been told: what {@link Exposure} counts. While an
     * amendment is not answered, of the larger quantity; of an order that is over, what the venue said was filled and
     * has not reached us.
     */
    public long worstLeaves() {
        if (isOpen()) {
            return worstQuantity() - cumulative;
        }
        return status == OrderStatus.CANCELLED || status == OrderStatus.EXPIRED
            ? Math.max(0, toldCumulative - cumulative) : 0;
    }

    long worstQuantity() {
        if (finalCumulative > 0) {
            return finalCumulative;
        }
        return amending ? Math.max(amendQuantity, quantity()) : quantity();
    }

    long worstPrice() {
        return amending ? Math.max(amendPrice, price()) : price();
    }

    public OrderStatus status() {
        return status;
    }

    /** Whether it may still be filled, as far as we know; a held one too. */
    public boolean isOpen() {
        return Transitions.isOpen(status);
    }

    /** Whether the venue has ever said that it has it. */
    public boolean isAcknowledged() {
        return acknowledged;
    }

    /** Event time of the record that made it, or released it. */
    public long sentTimeNs() {
        return sentTimeNs;
    }

    /** Event time of the record that last asked for its cancellation; 0 if none has. */
    public long cancelTimeNs() {
        return cancelTimeNs;
    }

    /** What the venue has said is filled, mantissa: may be ahead of the fills that have reached us. */
    public long toldCumulativeQuantity() {
        return toldCumulative;
    }

    /** Whether an amendment is on its way that the venue has not answered. */
    public boolean isAmending() {
        return amending;
    }

    /** The price of the amendment on its way, mantissa. */
    public long amendPrice() {
        return amendPrice;
    }

    /** The quantity of the amendment on its way, of the whole order, mantissa. */
    public long amendQuantity() {
        return amendQuantity;
    }

    /** Event time of the record that last amended it; 0 if none has. */
    public long amendTimeNs() {
        return amendTimeNs;
    }

    /** The venue's number for it; {@link OrderTerms#NONE} until told. */
    public long venueOrderId() {
        return venueOrderId;
    }

    /** Bytes of the venue's text for it; 0 if it has told none. */
    public int venueTextLength() {
        return venueTextLength;
    }

    /** Copies the venue's text for it. */
    public int venueText(MutableDirectBuffer buffer, int offset) {
        buffer.putBytes(offset, venueText, 0, venueTextLength);
        return venueTextLength;
    }

    /** The venue's text for it, for people. */
    public String venueText() {
        return new String(venueText, 0, venueTextLength, StandardCharsets.US_ASCII);
    }

    /** How many executions are remembered. */
    public int rememberedFills() {
        return Math.min(fills, REMEMBERED_FILLS);
    }

    /** A remembered execution, oldest first. */
    public long rememberedFill(int index) {
        return executionIds[fills <= REMEMBERED_FILLS ? index : (fills + index) % REMEMBERED_FILLS];
    }

    /**
     * Writes it as a run after this one is told of it.
     *
     * @param instrumentNumber of its instrument in that run
     * @param carried          wrapped where it is to be written
     * @return the message's length without its header
     */
    public int write(int instrumentNumber, CarriedOrderEncoder carried) {
        return CarriedOrders.write(this, instrumentNumber, carried);
    }

    /** Whether it is to be cancelled as soon as there is room for saying so. */
    public boolean isCancelWanted() {
        return cancelWanted;
    }

    /** See {@link #isCancelWanted()}. */
    public void cancelWanted(boolean wanted) {
        cancelWanted = wanted;
    }

    /** Whether the stage that keeps the table has marked it, for whatever it wants to remember of it. */
    public boolean isMarked() {
        return marked;
    }

    /** See {@link #isMarked()}. */
    public void mark() {
        marked = true;
    }

    void begin(long id, OrderTerms wanted, long timeNs) {
        clientOrderId = id;
        terms.set(wanted);
        cumulative = 0;
        toldCumulative = 0;
        toldMissing = 0;
        finalCumulative = 0;
        heard = true;
        heardLive = true;
        status = wanted.isHeld() ? OrderStatus.INTENDED : OrderStatus.SENT;
        acknowledged = false;
        neverArrived = false;
        cancelWanted = false;
        marked = false;
        amending = false;
        amendPrice = OrderTerms.NONE;
        amendQuantity = 0;
        amendTimeNs = 0;
        amendedVenueTimeNs = 0;
        sentTimeNs = timeNs;
        cancelTimeNs = 0;
        venueOrderId = OrderTerms.NONE;
        venueTextLength = 0;
        countedLeaves = 0;
        countedNotional = 0;
        countedOrders = 0;
        fills = 0;
    }

    boolean hasFill(long executionId) {
        for (int i = Math.min(fills, REMEMBERED_FILLS) - 1; i >= 0; i--) {
            if (executionIds[i] == executionId) {
                return true;
            }
        }
        return false;
    }

    void addFill(long executionId, long filled) {
        rememberFill(executionId);
        cumulative += filled;
    }

    void rememberFill(long executionId) {
        executionIds[fills % REMEMBERED_FILLS] = executionId;
        fills = fills == 2 * REMEMBERED_FILLS ? REMEMBERED_FILLS + 1 : fills + 1;
    }

    long hash(long seed) {
        long hash = terms.hash(Hashing.fold(seed, clientOrderId));
        hash = Hashing.fold(hash, cumulative);
        hash = Hashing.fold(hash, toldCumulative);
        hash = Hashing.fold(hash, status.value());
        hash = Hashing.fold(hash, acknowledged);
        hash = Hashing.fold(hash, neverArrived);
        hash = Hashing.fold(hash, heard);
        hash = Hashing.fold(hash, heardLive);
        hash = Hashing.fold(hash, toldMissing);
        hash = Hashing.fold(hash, finalCumulative);
        hash = Hashing.fold(hash, cancelWanted);
        hash = Hashing.fold(hash, marked);
        hash = Hashing.fold(hash, amending);
        hash = Hashing.fold(hash, amendPrice);
        hash = Hashing.fold(hash, amendQuantity);
        hash = Hashing.fold(hash, amendTimeNs);
        hash = Hashing.fold(hash, amendedVenueTimeNs);
        hash = Hashing.fold(hash, sentTimeNs);
        hash = Hashing.fold(hash, cancelTimeNs);
        hash = Hashing.fold(hash, venueOrderId);
        for (int i = 0; i < venueTextLength; i++) {
            hash = Hashing.fold(hash, venueText[i]);
        }
        for (int i = Math.min(fills, REMEMBERED_FILLS) - 1; i >= 0; i--) {
            hash = Hashing.fold(hash, executionIds[i]);
        }
        return Hashing.fold(hash, fills);
    }
}
