package io.escapement.codecs.decimal;

/**
 * Text that is not a decimal, or not one that the asked exponent can hold. Names the text, the place and the reason.
 */
public final class DecimalFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    DecimalFormatException(String text, int offset, String reason) {
        super("\"" + text + "\": " + reason + " (at character " + offset + ")");
        this.offset = offset;
    }

    /** Where in the text it went wrong, from 0. */
    public int offset() {
        return offset;
    }
}
