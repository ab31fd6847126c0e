package io.escapement.engine.statistics;

/**
 * Sine and cosine of a place on a circle, given as a share of a whole turn, to the last digit or two and with the same
 * bits on any machine. {@link StrictMath} has the same bits too, but allocates for them from JDK 21 on.
 */
public final class Turn {
    private static final double RADIANS = 2 * Math.PI;
    /** Up to an eighth of a turn from a quarter, nine terms leave less than the last digit. */
    private static final int LAST_TERM = 17;

    private Turn() {
    }

    /** @param share of a turn, from 0 on, less than 1 */
    public static double sin(double share) {
        final int quarter = (int) Math.rint(share * 4);
        final double angle = (share - quarter * 0.25) * RADIANS;
        return switch (quarter & 3) {
            case 0 -> series(angle, 1);
            case 1 -> series(angle, 0);
            case 2 -> -series(angle, 1);
            default -> -series(angle, 0);
        };
    }

    /** @param share as of {@link #sin} */
    public static double cos(double share) {
        final int quarter = (int) Math.rint(share * 4);
        final double angle = (share - quarter * 0.25) * RADIANS;
        return switch (quarter & 3) {
            case 0 -> series(angle, 0);
            case 1 -> -series(angle, 1);
            case 2 -> -series(angle, 0);
            default -> series(angle, 1);
        };
    }

    /** Taylor's, from the smallest term on. @param odd 1: of the sine, 0: of the cosine */
    private static double series(double angle, int odd) {
        final double square = angle * angle;
        double sum = 1;
        for (int n = LAST_TERM - 1 + odd; n > odd; n -= 2) {
            sum = 1 - sum * square / (n * (n - 1));
        }
        return odd == 1 ? sum * angle : sum;
    }
}
