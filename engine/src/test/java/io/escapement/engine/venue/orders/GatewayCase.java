package io.escapement.engine.venue.orders;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.binance.BinanceAccount;
import io.escapement.engine.venue.binance.UsdmAccount;
import io.escapement.engine.venue.bybit.BybitAccount;
import io.escapement.engine.venue.mexc.MexcAccount;

import java.util.function.Function;

/** The accounts that gateways are tested with. */
enum GatewayCase {
    BINANCE(Venue.BINANCE, "binance", InstrumentKind.SPOT, BinanceAccount::new),
    USDM(Venue.BINANCE_USDM, "binance-usdm", InstrumentKind.LINEAR, UsdmAccount::new),
    MEXC(Venue.MEXC, "mexc", InstrumentKind.SPOT, MexcAccount::new),
    BYBIT_SPOT(Venue.BYBIT, "bybit", InstrumentKind.SPOT, BybitAccount::new),
    BYBIT_LINEAR(Venue.BYBIT, "bybit-linear", InstrumentKind.LINEAR, BybitAccount::new);

    final Venue venue;
    final String name;
    final InstrumentKind kind;
    final Function<AccountConfig, AccountProtocol> protocol;

    GatewayCase(Venue venue, String name, InstrumentKind kind, Function<AccountConfig, AccountProtocol> protocol) {
        this.venue = venue;
        this.name = name;
        this.kind = kind;
        this.protocol = protocol;
    }

    Instrument instrument() {
        return new Instrument(1, venue, "BTCUSDT", "BTC", "USDT", -2, -8, 1, 1_000, 1_000, 900_000_000_000L,
            500_000_000, InstrumentStatus.TRADING, kind, Instrument.ONE, "BTC/USDT",
            BookRules.of(SyncKind.RANGES));
    }
}
