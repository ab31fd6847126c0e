package io.escapement.engine.orders;

import io.escapement.codecs.sbe.OrderStatus;

import java.util.Arrays;

/**
 * The states of an order, as a table. Rows are what the order is, columns what happens, cells what it is then:
 * {@code =} the same (the input counts, though), {@code .} nothing, the input is late or repeated, {@code !} refused,
 * the input contradicts what we know, {@code reopen} what it was before the cancel was sent.
 *
 * <p>Fills come before acknowledgements and after cancels: both count, since the money has moved. What the venue
 * rejected cannot fill. An order without an answer is UNKNOWN until there is one.
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

    private static final String[] TABLE = {
        "                 CANCEL_SENT    ACCEPTED PARTIAL_FILL     FULL_FILL CANCELLED EXPIRED REJECTED CANCEL_REJECTED"
            + " CANCEL_OF_UNKNOWN UNANSWERED",
        "SENT             CANCEL_PENDING ACCEPTED PARTIALLY_FILLED FILLED    CANCELLED EXPIRED REJECTED ."
            + "               .                 UNKNOWN",
        "UNKNOWN          CANCEL_PENDING ACCEPTED PARTIALLY_FILLED FILLED    CANCELLED EXPIRED REJECTED ."
            + "               .                 .",
        "ACCEPTED         CANCEL_PENDING .        PARTIALLY_FILLED FILLED    CANCELLED EXPIRED !        ."
            + "               .                 .",
        "PARTIALLY_FILLED CANCEL_PENDING .        =                FILLED    CANCELLED EXPIRED !        ."
            + "               .                 .",
        "CANCEL_PENDING   =              =        =                FILLED    CANCELLED EXPIRED REJECTED reopen"
            + "          UNKNOWN           .",
        "FILLED           .              .        !                !         .         .       .        ."
            + "               .                 .",
        "CANCELLED        .              .        =                FILLED    .         .       .        ."
            + "               .                 .",
        "EXPIRED          .              .        =                FILLED    .         .       .        ."
            + "               .                 .",
        "REJECTED         .              .        !                !         .         .       .        ."
            + "               .                 .",
    };

    private static final int ROWS = OrderStatus.REJECTED.value() + 1;
    private static final int COLUMNS = OrderInput.values().length;
    private static final byte[] NEXT = read();
    private static final OrderStatus[] BY_VALUE = byValue();

    private Transitions() {
    }

    /** The value of the next status, or one of the constants. */
    static byte next(OrderStatus status, OrderInput input) {
        return NEXT[status.value() * COLUMNS + input.ordinal()];
    }

    static OrderStatus status(byte value) {
        return BY_VALUE[value];
    }

    /** Whether the venue may still fill an order of this status as far as we know. */
    static boolean isOpen(OrderStatus status) {
        return switch (status) {
            case SENT, UNKNOWN, ACCEPTED, PARTIALLY_FILLED, CANCEL_PENDING -> true;
            default -> false;
        };
    }

    private static byte[] read() {
        final byte[] next = new byte[ROWS * COLUMNS];
        Arrays.fill(next, REFUSE);
        final String[] inputs = TABLE[0].trim().split(" +");
        for (int row = 1; row < TABLE.length; row++) {
            final String[] cells = TABLE[row].split(" +");
            for (int i = 0; i < inputs.length; i++) {
                final int status = OrderStatus.valueOf(cells[0]).value();
                next[status * COLUMNS + OrderInput.valueOf(inputs[i]).ordinal()] = cell(cells[i + 1]);
            }
        }
        return next;
    }

    private static byte cell(String text) {
        return switch (text) {
            case "=" -> STAY;
            case "." -> IGNORE;
            case "!" -> REFUSE;
            case "reopen" -> REOPEN;
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
