package io.escapement.engine.venue.binance;

import io.escapement.engine.venue.session.SessionProbe;

/** A session with Binance whose events, and what it tells its owner, come out as lines of text in their order. */
final class SessionFixture extends SessionProbe {
    static final BinanceConfig.Pacing QUICK = new BinanceConfig.Pacing(1, 20, 100, 60_000, 3_600_000, 1_000, 200,
        4_000);

    SessionFixture(BinanceConfig config) {
        super(config.protocol(), config.session());
        session.start();
    }

    /** A BTCUSDT and ETHUSDT of plain filters. */
    static String exchangeInfo() {
        return "{\"symbols\":[" + symbol("BTC") + "," + symbol("ETH") + "]}";
    }

    private static String symbol(String base) {
        return "{\"symbol\":\"" + base + "USDT\",\"status\":\"TRADING\",\"baseAsset\":\"" + base
            + "\",\"baseAssetPrecision\":8,\"quoteAsset\":\"USDT\",\"quoteAssetPrecision\":8,\"filters\":["
            + "{\"filterType\":\"PRICE_FILTER\",\"minPrice\":\"0.01\",\"maxPrice\":\"1000000\",\"tickSize\":\"0.01\"},"
            + "{\"filterType\":\"LOT_SIZE\",\"minQty\":\"0.00001\",\"maxQty\":\"9000\",\"stepSize\":\"0.00001\"},"
            + "{\"filterType\":\"NOTIONAL\",\"minNotional\":\"5\"}]}";
    }

    static String trade(String symbol, long id) {
        return "{\"e\":\"trade\",\"E\":1700000000000,\"s\":\"" + symbol + "\",\"t\":" + id
            + ",\"p\":\"100.01\",\"q\":\"0.5\",\"T\":1700000000000,\"m\":true,\"M\":true}";
    }
}
