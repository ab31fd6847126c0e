package io.escapement.tools.journal;

import io.escapement.codecs.Messages;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.BestBidOfferDecoder;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.FeedStatusDecoder;
import io.escapement.codecs.sbe.LiquidationDecoder;
import io.escapement.codecs.sbe.LongShortRatioDecoder;
import io.escapement.codecs.sbe.MarkPriceDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.OpenInterestDecoder;
import io.escapement.codecs.sbe.RunStartedDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.journal.MessageCatalog;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The feeds of a journal's last run, a row for each instrument. Every figure comes from records: states from
 * {@code BookStatus} effects, connections from {@code FeedStatus} events, lags from the two times of market events.
 */
final class FeedTable {
    private static final int HEADER = RecordLayout.MESSAGE_HEADER_LENGTH;

    final Map<Integer, FeedRow> rows = new TreeMap<>();
    long sequence;
    long runTimeNs = FeedRow.UNKNOWN;
    long nowNs = FeedRow.UNKNOWN;
    String provenance = "";

    private final Listing listing = new Listing();
    private final MessageCatalog catalog = new MessageCatalog();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final FeedStatusDecoder feed = new FeedStatusDecoder();
    private final BookStatusDecoder book = new BookStatusDecoder();

    void take(DirectBuffer buffer, int record) {
        final int event = RecordLayout.event(record);
        final int templateId = RecordLayout.templateId(buffer, event);
        sequence = RecordLayout.sequence(buffer, record);
        nowNs = RecordLayout.eventTimeNs(buffer, record);
        listing.learn(buffer, record);
        switch (templateId) {
            case RunStartedDecoder.TEMPLATE_ID -> {
                rows.clear();
                runTimeNs = nowNs;
                provenance = "";
            }
            case FeedStatusDecoder.TEMPLATE_ID -> onFeed(buffer, event);
            default -> onMarket(templateId, buffer, record, event);
        }
        final int end = record + RecordLayout.length(buffer, record);
        for (int message = event; message < end; message = RecordLayout.next(buffer, message)) {
            if (RecordLayout.messageLength(buffer, message) < HEADER) {
                break;
            }
            if (RecordLayout.templateId(buffer, message) == BookStatusDecoder.TEMPLATE_ID) {
                book.wrapAndApplyHeader(buffer, message, header);
                onRow(book.instrumentId(), row -> row.status(book, nowNs));
            }
        }
    }

    private void onRow(int instrumentId, Consumer<FeedRow> change) {
        final Listing.Listed listed = listing.byId(instrumentId);
        if (listed != null) {
            final FeedRow row = rows.computeIfAbsent(instrumentId, id -> new FeedRow(listed));
            row.instrument = listed;
            change.accept(row);
        }
    }

    private void onFeed(DirectBuffer buffer, int event) {
        feed.wrapAndApplyHeader(buffer, event, header);
        final int connection = feed.connectionId() == FeedStatusDecoder.connectionIdNullValue()
            ? FeedRow.NO_CONNECTION : feed.connectionId();
        if (feed.instrumentId() != FeedStatusDecoder.instrumentIdNullValue()) {
            final String detail = feed.detail();
            onRow(feed.instrumentId(), row -> told(row, connection, detail));
            return;
        }
        final String venue = feed.venue().name();
        final String detail = feed.detail();
        for (final FeedRow row : List.copyOf(rows.values())) {
            if (row.instrument.venue().equals(venue)
                && (connection == FeedRow.NO_CONNECTION || row.connection == connection)) {
                told(row, connection, detail);
            }
        }
    }

    private void told(FeedRow row, int connection, String detail) {
        switch (feed.condition()) {
            case CONNECTED -> row.on(connection, FeedRow.Link.CONNECTED);
            case SUBSCRIBED -> row.on(connection, FeedRow.Link.SUBSCRIBED);
            case SUBSCRIPTION_REFUSED -> {
                row.link = FeedRow.Link.REFUSED;
                row.said = text(detail);
            }
            case DISCONNECTED, RECORDING_ENDED, VENUE_GIVEN_UP -> {
                row.link = FeedRow.Link.DOWN;
                row.said = text(detail);
            }
            case RESYNC_STARTED -> row.snapshotsAsked++;
            case MALFORMED_FRAME -> {
                row.malformed++;
                row.said = text(detail);
            }
            case UNKNOWN_MESSAGE, UNKNOWN_SYMBOL -> {
                // Nothing that a feed suffers from.
            }
            default -> row.said = text(detail);
        }
    }

    private String text(String detail) {
        final String condition = feed.condition().name();
        return detail.isEmpty() ? condition : condition + ": " + detail;
    }

    private void onMarket(int templateId, DirectBuffer buffer, int record, int event) {
        final int body = event + HEADER;
        switch (templateId) {
            case BookDeltaDecoder.TEMPLATE_ID -> {
                if (isWhole(buffer.getByte(body + BookDeltaDecoder.flagsEncodingOffset()))) {
                    message(buffer, record, event, body + BookDeltaDecoder.venueTimeNsEncodingOffset(),
                        body + BookDeltaDecoder.receiveTimeNsEncodingOffset());
                }
            }
            case BookSnapshotDecoder.TEMPLATE_ID -> {
                if (isWhole(buffer.getByte(body + BookSnapshotDecoder.flagsEncodingOffset()))) {
                    message(buffer, record, event, body + BookSnapshotDecoder.venueTimeNsEncodingOffset(),
                        body + BookSnapshotDecoder.receiveTimeNsEncodingOffset());
                }
            }
            case TradeDecoder.TEMPLATE_ID -> message(buffer, record, event,
                body + TradeDecoder.venueTimeNsEncodingOffset(), body + TradeDecoder.receiveTimeNsEncodingOffset());
            case BestBidOfferDecoder.TEMPLATE_ID -> message(buffer, record, event,
                body + BestBidOfferDecoder.venueTimeNsEncodingOffset(),
                body + BestBidOfferDecoder.receiveTimeNsEncodingOffset());
            case MarkPriceDecoder.TEMPLATE_ID, OpenInterestDecoder.TEMPLATE_ID, LiquidationDecoder.TEMPLATE_ID,
                LongShortRatioDecoder.TEMPLATE_ID -> message(buffer, record, event, -1, -1);
            default -> {
                // Not from a venue's market data.
            }
        }
    }

    /** One message of a venue is one message, however many fragments it was cut into. */
    private static boolean isWhole(byte flags) {
        return (flags & Messages.LAST_FRAGMENT) != 0;
    }

    /** @param venueTime where it is; negative: not looked at */
    private void message(DirectBuffer buffer, int record, int event, int venueTime, int receiveTime) {
        provenance = Provenance.of(RecordLayout.provenance(buffer, record)).name();
        final long venueTimeNs = venueTime < 0 ? FeedRow.UNKNOWN
            : buffer.getLong(venueTime, ByteOrder.LITTLE_ENDIAN);
        final long receiveTimeNs = receiveTime < 0 ? FeedRow.UNKNOWN
            : buffer.getLong(receiveTime, ByteOrder.LITTLE_ENDIAN);
        onRow(catalog.instrumentId(buffer, event), row -> row.message(nowNs, venueTimeNs, receiveTimeNs));
    }

    /** By venue, then by symbol. */
    Collection<FeedRow> sorted() {
        return rows.values().stream().sorted(Comparator.comparing((FeedRow row) -> row.instrument.venue())
            .thenComparing(row -> row.instrument.symbol())).toList();
    }

    /** Seconds of the run so far. */
    double seconds() {
        return runTimeNs == FeedRow.UNKNOWN ? 0 : (nowNs - runTimeNs) / 1e9;
    }
}
