package io.escapement.perf.recording;

/**
 * A frame with all that a loop has to know of it.
 *
 * @param instrument index
 * @param depthMove  what a pass adds to the update ids of its instrument
 * @param tradeMove  what a pass adds to the trade ids of its instrument
 * @param timeMoveMs what a pass adds to its times
 */
record LoopFrame(RecordedFrame.Kind kind, int instrument, long receiveTimeNs, String text, long depthMove,
                 long tradeMove, long timeMoveMs) {
}
