package io.escapement.engine.bars;

import io.escapement.codecs.sbe.BarKind;

/** Takes closed bars, shorter ones before longer ones that end at the same time. */
interface BarListener {
    /** A bar of time was closed; the object is used again after the call. */
    void onBar(long openTimeNs, long durationNs, FormingBar bar);

    /**
     * A bar that trades close was closed.
     *
     * @param openTimeNs venue time of its first trade
     * @param endTimeNs  venue time of the trade that closed it
     * @param size       what closed it: trades, quantity, money
     */
    void onTradeBar(BarKind kind, long openTimeNs, long endTimeNs, long size, FormingBar bar);

    /** There are no one-second bars from one time to another, and will not be. */
    void onGap(long fromNs, long toNs);
}
