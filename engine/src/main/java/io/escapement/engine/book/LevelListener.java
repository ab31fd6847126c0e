package io.escapement.engine.book;

/** Hears of single levels of a book. */
interface LevelListener {
    /**
     * A level.
     *
     * @param bid      whether it is bid, else asked
     * @param price    mantissa
     * @param quantity mantissa
     */
    void onLevel(boolean bid, long price, long quantity);
}
