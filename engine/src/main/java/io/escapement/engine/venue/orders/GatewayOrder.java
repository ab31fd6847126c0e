package io.escapement.engine.venue.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import org.agrona.collections.LongHashSet;

import java.util.concurrent.TimeUnit;

/**
 * An order as its gateway knows it: what records asked for, what records say it has become, and what the venue has
 * told. Preallocated and used again; the transport's thread. Fields are open to the venues' encoders, which read them.
 */
public final class GatewayOrder {
    /** Nothing is to be asked about it. */
    static final long NEVER = Long.MAX_VALUE;
    /** So many fills of an order find room before its set has to grow. */
    private static final int USUAL_FILLS = 24;

    public long clientOrderId;
    public Instrument instrument;
    public Side side;
    public OrderType type;
    public TimeInForce timeInForce;
    /** {@link Report#NULL} of market orders. */
    public long price;
    public long quantity;
    public long triggerPrice;
    public long expireTimeNs;
    public boolean reduceOnly;
    /** The venue's, where it is a number; else {@link Report#NULL}. */
    public long venueOrderId;
    public final ShortText venueOrderText = new ShortText(64);
    /** What an amendment under way wants. */
    public long amendPrice;
    public long amendQuantity;

    /** The most that the venue has said is filled. */
    long venueCumulative;
    /** Sum of the fills heard here, each once; for venues whose fills do not say how much is filled in all. */
    long dealt;
    /** Executions that have been told to the core, which remembers its last ones alone. */
    private final LongHashSet told = new LongHashSet(USUAL_FILLS);
    /** An execution that the core remembered from a run before: those before it are counted, too. */
    private long firstCarried = Report.NULL;
    private boolean beforeCarried;
    /** What the core has counted, by its records. */
    long knownCumulative;
    /** As the core has it, by its records. */
    OrderStatus status;
    long sentTimeNs;

    /** Kept by the engine, not at the venue. */
    boolean held;
    /** The venue has told of it. */
    boolean seen;
    /** The venue has told its end. */
    boolean over;
    /** The venue has told that what it waited for has come. */
    public boolean triggered;
    /** Requests whose answers are awaited. */
    boolean placing;
    boolean amending;
    boolean cancelling;
    /** Its last request went over the line for orders, else by REST. */
    boolean byLine;
    long placeNanos;
    long amendNanos;
    long cancelNanos;

    /** When it was last asked for while no stream told of it. */
    long polledNanos;
    /** When to ask the venue what became of it. */
    long askNanos = NEVER;
    boolean asking;
    int asked;
    int notFound;
    /** What it was asked for: this was not answered. */
    boolean placeInDoubt;
    boolean amendInDoubt;
    boolean cancelInDoubt;
    /** Among the open orders that the venue has just listed. */
    boolean listed;
    /** It was not, and what became of it is not known yet: no late report answers that, short of its end. */
    boolean unlisted;
    /** Since when fills are missing: the venue says more is filled than the core has counted. */
    long missingNanos = NEVER;
    boolean askingFills;
    int askedFills;
    /** Quantity of the fills that the pages read so far have told. */
    long askedSum;

    int index;

    void clear() {
        venueOrderId = Report.NULL;
        venueOrderText.clear();
        amendPrice = Report.NULL;
        amendQuantity = Report.NULL;
        triggerPrice = Report.NULL;
        expireTimeNs = Report.NULL;
        reduceOnly = false;
        venueCumulative = 0;
        knownCumulative = 0;
        dealt = 0;
        told.clear();
        firstCarried = Report.NULL;
        beforeCarried = false;
        askedSum = 0;
        byLine = false;
        polledNanos = System.nanoTime() - TimeUnit.HOURS.toNanos(1);
        status = OrderStatus.SENT;
        held = false;
        seen = false;
        over = false;
        triggered = false;
        placing = false;
        amending = false;
        cancelling = false;
        askNanos = NEVER;
        asking = false;
        asked = 0;
        notFound = 0;
        placeInDoubt = false;
        amendInDoubt = false;
        cancelInDoubt = false;
        listed = false;
        unlisted = false;
        missingNanos = NEVER;
        askingFills = false;
        askedFills = 0;
    }

    /** Whether it waits for its trigger, or did before it became an order like others. */
    public boolean isConditional() {
        return type != OrderType.LIMIT && type != OrderType.MARKET;
    }

    /** Whether the core thinks that the venue may have it open. */
    boolean isOpen() {
        return !held && isOpen(status);
    }

    static boolean isOpen(OrderStatus status) {
        return switch (status) {
            case SENT, UNKNOWN, ACCEPTED, PARTIALLY_FILLED, CANCEL_PENDING -> true;
            default -> false;
        };
    }

    /** Whether the core's record says that it is over. */
    boolean isDone() {
        return !isOpen(status) && status != OrderStatus.INTENDED;
    }

    boolean isInFlight() {
        return placing || amending || cancelling;
    }

    /** The most that the venue has said is filled. */
    public long filledAtVenue() {
        return venueCumulative;
    }

    /** Epoch nanoseconds, ours: it cannot have been filled before. */
    public long sentTimeNs() {
        return sentTimeNs;
    }

    boolean isMissingFills() {
        return venueCumulative > knownCumulative;
    }

    /** The venue has said so much is filled. */
    void filled(long cumulative) {
        venueCumulative = Math.max(venueCumulative, cumulative);
    }

    /** Adds a fill to what is dealt, once; says in it how much is filled in all, where the venue has not. */
    void sumUp(Report fill) {
        if (told.add(fill.executionId)) {
            dealt += fill.lastQuantity;
        }
        if (fill.cumulative == 0) {
            fill.cumulative = Math.min(quantity, dealt);
            fill.leaves = quantity - fill.cumulative;
            fill.status = fill.leaves == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        }
    }

    /**
     * Executions that the core remembers of a run before.
     *
     * @param all whether there were no others
     */
    void carried(long[] executionIds, int count, boolean all) {
        for (int i = 0; i < count; i++) {
            told.add(executionIds[i]);
        }
        firstCarried = all || count == 0 ? Report.NULL : executionIds[0];
    }

    /** Before the first of an order's fills, which the venue tells oldest first. */
    void beginFills() {
        askedSum = 0;
        beforeCarried = firstCarried != Report.NULL;
    }

    /** Whether the core has not been told of this execution, of the fills as the venue tells them; now it has. */
    boolean isUntold(long executionId) {
        if (executionId == firstCarried) {
            beforeCarried = false;
        }
        return told.add(executionId) && !beforeCarried;
    }

    /** The venue has told its id. */
    void venueId(long id, ShortText text) {
        if (id != Report.NULL) {
            venueOrderId = id;
        }
        if (!text.isEmpty()) {
            venueOrderText.set(text);
        }
    }

    @Override
    public String toString() {
        return ClientOrderText.of(clientOrderId);
    }
}
