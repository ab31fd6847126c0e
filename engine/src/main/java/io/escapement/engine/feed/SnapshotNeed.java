package io.escapement.engine.feed;

import io.escapement.codecs.sbe.Reason;

/**
 * Whether one instrument needs a snapshot, has asked for it, and how long the next request has to wait: nothing for
 * the first attempt, then a time that doubles. Attempts are counted until {@link #settled}.
 */
public final class SnapshotNeed {
    private final long backoffNs;
    private final long maxBackoffNs;

    private boolean wanted;
    private boolean outstanding;
    private int attempt;
    private long notBeforeNs;
    private Reason reason = Reason.NONE;

    public SnapshotNeed(long backoffNs, long maxBackoffNs) {
        this.backoffNs = backoffNs;
        this.maxBackoffNs = maxBackoffNs;
    }

    /** A snapshot is needed. */
    public void want(Reason why) {
        if (!outstanding) {
            wanted = true;
            reason = why;
        }
    }

    /** Whether a request is to be made now. */
    public boolean isDue() {
        return wanted && !outstanding;
    }

    /** The time from which the next request may be made, by the backoff alone. */
    public long earliestNs(long nowNs) {
        return attempt == 0 ? nowNs : nowNs + Math.min(maxBackoffNs, backoffNs << Math.min(attempt - 1, 30));
    }

    /** The request has been made. */
    public void requested(long newNotBeforeNs) {
        wanted = false;
        outstanding = true;
        attempt++;
        notBeforeNs = newNotBeforeNs;
    }

    /** A snapshot is being fetched, whoever asked for it. */
    public void begun(long nowNs) {
        wanted = false;
        outstanding = true;
        notBeforeNs = nowNs;
    }

    /** Whether a request has been without an answer for longer than it may. */
    public boolean isOverdue(long nowNs, long timeoutNs) {
        return outstanding && nowNs - notBeforeNs > timeoutNs;
    }

    /** The answer to the request, if one is out, will not do. */
    public void failed() {
        outstanding = false;
    }

    /** Nothing is needed any more. */
    public void cancel() {
        wanted = false;
        outstanding = false;
    }

    /** The book has gone on from its snapshot: the next need begins with attempt 1 again. */
    public void settled() {
        attempt = 0;
    }

    public boolean isOutstanding() {
        return outstanding;
    }

    /** Number of the last request, from 1. */
    public int attempt() {
        return attempt;
    }

    public Reason reason() {
        return reason;
    }

    public long hash() {
        long hash = (wanted ? 1 : 0) + (outstanding ? 2 : 0);
        hash = hash * 31 + attempt;
        hash = hash * 31 + notBeforeNs;
        return hash * 31 + reason.value();
    }
}
