package io.escapement.engine.features;

import io.escapement.engine.columns.Column;

import java.util.List;

/**
 * One group of columns of one instrument. Which of the calls below it gets, it says by the interfaces that it has.
 * Allocates nothing after it is made; called by the stage's thread.
 */
interface Feature {
    /** What it tells, in its order. */
    List<Column> columns();

    /** Whether it lives with the book: it begins at the first boundary with a LIVE book, and is mute without one. */
    default boolean needsBook() {
        return true;
    }

    /** Forgets everything and begins at a time, which is a boundary. */
    void begin(long timeNs);

    /**
     * Writes its values as of a boundary; what is missing is NaN.
     *
     * @param top what the book looks like; if this needs one, it is live
     */
    void write(long timeNs, Top top, double[] into, int at);

    long hash(long seed);

    /** Wants each change of the five best levels. */
    interface OnQuote extends Feature {
        /** After the change; the top has what was before, too. */
        void onQuote(Top top, long timeNs);
    }

    /** Wants each trade that counts. */
    interface OnTrade extends Feature {
        /**
         * After whatever the book did before it.
         *
         * @param sign 1: the aggressor bought, -1: sold, 0: not known
         */
        void onTrade(Top top, long timeNs, long price, long quantity, int sign);
    }

    /** Wants each boundary of the cadence. */
    interface OnSlot extends Feature {
        /** What came since the boundary before is whole; before {@link #write}. */
        void onSlot(Top top, long timeNs);
    }

    /** Wants samples of the mid once a second. */
    interface OnSecond extends Feature {
        /**
         * At each whole second.
         *
         * @param mid       quote asset per base asset
         * @param logReturn since the second before; NaN at the first
         */
        void onSecond(double mid, double logReturn);
    }
}
