package io.escapement.engine.venue.loopback;

import java.util.ArrayList;
import java.util.List;

/** Answers requests for snapshots from the venue's own books; those that come too early wait. */
final class Snapshots {
    private static final String KIND = "X-Escapement-Snapshot";

    private final Books books;
    private final Faults faults;
    private final boolean futures;
    private final List<SnapshotRequest> waiting = new ArrayList<>();

    Snapshots(final Books books, final Faults faults, final boolean futures) {
        this.books = books;
        this.faults = faults;
        this.futures = futures;
    }

    /** Answers, or keeps the request until the book is known; then true. */
    boolean request(final SnapshotRequest request) {
        if (books.of(request.symbol()).isKnown()) {
            answer(request);
            return false;
        }
        waiting.add(request);
        return true;
    }

    /** A book may have become known. */
    void onKnown(final String symbol) {
        if (waiting.isEmpty() || !books.of(symbol).isKnown()) {
            return;
        }
        for (final SnapshotRequest request : List.copyOf(waiting)) {
            if (request.symbol().equals(symbol)) {
                waiting.remove(request);
                answer(request);
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

    private void answer(final SnapshotRequest request) {
        final VenueBook book = books.of(request.symbol());
        final String recorded = book.recordedBody();
        final boolean verbatim = recorded != null && fits(recorded, request.limit());
        final String body = verbatim ? recorded : book.snapshot(request.limit(), futures);
        final String spoilt = spoilt(body, book);
        request.answer().accept(new SnapshotRequest.Answer(RestReply.ok(spoilt == null ? body : spoilt)
            .with(KIND, verbatim ? "RECORDED" : "FROM-BOOK"), spoilt == null));
    }

    private static boolean fits(final String body, final int limit) {
        final DepthMessage message = DepthMessage.parse(body);
        int bids = 0;
        while (bids < message.levelCount() && message.isBid(bids)) {
            bids++;
        }
        return Math.max(bids, message.levelCount() - bids) <= limit;
    }

    private String spoilt(final String body, final VenueBook book) {
        if (faults.happens(FaultKind.SNAPSHOT_OLD)) {
            final long old = (book.firstUpdateId() == 0 ? book.lastUpdateId() : book.firstUpdateId()) - 1_000;
            return body.replaceFirst("\"lastUpdateId\":\\d+", "\"lastUpdateId\":" + old);
        }
        if (book.bestAsk() > 0 && faults.happens(FaultKind.SNAPSHOT_CROSSED)) {
            final String price = DecimalText.format(book.crossingBid(), book.priceDecimals());
            return body.replaceFirst("\"bids\":\\[\\[", "\"bids\":[[\"" + price + "\",\"1.00000000\"],[");
        }
        if (faults.happens(FaultKind.SNAPSHOT_TRUNCATED)) {
            return body.substring(0, body.length() / 2);
        }
        return null;
    }
}
