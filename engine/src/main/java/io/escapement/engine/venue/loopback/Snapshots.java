package io.escapement.engine.venue.loopback;

import java.util.ArrayList;
import java.util.List;

/** Answers requests for snapshots from the venue's own books; those that come too early wait. */
final class Snapshots {
    private final Market market;
    private final List<SnapshotRequest> waiting = new ArrayList<>();

    Snapshots(final Market market) {
        this.market = market;
    }

    /** Answers, or keeps the request until the book is known; then true. */
    boolean request(final SnapshotRequest request) {
        if (market.isKnown(request.symbol())) {
            request.answer().accept(market.answer(request));
            return false;
        }
        waiting.add(request);
        return true;
    }

    /** A book may have become known. */
    void onKnown(final String symbol) {
        if (waiting.isEmpty() || !market.isKnown(symbol)) {
            return;
        }
        for (final SnapshotRequest request : List.copyOf(waiting)) {
            if (request.symbol().equals(symbol)) {
                waiting.remove(request);
                request.answer().accept(market.answer(request));
            }
        }
    }

    void giveUp(final SnapshotRequest request, final String why) {
        if (waiting.remove(request)) {
            request.answer().accept(new SnapshotRequest.Answer(
                RestReply.error(503, -1001, why).with("Retry-After", "1"), false));
        }
    }

    void giveUp(final String why) {
        List.copyOf(waiting).forEach(request -> giveUp(request, why));
    }
}
