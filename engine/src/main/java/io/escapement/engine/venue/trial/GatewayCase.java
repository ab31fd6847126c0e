package io.escapement.engine.venue.trial;

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
import io.escapement.engine.venue.orders.AccountConfig;
import io.escapement.engine.venue.orders.AccountProtocol;

import java.util.function.Function;

/** The accounts that gateways are tried with, named as configs and servers name their venues. */
public enum GatewayCase {
    BINANCE(Venue.BINANCE, "binance", InstrumentKind.SPOT, BinanceAccount::new),
    USDM(Venue.BINANCE_USDM, "binance-usdm", InstrumentKind.LINEAR, UsdmAccount::new),
    MEXC(Venue.MEXC, "mexc", InstrumentKind.SPOT, MexcAccount::new),
    BYBIT_SPOT(Venue.BYBIT, "bybit", InstrumentKind.SPOT, BybitAccount::new),
    BYBIT_LINEAR(Venue.BYBIT, "bybit-linear", InstrumentKind.LINEAR, BybitAccount::new);

    public final Venue venue;
    /** Of the venue's server. */
    public final String name;
    public final InstrumentKind kind;
    public final Function<AccountConfig, AccountProtocol> protocol;

    GatewayCase(Venue venue, String name, InstrumentKind kind, Function<AccountConfig, AccountProtocol> protocol) {
        this.venue = venue;
        this.name = name;
        this.kind = kind;
        this.protocol = protocol;
    }

    /** The only one it trades: prices of cents, quantities of 1e-8. */
    public Instrument instrument() {
        return new Instrument(1, venue, "BTCUSDT", "BTC", "USDT", -2, -8, 1, 1_000, 1_000, 900_000_000_000L,
            500_000_000, InstrumentStatus.TRADING, kind, Instrument.ONE, "BTC/USDT",
            BookRules.of(SyncKind.RANGES));
    }
}
