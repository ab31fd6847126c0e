package io.escapement.engine.bars;

/** Takes closed bars, shorter ones before longer ones that end at the same time. */
interface BarListener {
    /** A bar was closed; the object is used again after the call. */
    void onBar(long openTimeNs, long durationNs, FormingBar bar);
}
