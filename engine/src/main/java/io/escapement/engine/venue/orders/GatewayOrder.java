package io.escapement.engine.venue.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;

/**
 * An order as its gateway knows it: what records asked for, what records say it has become, and what the venue has
 * told. Preallocated and used again; the transport's thread. Fields are open to the venues' encoders, which read them.
 */
public final class GatewayOrder {
    /** Nothing is to be asked about it. */
    static final long NEVER = Long.MAX_VALUE;
    private static final int REMEMBERED_DEALS = 16;

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
    private final long[] deals = new long[REMEMBERED_DEALS];
    private int dealCount;
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
    long placeNanos;
    long amendNanos;
    long cancelNanos;

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
    /** Since when fills are missing: the venue says more is filled than the core has counted. */
    long missingNanos = NEVER;
    boolean askingFills;
    int askedFills;

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
        dealCount = 0;
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
        missingNanos = NEVER;
        askingFills = false;
        askedFills = 0;
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

    boolean isMissingFills() {
        return venueCumulative > knownCumulative;
    }

    /** The venue has said so much is filled. */
    void filled(long cumulative) {
        venueCumulative = Math.max(venueCumulative, cumulative);
    }

    /** Adds a fill to what is dealt, once. */
    void deal(long executionId, long quantityOfIt) {
        for (int i = 0; i < Math.min(dealCount, REMEMBERED_DEALS); i++) {
            if (deals[i] == executionId) {
                return;
            }
        }
        deals[dealCount++ % REMEMBERED_DEALS] = executionId;
        dealt += quantityOfIt;
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
