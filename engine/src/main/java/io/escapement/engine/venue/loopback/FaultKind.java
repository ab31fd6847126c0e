package io.escapement.engine.venue.loopback;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What can be made to go wrong. Faults of frames hit diff depth frames that a client subscribed to, because those are
 * the ones whose loss must be noticed; the venue's own book stays right.
 */
public enum FaultKind {
    /** All stream connections are closed, with a close frame of code 1001. */
    DISCONNECT(Target.CONNECTION, 0),
    /** All stream connections are reset: no close frame, no FIN. */
    ABORT(Target.CONNECTION, 0),
    /** Nothing is sent for a while; then everything that has become due at once. Parameter: how long, 2 s. */
    STALL(Target.CONNECTION, 2_000_000_000L),
    /** The connections that there are fall silent, pings too, and are reset later. Parameter: when, 30 s. */
    HALF_OPEN(Target.CONNECTION, 30_000_000_000L),
    /** The serverShutdown event; the connections are closed later. Parameter: when, 1 s. */
    SERVER_SHUTDOWN(Target.CONNECTION, 1_000_000_000L),

    /** A frame is left out. */
    GAP(Target.FRAME, 0),
    /** A frame is sent twice. */
    DUPLICATE(Target.FRAME, 0),
    /** A frame is sent after the next one of its symbol. */
    REORDER(Target.FRAME, 0),
    /** A bid at or above the best ask is added to a frame. */
    CROSSED(Target.FRAME, 0),
    /** Only the first half of a frame's text is sent. */
    TRUNCATED(Target.FRAME, 0),
    /** A frame is replaced by text that is not JSON. */
    GARBAGE(Target.FRAME, 0),
    /** A price gets 400 digits. */
    HUGE_NUMBER(Target.FRAME, 0),
    /** The last update id gets another name. */
    RENAMED_FIELD(Target.FRAME, 0),
    /** The last update id is there twice, the first time wrong. */
    DUPLICATE_KEY(Target.FRAME, 0),
    /** A frame is made very long. Parameter: bytes, 16 MiB. */
    OVERSIZED(Target.FRAME, 16L << 20),

    /** A REST reply comes late. Parameter: by how much, 2 s. */
    REST_SLOW(Target.REST, 2_000_000_000L),
    /** A REST request is answered with status 503. */
    REST_503(Target.REST, 0),
    /** A REST request is answered with status 429 and Retry-After. Parameter: how long, 1 s. */
    REST_429(Target.REST, 1_000_000_000L),
    /** A REST request is answered with status 418 and Retry-After. Parameter: how long, 2 s. */
    REST_418(Target.REST, 2_000_000_000L),
    /** A snapshot from before the first delta. */
    SNAPSHOT_OLD(Target.SNAPSHOT, 0),
    /** A snapshot whose best bid is above its best ask. */
    SNAPSHOT_CROSSED(Target.SNAPSHOT, 0),
    /** Only the first half of a snapshot's text. */
    SNAPSHOT_TRUNCATED(Target.SNAPSHOT, 0),

    /** A frame's checksum is wrong. */
    WRONG_CHECKSUM(Target.FRAME, 0),
    /** The numbers of a book, or of a connection, begin again, in the way in which the venue does that. */
    SEQUENCE_RESET(Target.FRAME, 0),
    /** An update without levels is put in, under a number of its own. */
    EMPTY_UPDATE(Target.FRAME, 0),
    /** An update is sent again under the next number. */
    DUPLICATE_NEW_ID(Target.FRAME, 0),
    /** Bytes in the middle of a compressed frame are changed. */
    GZIP_CORRUPT(Target.FRAME, 0),
    /** Fields that nobody knows are put into a protobuf frame. */
    UNKNOWN_FIELDS(Target.FRAME, 0),
    /** The venue's times are off in one frame. Parameter: by how much, 1 h ahead. */
    CLOCK_SKEW(Target.FRAME, 3_600_000_000_000L),
    /** The venue says that maintenance begins, in its own words, and closes later. Parameter: when, 1 s. */
    MAINTENANCE(Target.CONNECTION, 1_000_000_000L),

    /** A subscription is answered with an error, or the connection that names its streams with status 403. */
    SUBSCRIBE_REFUSED(Target.SUBSCRIPTION, 0),

    /** A request that changes orders is done and never answered. */
    ACK_LOST(Target.ORDER, 0),
    /** It is done and answered late. Parameter: by how much, 12 s. */
    ACK_LATE(Target.ORDER, 12_000_000_000L),
    /** It is done and answered with status 503, or with the venue's word for an unknown outcome. */
    ORDER_5XX_LIVE(Target.ORDER, 0),
    /** It is done; then its connection is reset instead of an answer. */
    ORDER_DISCONNECT(Target.ORDER, 0),
    /** It is not done; its connection is reset. */
    ORDER_LOST(Target.ORDER, 0),
    /** A new order is refused although nothing is wrong with it. Parameter: the venue's code, 1 = its usual one. */
    ORDER_REJECT(Target.ORDER, 1),
    /** Answered as too many requests. Parameter: how long to wait, 1 s. */
    ORDER_429(Target.ORDER, 1_000_000_000L),
    /** Answered as a ban. Parameter: how long, 2 s. */
    ORDER_418(Target.ORDER, 2_000_000_000L),
    /** All requests that change orders are refused for a while. Parameter: how long, 2 s. */
    ORDER_MAINTENANCE(Target.ORDER, 2_000_000_000L),
    /** A fill comes in two pieces. */
    PARTIAL_FILL(Target.ORDER, 0),
    /** A report about an order is sent twice. */
    REPORT_DUPLICATE(Target.ORDER, 0),
    /** A report is sent after the next one. */
    REPORT_REORDER(Target.ORDER, 0),
    /** The connections for reports are reset; the report that was due is lost on all of them. */
    PRIVATE_DISCONNECT(Target.ORDER, 0);

    /** What a fault waits for. */
    enum Target { CONNECTION, FRAME, REST, SNAPSHOT, SUBSCRIPTION, ORDER }

    private static final Set<FaultKind> OF_ORDERS = Collections.unmodifiableSet(EnumSet.range(ACK_LOST,
        PRIVATE_DISCONNECT));

    private static final Set<FaultKind> OF_BINANCE = Collections.unmodifiableSet(EnumSet.complementOf(
        withOrders(WRONG_CHECKSUM, GZIP_CORRUPT, UNKNOWN_FIELDS, MAINTENANCE)));

    private final Target target;
    private final long defaultParameter;

    FaultKind(final Target target, final long defaultParameter) {
        this.target = target;
        this.defaultParameter = defaultParameter;
    }

    private static EnumSet<FaultKind> withOrders(final FaultKind first, final FaultKind... more) {
        final EnumSet<FaultKind> all = EnumSet.of(first, more);
        all.addAll(OF_ORDERS);
        return all;
    }

    Target target() {
        return target;
    }

    /** Nanoseconds, or bytes for {@link #OVERSIZED}. */
    long defaultParameter() {
        return defaultParameter;
    }

    /** Whether it is about orders, which only a venue that is given {@link Trading} takes. */
    public boolean isOfOrders() {
        return target == Target.ORDER;
    }

    /**
     * What can go wrong with a venue's orders.
     *
     * @return none where it takes no orders
     */
    public static Set<FaultKind> ofOrders(final Speeches.Name venue) {
        return switch (venue) {
            case BINANCE, BYBIT, MEXC -> OF_ORDERS;
            default -> Set.of();
        };
    }

    /**
     * What can go wrong with a venue's market data; other kinds never happen there.
     *
     * @param venue as {@link Serve#venue()} has it
     */
    public static Set<FaultKind> of(final Speeches.Name venue) {
        return venue == Speeches.Name.BINANCE ? OF_BINANCE : Speeches.of(venue).faults();
    }

    /**
     * Why this cannot go wrong with a venue's market data.
     *
     * @return null where it can
     */
    public String whyNot(final Speeches.Name venue) {
        if (of(venue).contains(this)) {
            return null;
        }
        if (isOfOrders()) {
            return ofOrders(venue).isEmpty() ? "it takes no orders here" : "a fault of orders, not of market data";
        }
        return switch (this) {
            case SERVER_SHUTDOWN -> "only Binance says serverShutdown";
            case MAINTENANCE -> venue == Speeches.Name.BINANCE ? "its notice is serverShutdown"
                : "its protocol has no notice of maintenance on the stream";
            case REST_418 -> "only Binance bans with status 418; others say 429";
            case WRONG_CHECKSUM -> "its frames carry no checksum";
            case GZIP_CORRUPT -> "its frames are not packed";
            case UNKNOWN_FIELDS -> "its frames are not protobuf";
            case SEQUENCE_RESET -> "its frames have no numbers: books are proven by checksums";
            case EMPTY_UPDATE -> venue == Speeches.Name.BITFINEX ? "a frame is one level"
                : "every frame is a whole book";
            case RENAMED_FIELD, DUPLICATE_KEY, OVERSIZED -> "its frames have no named fields";
            case SNAPSHOT_OLD -> "whole books come in the stream, in their place";
            case SNAPSHOT_CROSSED, SNAPSHOT_TRUNCATED -> "every frame is a whole book: crossed and truncated are these";
            default -> "its protocol has nothing of the kind";
        };
    }

    /** As it is written in a config: lower case, with hyphens. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of {@link #key()}. @throws IllegalArgumentException naming all kinds */
    public static FaultKind of(final String key) {
        for (final FaultKind kind : values()) {
            if (kind.key().equals(key)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("fault kind \"" + key + "\": expected one of "
            + Arrays.stream(values()).map(FaultKind::key).collect(Collectors.joining(", ")));
    }
}
