package io.escapement.engine;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.OrderDeniedDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.TradingStateChangeDecoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.market.InstrumentReader;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.monitor.Console;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/**
 * What the status line shows of books and trading. Written by the thread that delivers records, read by any; only rare
 * events cost anything.
 */
final class StatusBoard implements RecordListener {
    private final Console console;
    private final int venues;
    private final Runnable recordingEnded;
    private final InstrumentReader reader = new InstrumentReader();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final FeedStatusDecoder feedStatus = new FeedStatusDecoder();
    private final BookStatusDecoder bookStatus = new BookStatusDecoder();
    private final OrderDeniedDecoder denied = new OrderDeniedDecoder();
    private final TradingStateChangeDecoder trading = new TradingStateChangeDecoder();
    private final Map<Integer, String> symbols = new ConcurrentSkipListMap<>();
    private final Map<Integer, String> books = new ConcurrentSkipListMap<>();
    private final Map<Integer, Venue> homes = new ConcurrentSkipListMap<>();
    /** Venues whose recording, if they play one, has not ended. */
    private int stillPlaying;
    private volatile TradingState tradingState = TradingState.ACTIVE;

    /** @param recordingEnded called when each of the venues has said that what it plays is over */
    StatusBoard(Console console, int venues, Runnable recordingEnded) {
        this.console = console;
        this.venues = venues;
        this.stillPlaying = venues;
        this.recordingEnded = recordingEnded;
    }

    @Override
    public void onRecord(Slot slot) {
        final int event = slot.eventTemplateId();
        if (event == FeedStatusDecoder.TEMPLATE_ID) {
            onFeedStatus(slot);
        } else if (event == InstrumentDefinitionDecoder.TEMPLATE_ID) {
            final Instrument instrument = reader.read(slot);
            if (instrument != null) {
                homes.put(instrument.id(), instrument.venue());
                symbols.put(instrument.id(), venues == 1 ? instrument.symbol()
                    : spelling(instrument.venue()) + ' ' + instrument.symbol());
            }
        }
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            onEffect(slot, effect);
        }
    }

    private void onFeedStatus(Slot slot) {
        feedStatus.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final FeedCondition condition = feedStatus.condition();
        final String detail = feedStatus.detail();
        switch (condition) {
            case MALFORMED_FRAME, UNKNOWN_MESSAGE, UNKNOWN_SYMBOL, SNAPSHOT_FAILED, SUBSCRIPTION_REFUSED,
                DISCONNECTED, LAGGING, SHUTDOWN_NOTICE, CONNECTION_GAP, MAINTENANCE, VENUE_GIVEN_UP, STREAM_SILENT ->
                console.warn("feed " + condition + about(feedStatus.venue(), feedStatus.instrumentId())
                    + (detail.isEmpty() ? "" : ": " + detail));
            case RECORDING_ENDED -> {
                if (--stillPlaying == 0) {
                    recordingEnded.run();
                }
            }
            default -> {
            }
        }
    }

    private static String spelling(Venue venue) {
        return venue.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String about(Venue venue, int instrumentId) {
        final String name = name(instrumentId);
        return name.isEmpty() && venues > 1 ? ' ' + spelling(venue) : name;
    }

    /** With a blank before it; empty where nobody knows the instrument. */
    String name(int instrumentId) {
        final String symbol = symbols.get(instrumentId);
        return symbol == null ? "" : " " + symbol;
    }

    private void onEffect(Slot slot, int effect) {
        switch (slot.templateId(effect)) {
            case BookStatusDecoder.TEMPLATE_ID -> {
                bookStatus.wrapAndApplyHeader(slot.buffer(), effect, header);
                put(bookStatus.instrumentId(), bookStatus.state(), bookStatus.reason());
            }
            case OrderDeniedDecoder.TEMPLATE_ID -> {
                denied.wrapAndApplyHeader(slot.buffer(), effect, header);
                console.warn("order denied by risk:" + name(denied.instrumentId()) + " " + denied.rule());
            }
            case TradingStateChangeDecoder.TEMPLATE_ID -> {
                trading.wrapAndApplyHeader(slot.buffer(), effect, header);
                tradingState = trading.state();
                console.state("trading is " + tradingState + ", reason " + trading.reason() + way(trading.reason()));
            }
            default -> {
            }
        }
    }

    private String way(Reason reason) {
        return tradingState != TradingState.HALTED || reason == Reason.RECONCILING || reason == Reason.STOPPED ? ""
            : "; it goes on when a person says so: tools resume";
    }

    private void put(int instrumentId, BookState state, Reason reason) {
        books.put(instrumentId, state == BookState.LIVE ? "LIVE" : state + "(" + reason + ")");
    }

    /** As of now: each instrument's book state; of several venues how many books of each are LIVE. */
    String books() {
        return venues == 1 ? eachBook() : eachVenue();
    }

    private String eachVenue() {
        final Map<Venue, int[]> counts = new EnumMap<>(Venue.class);
        homes.forEach((id, venue) -> {
            final int[] count = counts.computeIfAbsent(venue, key -> new int[2]);
            count[0] += "LIVE".equals(books.get(id)) ? 1 : 0;
            count[1]++;
        });
        return counts.isEmpty() ? "no instruments yet" : counts.entrySet().stream()
            .map(entry -> spelling(entry.getKey()) + ' ' + entry.getValue()[0] + '/' + entry.getValue()[1])
            .collect(Collectors.joining(" "));
    }

    private String eachBook() {
        final StringBuilder text = new StringBuilder();
        symbols.forEach((id, symbol) -> text.append(text.isEmpty() ? "" : " ").append(symbol).append(' ')
            .append(books.getOrDefault(id, "SYNCING")));
        return text.isEmpty() ? "no instruments yet" : text.toString();
    }

    TradingState tradingState() {
        return tradingState;
    }
}
