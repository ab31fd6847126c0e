package io.escapement.perf.faults;

import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/** Hears every record of an engine, behind the journal, and holds each book that is told as LIVE to the server's. */
final class Audit implements RecordListener {
    /** Half the timers of an instrument may be late. */
    private static final long TIMER_MS = 2_000;

    private final Map<Played, ServerStates> states;
    private final Map<Integer, Watched> books = new ConcurrentSkipListMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private final BookDeltaDecoder delta = new BookDeltaDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookStatusDecoder status = new BookStatusDecoder();
    private final BookChangeDecoder change = new BookChangeDecoder();

    private volatile long lastNewsNanos = System.nanoTime();
    private volatile long timersSince;

    /** @param states of the servers that are played; of each venue one */
    Audit(Map<Played, ServerStates> states) {
        this.states = states;
    }

    /** As many as have been defined. */
    List<Watched> books() {
        return List.copyOf(books.values());
    }

    /**
     * Whether the engine has been at work for so long without anything to do: it has polled its sockets and its timers,
     * and nothing but timers has come. A machine that is merely slow does not make it idle.
     */
    boolean isIdleFor(long ms) {
        final long timers = timersSince;
        return System.nanoTime() - lastNewsNanos > TimeUnit.MILLISECONDS.toNanos(ms)
            && timers > Math.max(1, books.size()) * ms / TIMER_MS;
    }

    @Override
    public void onRecord(Slot slot) {
        final int event = slot.eventTemplateId();
        if (event == TimerDecoder.TEMPLATE_ID) {
            timersSince++;
        } else {
            lastNewsNanos = System.nanoTime();
            timersSince = 0;
        }
        if (event == InstrumentDefinitionDecoder.TEMPLATE_ID) {
            define(definition.wrapAndApplyHeader(slot.buffer(), slot.event(), header));
        }
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == BookStatusDecoder.TEMPLATE_ID) {
                status.wrapAndApplyHeader(slot.buffer(), effect, header);
                books.get(status.instrumentId()).onStatus(status.state(), status.reason(), System.nanoTime());
            }
        }
        for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            if (slot.templateId(effect) == BookChangeDecoder.TEMPLATE_ID) {
                change.wrapAndApplyHeader(slot.buffer(), effect, header);
                if (change.state() == BookState.LIVE) {
                    books.get(change.instrumentId()).onLive(change);
                }
            }
        }
        if (slot.verdict() == Verdict.IGNORED) {
            passedOver(slot, event);
        }
    }

    private void passedOver(Slot slot, int event) {
        if (event == BookDeltaDecoder.TEMPLATE_ID) {
            delta.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
            books.get(delta.instrumentId()).onPassedOver(delta.lastUpdateId());
        } else if (event == BookSnapshotDecoder.TEMPLATE_ID) {
            snapshot.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
            books.get(snapshot.instrumentId()).onPassedOver(snapshot.lastUpdateId());
        }
    }

    private void define(InstrumentDefinitionDecoder defined) {
        final Played venue = states.keySet().stream().filter(each -> each.venue() == defined.venue()).findFirst()
            .orElseThrow();
        final int instrumentId = defined.instrumentId();
        final int priceExponent = defined.priceExponent();
        final int quantityExponent = defined.quantityExponent();
        final String symbol = defined.symbol();
        books.computeIfAbsent(instrumentId,
            id -> new Watched(venue, symbol, states.get(venue), priceExponent, quantityExponent));
    }
}
