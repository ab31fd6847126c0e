package io.escapement.engine.venue.loopback;

/** Binance's snapshots: as recorded where nothing has changed since, else from the venue's own book. */
final class RecordedSnapshots {
    private static final String KIND = "X-Escapement-Snapshot";

    private final Books books;
    private final Faults faults;
    private final boolean futures;

    RecordedSnapshots(final Books books, final Faults faults, final boolean futures) {
        this.books = books;
        this.faults = faults;
        this.futures = futures;
    }

    SnapshotRequest.Answer answer(final SnapshotRequest request) {
        final VenueBook book = books.of(request.symbol());
        final String recorded = book.recordedBody();
        final boolean verbatim = recorded != null && fits(recorded, request.limit());
        final String body = verbatim ? recorded : book.snapshot(request.limit(), futures);
        final String spoilt = spoilt(body, book);
        return new SnapshotRequest.Answer(RestReply.ok(spoilt == null ? body : spoilt)
            .with(KIND, verbatim ? "RECORDED" : "FROM-BOOK"), spoilt == null);
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
