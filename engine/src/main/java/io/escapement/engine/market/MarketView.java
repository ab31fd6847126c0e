package io.escapement.engine.market;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.pipeline.Slot;

import java.util.Arrays;

/**
 * Instruments and their quotes, for one stage. A quote is live only after a LIVE book change; any status that takes
 * the book out of LIVE ends it in the same record, whether or not a book change says so too. An instrument whose
 * exponents change while we run is taken for HALTED: the numbers held so far would mean something else.
 */
public final class MarketView {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookChangeDecoder change = new BookChangeDecoder();
    private final BookStatusDecoder status = new BookStatusDecoder();
    private final InstrumentReader reader = new InstrumentReader();
    private final InstrumentTable<Instrument> instruments = new InstrumentTable<>();
    private final InstrumentTable<Quote> quotes = new InstrumentTable<>();
    private int[] touched = new int[16];
    private int touchedCount;
    private Instrument defined;

    /** Takes in the event and the effects appended so far. */
    public void onRecord(Slot slot) {
        touchedCount = 0;
        defined = null;
        if (slot.eventTemplateId() == InstrumentDefinitionDecoder.TEMPLATE_ID) {
            define(reader.read(slot));
        }
        for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            if (slot.templateId(effect) == BookChangeDecoder.TEMPLATE_ID) {
                onBookChange(slot, effect);
            }
        }
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == BookStatusDecoder.TEMPLATE_ID) {
                onBookStatus(slot, effect);
            }
        }
    }

    /** What is known of an instrument, or null. */
    public Instrument instrument(int instrumentId) {
        return instruments.get(instrumentId);
    }

    /** The instrument's quote, or null if the instrument is not known. */
    public Quote quote(int instrumentId) {
        return quotes.get(instrumentId);
    }

    /** The instrument that this record defined or redefined, or null. */
    public Instrument defined() {
        return defined;
    }

    /** How many instruments' quotes this record changed, began or ended. */
    public int touchedCount() {
        return touchedCount;
    }

    /** One of the instruments whose quotes this record changed, in the order of the effects; each once. */
    public int touched(int index) {
        return touched[index];
    }

    /** A hash of everything known. */
    public long stateHash() {
        long hash = 1;
        for (int id = 1; id < quotes.end(); id++) {
            final Quote quote = quotes.get(id);
            if (quote != null) {
                hash = quote.hash(Hashing.fold(hash, id));
                hash = Hashing.fold(hash, instruments.get(id).status().value());
            }
        }
        return hash;
    }

    private void define(Instrument instrument) {
        if (instrument == null) {
            return;
        }
        final Instrument known = instruments.get(instrument.id());
        defined = known == null || isSameGrid(known, instrument) ? instrument : halted(known);
        instruments.put(instrument.id(), defined);
        quotes.getOrPut(instrument.id(), Quote::new);
    }

    private static boolean isSameGrid(Instrument known, Instrument instrument) {
        return known.priceExponent() == instrument.priceExponent()
            && known.quantityExponent() == instrument.quantityExponent();
    }

    private static Instrument halted(Instrument known) {
        return known.withStatus(InstrumentStatus.HALTED);
    }

    private void onBookChange(Slot slot, int effect) {
        change.wrapAndApplyHeader(slot.buffer(), effect, header);
        final Quote quote = quotes.get(change.instrumentId());
        if (quote == null) {
            return;
        }
        touch(change.instrumentId());
        if (change.state() != BookState.LIVE) {
            quote.lose();
            return;
        }
        readTop(quote, slot.eventTimeNs());
    }

    private void readTop(Quote quote, long eventTimeNs) {
        final long updateId = change.updateId();
        long bidPrice = 0;
        long bidQuantity = 0;
        final BookChangeDecoder.BidsDecoder bids = change.bids();
        for (boolean first = true; bids.hasNext(); first = false) {
            bids.next();
            if (first) {
                bidPrice = bids.price();
                bidQuantity = bids.quantity();
            }
        }
        long askPrice = 0;
        long askQuantity = 0;
        final BookChangeDecoder.AsksDecoder asks = change.asks();
        if (asks.hasNext()) {
            asks.next();
            askPrice = asks.price();
            askQuantity = asks.quantity();
        }
        quote.set(bidPrice, bidQuantity, askPrice, askQuantity, eventTimeNs, updateId);
    }

    private void onBookStatus(Slot slot, int effect) {
        status.wrapAndApplyHeader(slot.buffer(), effect, header);
        final int instrumentId = status.instrumentId();
        final Quote quote = quotes.get(instrumentId);
        if (quote == null || status.state() == BookState.LIVE || isLiveAgain(slot, effect, instrumentId)) {
            return;
        }
        touch(instrumentId);
        quote.lose();
    }

    // A record that synchronises a book may say SYNCING and then LIVE: its last word counts.
    private boolean isLiveAgain(Slot slot, int effect, int instrumentId) {
        boolean live = false;
        for (int next = slot.nextEffect(effect); next != Slot.NONE; next = slot.nextEffect(next)) {
            if (slot.templateId(next) == BookStatusDecoder.TEMPLATE_ID) {
                status.wrapAndApplyHeader(slot.buffer(), next, header);
                if (status.instrumentId() == instrumentId) {
                    live = status.state() == BookState.LIVE;
                }
            }
        }
        return live;
    }

    private void touch(int instrumentId) {
        for (int i = 0; i < touchedCount; i++) {
            if (touched[i] == instrumentId) {
                return;
            }
        }
        if (touchedCount == touched.length) {
            touched = Arrays.copyOf(touched, touchedCount * 2);
        }
        touched[touchedCount++] = instrumentId;
    }
}
