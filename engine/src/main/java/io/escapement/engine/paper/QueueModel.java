package io.escapement.engine.paper;

/**
 * What a shrinking level says about the queue before our order (V8). Sizes are quantity mantissas of one instrument.
 */
public interface QueueModel {
    /**
     * The size before our order after its level's displayed size changed.
     *
     * @param front    before our order until now, prints already taken off
     * @param previous displayed at the last depth event
     * @param printed  traded at this level since then
     * @param now      displayed now; 0: the level is gone
     * @return from 0 to {@code now}
     */
    long front(long front, long previous, long printed, long now);

    /** Nobody before us ever cancels, unless the level has become smaller than the queue we believe in. */
    QueueModel RISK_AVERSE = (front, previous, printed, now) -> Math.min(front, now);
}
