package io.escapement.perf.ten;

import io.escapement.engine.venue.loopback.SimulatedSymbol;

import java.util.List;
import java.util.stream.Stream;

/** What is traded at each of the venues that are played, in the order in which it is asked for. */
final class TenSymbols {
    /** Bitcoin and Ether first, which config/view.yaml names; prices, ticks and lots as they are about. */
    private static final List<SimulatedSymbol> ALL = Stream.of("BTCUSDT", "ETHUSDT", "SOLUSDT", "BNBUSDT", "XRPUSDT",
        "DOGEUSDT", "ADA/USDT:0.45:0.0001:0.1", "TRX/USDT:0.27:0.0001:0.1", "AVAX/USDT:28:0.01:0.01",
        "LINK/USDT:14:0.01:0.01", "DOT/USDT:6.2:0.001:0.01", "LTC/USDT:85:0.01:0.001", "BCH/USDT:420:0.1:0.001",
        "UNI/USDT:9.5:0.001:0.01", "ATOM/USDT:7.4:0.001:0.01", "ETC/USDT:24:0.01:0.01", "FIL/USDT:5.1:0.001:0.01",
        "APT/USDT:8.3:0.001:0.01", "NEAR/USDT:5.6:0.001:0.1", "AAVE/USDT:150:0.01:0.001")
        .map(SimulatedSymbol::parse).toList();
    static final int MOST = ALL.size();

    private TenSymbols() {
    }

    /** @param count from 2 to {@link #MOST} */
    static List<SimulatedSymbol> first(int count) {
        return ALL.subList(0, count);
    }
}
