package io.escapement.engine.orders;

import io.escapement.codecs.sbe.OrderStatus;

import java.util.Arrays;

/**
 * The states of an order, as a table. Columns are what the order is, rows what happens, cells what it is then:
 * {@code =} the same (the input counts, though), {@code .} nothing, the input is late or repeated, {@code !} refused,
 * the input contradicts what we know, {@code live} accepted or partially filled, by what is filled, {@code reopen}
 * what it was before the cancel was sent. A {@code !} behind a state: it counts, and contradicts what we knew.
 *
 * <p>{@code engine/ORDERS.md} shows the same table; a test holds that it does.
 *
 * <p>Fills come before acknowledgements and after cancels: both count, since the money has moved. A held order is
 * INTENDED; the venue has never heard of it. An order whose fate is not known is UNKNOWN until the venue says more.
 */
final class Transitions {
    /** The input counts, the state stays. */
    static final byte STAY = -1;
    /** Late or repeated: nothing happens. */
    static final byte IGNORE = -2;
    /** Contradicts what we know. */
    static final byte REFUSE = -3;
    /** Back to what it was before the cancel was sent. */
    static final byte REOPEN = -4;
    /** Accepted or partially filled. */
    static final byte LIVE = -5;
    /** Added to a state or to LIVE: counts, and contradicts what we knew. */
    static final byte SURPRISE = 32;

    private static final String[] TABLE = {
        "                  INTENDED  SENT             UNKNOWN          ACCEPTED         PARTIALLY_FILLED"
            + " CANCEL_PENDING FILLED CANCELLED EXPIRED REJECTED",
        "RELEASED          SENT      .                .                .                ."
            + "                .              .      .         .       .",
        "CANCEL_SENT       CANCELLED CANCEL_PENDING   CANCEL_PENDING   CANCEL_PENDING   CANCEL_PENDING"
            + "   =              .      .         .       .",
        "ACCEPTED          !         ACCEPTED         live             .                ."
            + "                =              .      .         .       .",
        "PARTIAL_FILL      !         PARTIALLY_FILLED PARTIALLY_FILLED PARTIALLY_FILLED ="
            + "                =              !      =         =       live!",
        "FULL_FILL         !         FILLED           FILLED           FILLED           FILLED"
            + "           FILLED         !      FILLED    FILLED  FILLED!",
        "CANCELLED         !         CANCELLED        CANCELLED        CANCELLED        CANCELLED"
            + "        CANCELLED      .      .         .       .",
        "EXPIRED           !         EXPIRED          EXPIRED          EXPIRED          EXPIRED"
            + "          EXPIRED        .      .         .       .",
        "REJECTED          !         REJECTED         REJECTED         REJECTED         !"
            + "                REJECTED       .      .         .       .",
        "CANCEL_REJECTED   !         .                .                .                ."
            + "                reopen         .      .         .       .",
        "CANCEL_OF_UNKNOWN !         .                .                .                ."
            + "                UNKNOWN        .      .         .       .",
        "AMENDED           !         ACCEPTED         live             =                ="
            + "                =              .      .         .       .",
        "AMEND_REJECTED    !         =                =                =                ="
            + "                =              .      .         .       .",
        "OUTCOME_UNKNOWN   !         UNKNOWN          =                UNKNOWN          UNKNOWN"
            + "          UNKNOWN        .      .         .       .",
        "NOT_FOUND         !         REJECTED         REJECTED         !                !"
            + "                REJECTED       .      .         .       .",
        "REAPPEARED        !         !                !                !                !"
            + "                !              !      !         !       live!",
        "LISTED            !         live             live             .                ."
            + "                .              !      live      live    live",
        "NOT_LISTED        .         UNKNOWN          .                UNKNOWN          UNKNOWN"
            + "          UNKNOWN        .      .         .       .",
    };

    private static final int ROWS = OrderStatus.REJECTED.value() + 1;
    private static final int COLUMNS = OrderInput.values().length;
    private static final byte[] NEXT = read();
    private static final OrderStatus[] BY_VALUE = byValue();

    private Transitions() {
    }

    /** A cell as the table has it. */
    static String text(OrderStatus status, OrderInput input) {
        final byte next = next(status, input);
        final String text = switch (next) {
            case STAY -> "=";
            case IGNORE -> ".";
            case REFUSE -> "!";
            case REOPEN -> "reopen";
            case LIVE -> "live";
            default -> status(next).name();
        };
        return text + (isSurprise(status, input) ? "!" : "");
    }

    /** The value of the next status, or one of the constants. */
    static byte next(OrderStatus status, OrderInput input) {
        final byte next = cell(status, input);
        return next < SURPRISE - ROWS ? next : (byte) (next - SURPRISE);
    }

    /** Whether the input counts and all the same contradicts what we knew. */
    static boolean isSurprise(OrderStatus status, OrderInput input) {
        return cell(status, input) >= SURPRISE - ROWS;
    }

    private static byte cell(OrderStatus status, OrderInput input) {
        return NEXT[status.value() * COLUMNS + input.ordinal()];
    }

    static OrderStatus status(byte value) {
        return BY_VALUE[value];
    }

    /** Whether an order of this status may still be filled as far as we know. */
    static boolean isOpen(OrderStatus status) {
        return switch (status) {
            case INTENDED, SENT, UNKNOWN, ACCEPTED, PARTIALLY_FILLED, CANCEL_PENDING -> true;
            default -> false;
        };
    }

    private static byte[] read() {
        final byte[] next = new byte[ROWS * COLUMNS];
        Arrays.fill(next, REFUSE);
        final String[] states = TABLE[0].trim().split(" +");
        for (int row = 1; row < TABLE.length; row++) {
            final String[] cells = TABLE[row].split(" +");
            final int input = OrderInput.valueOf(cells[0]).ordinal();
            for (int i = 0; i < states.length; i++) {
                next[OrderStatus.valueOf(states[i]).value() * COLUMNS + input] = cell(cells[i + 1]);
            }
        }
        return next;
    }

    private static byte cell(String text) {
        final boolean surprise = text.length() > 1 && text.endsWith("!");
        final byte next = plain(surprise ? text.substring(0, text.length() - 1) : text);
        return surprise ? (byte) (next + SURPRISE) : next;
    }

    private static byte plain(String text) {
        return switch (text) {
            case "=" -> STAY;
            case "." -> IGNORE;
            case "!" -> REFUSE;
            case "reopen" -> REOPEN;
            case "live" -> LIVE;
            default -> (byte) OrderStatus.valueOf(text).value();
        };
    }

    private static OrderStatus[] byValue() {
        final OrderStatus[] statuses = new OrderStatus[ROWS];
        for (final OrderStatus status : OrderStatus.values()) {
            if (status != OrderStatus.NULL_VAL) {
                statuses[status.value()] = status;
            }
        }
        return statuses;
    }
}
