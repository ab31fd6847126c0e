package io.escapement.engine.venue.coinbase;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;

import java.util.List;

/** Instruments and frames that several tests begin with. */
final class CoinbaseFrames {
    static final List<Instrument> INSTRUMENTS = List.of(instrument(1, "BTC-USD"), instrument(2, "ETH-USD"));
    static final String SUBSCRIPTIONS = frame("subscriptions", 0, "{\"subscriptions\":{\"heartbeats\":[\"heartbeats\"],"
        + "\"level2\":[\"BTC-USD\",\"ETH-USD\"]}}");
    static final String SNAPSHOT = frame("l2_data", 1, "{\"type\":\"snapshot\",\"product_id\":\"BTC-USD\",\"updates\":["
        + level("bid", "65083.66", "0.20371215") + "," + level("offer", "65083.67", "0.5") + "]}");
    static final String UPDATE = frame("l2_data", 2, "{\"type\":\"update\",\"product_id\":\"BTC-USD\",\"updates\":["
        + level("offer", "65083.67", "0") + "," + level("bid", "65062.5", "1e-8") + "]}");
    static final String HEARTBEAT = frame("heartbeats", 3, "{\"current_time\":"
        + "\"2026-08-09 21:05:48.854840045 +0000 UTC m=+41691.260485341\",\"heartbeat_counter\":41691}");
    static final String TRADES = frame("market_trades", 4, "{\"type\":\"update\",\"trades\":["
        + trade("ETH-USD", 12, "1919.41", "SELL") + "," + trade("BTC-USD", 11, "65083.67", "BUY") + "]}");
    static final String TICKER = frame("ticker", 5, "{\"type\":\"update\",\"tickers\":[{\"type\":\"ticker\","
        + "\"product_id\":\"ETH-USD\",\"price\":\"1919.41\",\"best_bid\":\"1919.44\",\"best_ask\":\"1919.49\","
        + "\"best_bid_quantity\":\"0.02858092\",\"best_ask_quantity\":\"0.07814824\"}]}");
    static final String TWO_BOOKS = frame("l2_data", 6, "{\"type\":\"update\",\"product_id\":\"BTC-USD\",\"updates\":["
        + level("bid", "65062.5", "2") + "]},{\"type\":\"update\",\"product_id\":\"ETH-USD\",\"updates\":[]}");
    static final String TWO_TICKERS = TICKER.replace("[{\"type\":\"ticker\"", "[{\"product_id\":\"BTC-USD\","
        + "\"best_bid\":\"\",\"best_ask\":\"65000\",\"best_bid_quantity\":\"\",\"best_ask_quantity\":\"1\"},"
        + "{\"type\":\"ticker\"");
    static final String ERROR = "{\"type\":\"error\",\"message\":\"failure to subscribe\"}";

    private CoinbaseFrames() {
    }

    static Instrument instrument(int id, String product) {
        final String[] assets = product.split("-");
        return new Instrument(id, Venue.COINBASE, product, assets[0], assets[1], -2, -8, 1, 1, 1, Long.MAX_VALUE, 1,
            InstrumentStatus.TRADING, InstrumentKind.SPOT, Instrument.ONE, assets[0] + "/" + assets[1],
            BookRules.of(SyncKind.STREAM));
    }

    static String frame(String channel, long number, String events) {
        return "{\"channel\":\"" + channel + "\",\"timestamp\":\"2026-08-09T21:05:48.229226136Z\",\"sequence_num\":"
            + number + ",\"events\":[" + events + "]}";
    }

    static String level(String side, String price, String quantity) {
        return "{\"side\":\"" + side + "\",\"event_time\":\"2026-08-09T21:05:48.170326Z\",\"price_level\":\"" + price
            + "\",\"new_quantity\":\"" + quantity + "\"}";
    }

    static String trade(String product, long id, String price, String side) {
        return "{\"product_id\":\"" + product + "\",\"trade_id\":\"" + id + "\",\"price\":\"" + price
            + "\",\"size\":\"0.01\",\"time\":\"2026-08-09T21:05:48.167634Z\",\"side\":\"" + side + "\"}";
    }

    /** A frame with another number. */
    static String numbered(String frame, long number) {
        return frame.replaceFirst("\"sequence_num\":[0-9]+", "\"sequence_num\":" + number);
    }
}
