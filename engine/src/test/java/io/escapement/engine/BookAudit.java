package io.escapement.engine;

import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.ReleasedDeltaDecoder;
import io.escapement.engine.pipeline.Verdict;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads a journal that keeps checked effects, and holds every book change in it against the twin's books, and against
 * books built plainly from the levels that the journal says were applied.
 */
final class BookAudit {
    private static final int MAX_DIFFERENCES = 20;

    /** One instrument, as the journal tells of it. */
    static final class Audited {
        final String symbol;
        final int priceExponent;
        final int quantityExponent;
        final NavigableMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
        final NavigableMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
        /** Update ids at which the book was told as LIVE. */
        final TreeSet<Long> liveIds = new TreeSet<>();
        /** Why it ceased to be LIVE, each time. */
        final List<Reason> losses = new ArrayList<>();
        BookState state = BookState.SYNCING;
        Reason reason = Reason.NONE;
        long updateId;
        int recoveries;
        /** Beyond these the last snapshot knew nothing. */
        BigDecimal worstKnownBid = BigDecimal.ZERO;
        BigDecimal worstKnownAsk = BigDecimal.ZERO;

        private Audited(InstrumentDefinitionDecoder definition) {
            priceExponent = definition.priceExponent();
            quantityExponent = definition.quantityExponent();
            symbol = definition.symbol();
        }

        BigDecimal price(long mantissa) {
            return BigDecimal.valueOf(mantissa, -priceExponent).stripTrailingZeros();
        }

        private void set(NavigableMap<BigDecimal, BigDecimal> side, long priceMantissa, long quantityMantissa) {
            if (quantityMantissa == 0) {
                side.remove(price(priceMantissa));
            } else {
                side.put(price(priceMantissa),
                    BigDecimal.valueOf(quantityMantissa, -quantityExponent).stripTrailingZeros());
            }
        }
    }

    private final TwinBooks twins;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Map<Integer, Audited> instruments = new TreeMap<>();
    final Map<FeedCondition, Integer> conditions = new EnumMap<>(FeedCondition.class);
    final List<String> differences = new ArrayList<>();
    final Set<Long> orderIds = new HashSet<>();
    long changes;
    long liveChanges;
    int repeatedOrderIds;

    private BookAudit(TwinBooks twins) {
        this.twins = twins;
    }

    static BookAudit of(Path journal, TwinBooks twins) {
        final BookAudit audit = new BookAudit(twins);
        try (JournalReader reader = JournalReader.openChecking(journal)) {
            while (reader.next()) {
                audit.record(reader.buffer(), reader.offset());
            }
        }
        return audit;
    }

    Audited of(String symbol) {
        return instruments.values().stream().filter(each -> each.symbol.equals(symbol)).findFirst().orElseThrow();
    }

    Iterable<Audited> instruments() {
        return instruments.values();
    }

    private void record(DirectBuffer buffer, int record) {
        int message = RecordLayout.event(record);
        event(buffer, message, RecordLayout.verdict(buffer, record), RecordLayout.sequence(buffer, record));
        for (int i = 0; i < RecordLayout.keptCount(buffer, record); i++) {
            message = RecordLayout.next(buffer, message);
            kept(buffer, message);
        }
        final int end = record + RecordLayout.length(buffer, record);
        message = end - RecordLayout.checkedLength(buffer, record) + RecordLayout.FRAME_HEADER_LENGTH;
        for (; message < end; message = RecordLayout.next(buffer, message)) {
            checked(buffer, message, RecordLayout.sequence(buffer, record));
        }
    }

    private void event(DirectBuffer buffer, int message, byte verdict, long sequence) {
        switch (RecordLayout.templateId(buffer, message)) {
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> {
                final InstrumentDefinitionDecoder definition =
                    new InstrumentDefinitionDecoder().wrapAndApplyHeader(buffer, message, header);
                instruments.putIfAbsent(definition.instrumentId(), new Audited(definition));
            }
            case FeedStatusDecoder.TEMPLATE_ID -> conditions.merge(
                new FeedStatusDecoder().wrapAndApplyHeader(buffer, message, header).condition(), 1, Integer::sum);
            case BookDeltaDecoder.TEMPLATE_ID -> {
                if (verdict == Verdict.APPLIED) {
                    delta(new BookDeltaDecoder().wrapAndApplyHeader(buffer, message, header));
                }
            }
            case BookSnapshotDecoder.TEMPLATE_ID -> {
                if (verdict == Verdict.APPLIED) {
                    snapshot(new BookSnapshotDecoder().wrapAndApplyHeader(buffer, message, header));
                }
            }
            default -> {
            }
        }
    }

    private void delta(BookDeltaDecoder delta) {
        final Audited book = instruments.get(delta.instrumentId());
        delta.bids().forEach(level -> book.set(book.bids, level.price(), level.quantity()));
        delta.asks().forEach(level -> book.set(book.asks, level.price(), level.quantity()));
    }

    private void snapshot(BookSnapshotDecoder snapshot) {
        final Audited book = instruments.get(snapshot.instrumentId());
        if ((snapshot.flags() & 1) != 0) {
            book.bids.clear();
            book.asks.clear();
        }
        snapshot.bids().forEach(level -> book.set(book.bids, level.price(), level.quantity()));
        snapshot.asks().forEach(level -> book.set(book.asks, level.price(), level.quantity()));
        if (!book.bids.isEmpty() && !book.asks.isEmpty()) {
            book.worstKnownBid = book.bids.lastKey();
            book.worstKnownAsk = book.asks.lastKey();
        }
    }

    private void kept(DirectBuffer buffer, int message) {
        final int template = RecordLayout.templateId(buffer, message);
        if (template == BookStatusDecoder.TEMPLATE_ID) {
            final BookStatusDecoder status = new BookStatusDecoder().wrapAndApplyHeader(buffer, message, header);
            final Audited book = instruments.get(status.instrumentId());
            // By what the world saw: the feed does not know of a book that is in quarantine already.
            if (book.state == BookState.LIVE && status.state() != BookState.LIVE) {
                book.losses.add(status.reason());
            } else if (book.state != BookState.LIVE && status.state() == BookState.LIVE) {
                book.recoveries++;
            }
            book.state = status.state();
            book.reason = status.reason();
        } else if (template == NewOrderDecoder.TEMPLATE_ID && !orderIds.add(
            new NewOrderDecoder().wrapAndApplyHeader(buffer, message, header).clientOrderId())) {
            repeatedOrderIds++;
        }
    }

    private void checked(DirectBuffer buffer, int message, long sequence) {
        final int template = RecordLayout.templateId(buffer, message);
        if (template == ReleasedDeltaDecoder.TEMPLATE_ID) {
            final ReleasedDeltaDecoder delta = new ReleasedDeltaDecoder().wrapAndApplyHeader(buffer, message, header);
            final Audited book = instruments.get(delta.instrumentId());
            delta.bids().forEach(level -> book.set(book.bids, level.price(), level.quantity()));
            delta.asks().forEach(level -> book.set(book.asks, level.price(), level.quantity()));
        } else if (template == BookChangeDecoder.TEMPLATE_ID) {
            change(new BookChangeDecoder().wrapAndApplyHeader(buffer, message, header), sequence);
        }
    }

    private void change(BookChangeDecoder change, long sequence) {
        changes++;
        if (change.state() != BookState.LIVE) {
            return;
        }
        liveChanges++;
        final Audited book = instruments.get(change.instrumentId());
        final long id = change.updateId();
        final NavigableMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
        final NavigableMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
        change.bids().forEach(level -> book.set(bids, level.price(), level.quantity()));
        change.asks().forEach(level -> book.set(asks, level.price(), level.quantity()));
        final String told = TwinBooks.top(bids, asks);
        compare(sequence, book.symbol, id, told, "venue's frames", twins.of(book.symbol).tops.get(id));
        compare(sequence, book.symbol, id, told, "journaled levels", TwinBooks.top(book.bids, book.asks));
        book.liveIds.add(id);
        book.updateId = id;
    }

    private void compare(long sequence, String symbol, long id, String told, String by, String twin) {
        if (!told.equals(twin) && differences.size() < MAX_DIFFERENCES) {
            differences.add("record " + sequence + ", " + symbol + " at update id " + id + ": the decision saw\n  "
                + told + "\nbut by the " + by + " the book was\n  " + twin);
        }
    }
}
