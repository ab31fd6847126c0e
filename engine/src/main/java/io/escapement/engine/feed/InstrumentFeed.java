package io.escapement.engine.feed;

import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Reason;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;

/**
 * The depth stream of one instrument: what it is trusted with and what is needed to trust it again. The phase says
 * what happens to deltas, the state what the world is told.
 *
 * <pre>
 *            connected, delta                snapshot's last        nothing held
 *  PAUSED ---------------------> HOLDING ----- fragment ---> DRAINING ------------> APPLYING
 *    ^                            ^  ^                          |                      |
 *    |                            |  +--- gap, too many held ---+                      |
 *    |                            +------- gap, silence, lag, malformed, resync -------+
 *    +---- disconnected, refused, not trading, recording ended: from any phase
 *  state:  STALE                  SYNCING, SUSPECT, STALE       SYNCING                LIVE
 * </pre>
 *
 * Where snapshots come in the stream, HOLDING keeps nothing: deltas are ignored until the snapshot has come. A snapshot
 * in the stream goes into the book from any phase but a PAUSED one that is halted, and what was held is dropped.
 */
final class InstrumentFeed {
    /** No delta is expected. */
    static final int PAUSED = 1;
    /** Deltas are held for a snapshot. */
    static final int HOLDING = 2;
    /** The snapshot is in the book; held deltas are being released, new ones go behind them. */
    static final int DRAINING = 3;
    /** Deltas go straight to the book. */
    static final int APPLYING = 4;

    final int id;
    final FeedLimits limits;
    SyncRule rule;
    final HeldDeltas held;
    final SnapshotNeed need;
    private final FeedEffects effects;
    private RequestBudget budget;

    int phase = HOLDING;
    /** Update id that the book is at, while APPLYING or DRAINING. */
    long bookId;
    /** No delta has been applied since the snapshot. */
    boolean bridging;
    /** The fetcher has announced a snapshot that began after everything held. */
    boolean resyncStarted;
    /** Event time of the last applied delta or snapshot. */
    long heardNs;
    /** No delta has been applied since the snapshot, whoever asked for it. */
    boolean fresh;
    /** The venue's time of the last applied delta or snapshot; {@link FeedEffects#NO_NUMBER} where unknown. */
    long saidNs = FeedEffects.NO_NUMBER;
    /** Deltas in a row that were old. */
    int oldInRow;
    /** What became of the open delta's first fragment, so that its other fragments share it. */
    byte openDelta;
    byte openSnapshot;
    /** The open snapshot came in the stream: the book has been emptied for it. */
    boolean replacing;

    private BookState state = BookState.SYNCING;
    private Reason reason = Reason.STARTED;
    private long subscribedNs = FeedEffects.NO_NUMBER;
    private boolean halted;
    private boolean bound;
    private int connectionId;

    InstrumentFeed(int id, FeedLimits limits, SyncRule rule, FeedEffects effects, RequestBudget budget) {
        this.id = id;
        this.limits = limits;
        this.rule = rule;
        this.effects = effects;
        this.budget = budget;
        this.held = new HeldDeltas(limits.heldBytes());
        this.need = new SnapshotNeed(limits.backoffNs(), limits.maxBackoffNs());
    }

    boolean isTrusted() {
        return phase == APPLYING || phase == DRAINING;
    }

    boolean isHalted() {
        return halted;
    }

    /**
     * Whether an old number stands on something that the venue has said since: it does not say the same once more, it
     * numbers anew without a word, and what the book misses from here on would never be noticed.
     *
     * <p>Behind a delta that was applied anything newer is news: one stream has one clock. A snapshot may be of another
     * clock, and deltas that it holds already may come behind it, so behind a snapshot alone only what is newer by more
     * than {@link FeedLimits#overlapNs} is news; by the engine's clock where the venue does not tell both times.
     */
    boolean isNews(long venueNs, long nowNs) {
        final boolean told = saidNs != FeedEffects.NO_NUMBER && venueNs != BookDeltaDecoder.venueTimeNsNullValue();
        if (fresh) {
            return (told ? venueNs - saidNs : nowNs - heardNs) > limits.overlapNs();
        }
        return told && venueNs > saidNs;
    }

    /** The venue's time of what has been applied; its null value where it says none. */
    void said(long venueNs) {
        saidNs = venueNs == BookDeltaDecoder.venueTimeNsNullValue() ? FeedEffects.NO_NUMBER : venueNs;
    }

    /** Whether the world has been told so; a later stage may know better. */
    boolean isLive() {
        return state == BookState.LIVE;
    }

    /** Another rule from here on: whatever the book was built by is of no use. */
    void redefine(SyncRule newRule, RequestBudget newBudget) {
        rule = newRule;
        budget = newBudget;
    }

    boolean isOf(int connection) {
        return !bound || connectionId == connection;
    }

    /** Tells the world a state, and why, changed or not. */
    void tell(Slot slot, BookState newState, Reason why, long expected, long observed) {
        tell(slot, newState, state, why, expected, observed);
    }

    private void tell(Slot slot, BookState newState, BookState previous, Reason why, long expected, long observed) {
        effects.status(slot, id, newState, previous, why, expected, observed);
        state = newState;
        reason = why;
    }

    /** Tells why something went wrong that leaves the state as it is. */
    void remark(Slot slot, Reason why, long expected, long observed) {
        effects.status(slot, id, state, state, why, expected, observed);
    }

    /** The book cannot be trusted any more: deltas are held from here on and a snapshot is wanted. */
    void lose(Slot slot, BookState newState, Reason why, long expected, long observed) {
        tell(slot, newState, why, expected, observed);
        hold();
        need.want(why);
    }

    /**
     * What is held has a hole and is dropped. A snapshot whose deltas they were is worth nothing then; one that is
     * still to come may be new enough.
     */
    void dropHeld(Slot slot, Reason why, long expected, long observed) {
        if (isTrusted()) {
            lose(slot, BookState.SUSPECT, why, expected, observed);
        } else {
            remark(slot, why, expected, observed);
            held.clear();
            oldInRow = 0;
        }
    }

    /** Begins to hold deltas, from nothing. */
    private void hold() {
        phase = HOLDING;
        held.clear();
        oldInRow = 0;
        if (resyncStarted || replacing) {
            resyncStarted = false;
            need.failed();
        }
        closeFragments();
    }

    /** Fragments still to come of what was open belong to nothing now. */
    private void closeFragments() {
        if (openDelta != Verdict.NONE) {
            openDelta = Verdict.REFUSED;
        }
        if (openSnapshot != Verdict.NONE) {
            openSnapshot = Verdict.REFUSED;
        }
        replacing = false;
    }

    /** A snapshot of the stream begins: it goes into an empty book, and nothing that came before it is needed. */
    void replace(Slot slot, boolean whole) {
        final boolean live = isLive();
        if (!whole && live) {
            tell(slot, BookState.SYNCING, Reason.RESYNC, FeedEffects.NO_NUMBER, FeedEffects.NO_NUMBER);
        }
        hold();
        phase = whole && live ? APPLYING : HOLDING;
        replacing = !whole;
    }

    /** A delta that cannot be held waits for nothing, but from the first one on a snapshot is overdue. */
    void awaitSnapshot(long nowNs) {
        if (subscribedNs == FeedEffects.NO_NUMBER) {
            subscribedNs = nowNs;
        }
    }

    private void pause(Slot slot, Reason why) {
        if (phase == PAUSED && reason == why) {
            return;
        }
        tell(slot, BookState.STALE, why, FeedEffects.NO_NUMBER, FeedEffects.NO_NUMBER);
        hold();
        phase = PAUSED;
        subscribedNs = FeedEffects.NO_NUMBER;
        need.cancel();
    }

    /** Begins anew because the stream does; the snapshot is wanted when its first delta has come. */
    void restart(Slot slot, Reason why) {
        tell(slot, BookState.SYNCING, why, FeedEffects.NO_NUMBER, FeedEffects.NO_NUMBER);
        hold();
        need.cancel();
    }

    // What is said of the connection

    void bind(int connection) {
        bound = true;
        connectionId = connection;
    }

    void onConnected(Slot slot) {
        if (!halted) {
            subscribedNs = FeedEffects.NO_NUMBER;
            restart(slot, Reason.CONNECTED);
        }
    }

    void onSubscribed(Slot slot, boolean moved) {
        if (halted) {
            return;
        }
        if (moved || phase == PAUSED) {
            restart(slot, Reason.CONNECTED);
        }
        subscribedNs = slot.eventTimeNs();
    }

    void onStreamEnd(Slot slot, Reason why) {
        if (!halted) {
            pause(slot, why);
        }
    }

    /** Something of this stream was lost or came late. Deltas that are only held need no more than their own ids. */
    void onDoubt(Slot slot, Reason why) {
        if (isTrusted() || replacing) {
            lose(slot, BookState.SUSPECT, why, FeedEffects.NO_NUMBER, FeedEffects.NO_NUMBER);
        } else if (phase == HOLDING && why != Reason.LAGGING && rule.hearsSnapshots()
            && (resyncStarted || !rule.holdsDeltas())) {
            // It may have been the snapshot that is awaited.
            snapshotMissed(why);
        }
    }

    void onOperatorResync(Slot slot) {
        if (phase != PAUSED) {
            lose(slot, BookState.SYNCING, Reason.OPERATOR, FeedEffects.NO_NUMBER, FeedEffects.NO_NUMBER);
        }
    }

    void onTradingStatus(Slot slot, InstrumentStatus status) {
        final boolean nowHalted = status != InstrumentStatus.TRADING;
        if (nowHalted && !halted) {
            pause(slot, Reason.NOT_TRADING);
        } else if (!nowHalted && halted) {
            restart(slot, Reason.STARTED);
        }
        halted = nowHalted;
    }

    /**
     * The fetcher begins to fetch: the snapshot will be newer than everything held. Where deltas are being applied,
     * this stage has not asked: a later one has found the book wrong and said SUSPECT, and why, or the session
     * subscribes anew for reasons of its own.
     */
    void onResyncStarted(Slot slot) {
        if (phase == PAUSED) {
            return;
        }
        if (isTrusted()) {
            tell(slot, BookState.SYNCING, BookState.SUSPECT, Reason.RESYNC, FeedEffects.NO_NUMBER,
                FeedEffects.NO_NUMBER);
            hold();
        } else if (state != BookState.SYNCING) {
            tell(slot, BookState.SYNCING, reason, FeedEffects.NO_NUMBER, FeedEffects.NO_NUMBER);
        }
        if (openSnapshot != Verdict.NONE) {
            openSnapshot = Verdict.REFUSED;
        }
        replacing = false;
        resyncStarted = true;
        need.begun(slot.eventTimeNs());
    }

    void onSnapshotFailed(Slot slot) {
        if (phase == HOLDING) {
            remark(slot, Reason.SNAPSHOT_FAILED, FeedEffects.NO_NUMBER, FeedEffects.NO_NUMBER);
            snapshotMissed(Reason.SNAPSHOT_FAILED);
        }
    }

    /** The snapshot that was asked for will not do: the next one is wanted. */
    void snapshotMissed(Reason why) {
        resyncStarted = false;
        if (openSnapshot != Verdict.NONE) {
            openSnapshot = Verdict.REFUSED;
        }
        replacing = false;
        need.failed();
        need.want(why);
    }

    // Time

    void onTimer(Slot slot) {
        final long nowNs = slot.eventTimeNs();
        if (phase == APPLYING && nowNs - heardNs > limits.silenceNs()) {
            lose(slot, BookState.STALE, Reason.SILENT, limits.silenceNs(), nowNs - heardNs);
        } else if (phase == HOLDING) {
            if (need.isOverdue(nowNs, limits.requestTimeoutNs())) {
                snapshotMissed(Reason.SNAPSHOT_FAILED);
            } else if (subscribedNs != FeedEffects.NO_NUMBER && nowNs - subscribedNs >= startNs()) {
                need.want(reason);
            }
        }
    }

    private long startNs() {
        return rule.holdsDeltas() ? limits.quietStartNs() : limits.streamStartNs();
    }

    /** Asks for the snapshot that is wanted; at the end of each event of this instrument. */
    void request(Slot slot) {
        if (phase == HOLDING && need.isDue()) {
            final long notBeforeNs = budget.take(need.earliestNs(slot.eventTimeNs()));
            need.requested(notBeforeNs);
            effects.request(slot, id, notBeforeNs, need.attempt(), need.reason());
        }
    }

    Reason reason() {
        return reason;
    }

    long hash() {
        long hash = phase * 31L + state.value();
        hash = hash * 31 + reason.value();
        hash = hash * 31 + (isTrusted() ? bookId : 0);
        hash = hash * 31 + heardNs;
        hash = hash * 31 + (isTrusted() ? saidNs : 0);
        hash = hash * 31 + subscribedNs;
        hash = hash * 31 + (bridging ? 1 : 0) + (resyncStarted ? 2 : 0) + (halted ? 4 : 0) + (bound ? 8 : 0)
            + (replacing ? 16 : 0) + (fresh ? 32 : 0);
        hash = hash * 31 + oldInRow;
        hash = hash * 31 + openDelta * 8 + openSnapshot;
        hash = hash * 31 + connectionId;
        hash = hash * 31 + held.hash();
        return hash * 31 + need.hash();
    }
}
