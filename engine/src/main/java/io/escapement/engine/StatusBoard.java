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
import io.escapement.engine.market.InstrumentReader;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.monitor.Console;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What the status line shows of books and trading. Written by the thread that delivers records, read by any; only rare
 * events cost anything.
 */
final class StatusBoard implements RecordListener {
    private final Console console;
    private final Runnable recordingEnded;
    private final InstrumentReader reader = new InstrumentReader();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final FeedStatusDecoder feedStatus = new FeedStatusDecoder();
    private final BookStatusDecoder bookStatus = new BookStatusDecoder();
    private final OrderDeniedDecoder denied = new OrderDeniedDecoder();
    private final TradingStateChangeDecoder trading = new TradingStateChangeDecoder();
    private final Map<Integer, String> symbols = new ConcurrentSkipListMap<>();
    private final Map<Integer, String> books = new ConcurrentSkipListMap<>();
    private volatile TradingState tradingState = TradingState.ACTIVE;

    /** @param recordingEnded called when the venue says that what it plays is over */
    StatusBoard(Console console, Runnable recordingEnded) {
        this.console = console;
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
                symbols.put(instrument.id(), instrument.symbol());
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
                DISCONNECTED, LAGGING, SHUTDOWN_NOTICE -> console.warn("feed " + condition
                + name(feedStatus.instrumentId()) + (detail.isEmpty() ? "" : ": " + detail));
            case RECORDING_ENDED -> recordingEnded.run();
            default -> {
            }
        }
    }

    private String name(int instrumentId) {
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
                console.info("trading is " + tradingState + ", reason " + trading.reason());
            }
            default -> {
            }
        }
    }

    private void put(int instrumentId, BookState state, Reason reason) {
        books.put(instrumentId, state == BookState.LIVE ? "LIVE" : state + "(" + reason + ")");
    }

    /** As of now: each instrument's book state. */
    String books() {
        final StringBuilder text = new StringBuilder();
        symbols.forEach((id, symbol) -> text.append(text.isEmpty() ? "" : " ").append(symbol).append(' ')
            .append(books.getOrDefault(id, "SYNCING")));
        return text.isEmpty() ? "no instruments yet" : text.toString();
    }

    TradingState tradingState() {
        return tradingState;
    }
}
