package io.escapement.engine.venue.binance;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.venue.InstrumentLookup;

/** An instrument and how its numbers are spelled. Mutable through its columns, so one decoder's own. */
final class SymbolColumns {
    final Instrument instrument;
    final int instrumentId;
    /** Whether each update of its book has to name the one before it. */
    final boolean chained;
    /** Both null where an exponent is beyond what the fast readers can do. */
    final DecimalColumn price;
    final DecimalColumn quantity;
    final IntegerColumn updateId = new IntegerColumn();
    final IntegerColumn tradeId = new IntegerColumn();

    SymbolColumns(Instrument instrument) {
        final boolean usual = isUsual(instrument.priceExponent()) && isUsual(instrument.quantityExponent());
        this.instrument = instrument;
        this.instrumentId = instrument.id();
        this.chained = instrument.book().sync() == SyncKind.CHAIN;
        this.price = usual ? new DecimalColumn(-instrument.priceExponent()) : null;
        this.quantity = usual ? new DecimalColumn(-instrument.quantityExponent()) : null;
    }

    /** One for each instrument, in the lookup's order. */
    static SymbolColumns[] of(InstrumentLookup instruments) {
        final SymbolColumns[] columns = new SymbolColumns[instruments.count()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new SymbolColumns(instruments.instrument(i));
        }
        return columns;
    }

    /** Whether the fast readers can read this instrument's numbers. */
    boolean isUsual() {
        return price != null;
    }

    private static boolean isUsual(int exponent) {
        return exponent <= 0 && exponent >= -DecimalColumn.MOST_DECIMALS;
    }
}
