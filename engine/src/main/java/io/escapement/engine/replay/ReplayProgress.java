package io.escapement.engine.replay;

/** Hears now and then how far a replay is, on the thread that feeds. */
@FunctionalInterface
public interface ReplayProgress {
    /** Nobody listens. */
    ReplayProgress NONE = (records, sequence, eventTimeNs) -> {
    };

    /**
     * @param records     fed so far
     * @param sequence    of the last one
     * @param eventTimeNs of the last one
     */
    void onProgress(long records, long sequence, long eventTimeNs);
}
