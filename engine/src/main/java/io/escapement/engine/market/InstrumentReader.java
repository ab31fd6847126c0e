package io.escapement.engine.market;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Slot;

/** Reads an instrument out of its definition. Allocates: definitions are rare. */
public final class InstrumentReader {
    private static final int MAX_EXPONENT = 9;
    private static final int MIN_EXPONENT = -13;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();

    /** The instrument of the slot's event; null if the definition is of no use: wrong id, exponent, tick or lot. */
    public Instrument read(Slot slot) {
        definition.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final int id = definition.instrumentId();
        final long contractSize = definition.contractSize();
        final InstrumentKind kind = definition.kind();
        final String symbol = definition.symbol();
        final String base = definition.baseAsset();
        final String quote = definition.quoteAsset();
        final String canonical = definition.canonical();
        final Instrument instrument = new Instrument(id, definition.venue(), symbol, base, quote,
            definition.priceExponent(), definition.quantityExponent(), definition.tickSize(), definition.lotSize(),
            definition.minQuantity(), definition.maxQuantity(), definition.minNotional(), definition.status(),
            kind == InstrumentKind.NULL_VAL ? InstrumentKind.SPOT : kind,
            contractSize > 0 ? contractSize : Instrument.ONE,
            canonical.isEmpty() ? base + "/" + quote : canonical, BookRules.of(SyncKind.RANGES));
        return isUsable(instrument) ? instrument : null;
    }

    private static boolean isUsable(Instrument instrument) {
        return instrument.id() >= 1 && instrument.id() <= InstrumentTable.MAX_ID
            && instrument.venue() != Venue.NULL_VAL
            && instrument.status() != InstrumentStatus.NULL_VAL
            && isExponent(instrument.priceExponent())
            && isExponent(instrument.quantityExponent())
            && instrument.tickSize() > 0
            && instrument.lotSize() > 0;
    }

    private static boolean isExponent(int exponent) {
        return exponent >= MIN_EXPONENT && exponent <= MAX_EXPONENT;
    }
}
