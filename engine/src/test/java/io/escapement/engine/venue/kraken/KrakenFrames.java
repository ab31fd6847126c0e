package io.escapement.engine.venue.kraken;

import io.escapement.codecs.instrument.Instrument;

import java.util.List;

/** Instruments and frames that several tests begin with. */
final class KrakenFrames {
    static final List<Instrument> INSTRUMENTS = List.of(KrakenV1.instrument(1, "BTC/USD", -1, -8),
        KrakenV1.instrument(2, "ETH/USD", -2, -8));
    /** The sheet's vector A. */
    static final String SNAPSHOT = "{\"channel\":\"book\",\"type\":\"snapshot\",\"data\":[{\"symbol\":\"BTC/USD\","
        + "\"bids\":[" + levels("45283.5 0.10000000 45283.4 1.54582015 45282.1 0.10000000 45281.0 0.10000000 45280.3 "
        + "1.54592586 45279.0 0.07990000 45277.6 0.03310103 45277.5 0.30000000 45277.3 1.54602737 45276.6 0.15445238")
        + "],\"asks\":[" + levels("45285.2 0.00100000 45286.4 1.54571953 45286.6 1.54571109 45289.6 1.54560911 45290.2 "
        + "0.15890660 45291.8 1.54553491 45294.7 0.04454749 45296.1 0.35380000 45297.5 0.09945542 45299.5 0.18772827")
        + "],\"checksum\":3310070434,\"timestamp\":\"2026-11-21T14:30:00.123456Z\"}]}";
    static final String UPDATE = "{\"channel\":\"book\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USD\","
        + "\"bids\":[{\"price\":45283.5,\"qty\":0.1}],\"asks\":[{\"price\":45285.2,\"qty\":0},{\"price\":45285.2,"
        + "\"qty\":1e-3}],\"checksum\":3310070434,\"timestamp\":\"2026-11-21T14:30:00.2Z\"}]}";
    static final String TRADES = "{\"channel\":\"trade\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USD\","
        + "\"side\":\"buy\",\"price\":45285.2,\"qty\":0.001,\"ord_type\":\"market\",\"trade_id\":70635251,"
        + "\"timestamp\":\"2026-11-21T14:30:00.5Z\"},{\"symbol\":\"ETH/USD\",\"side\":\"sell\",\"price\":3000.01,"
        + "\"qty\":2,\"ord_type\":\"limit\",\"trade_id\":70635252,\"timestamp\":\"2026-11-21T14:30:01Z\"}]}";
    static final String TICKER = "{\"channel\":\"ticker\",\"type\":\"snapshot\",\"data\":[{\"symbol\":\"ETH/USD\","
        + "\"bid\":3000.00,\"bid_qty\":1.25,\"ask\":3000.01,\"ask_qty\":0.00000001,\"last\":3000.01,\"volume\":1.5,"
        + "\"vwap\":2990.1,\"low\":2900,\"high\":3100,\"change\":-1.5,\"change_pct\":-0.05}]}";
    static final String STATUS = "{\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"version\":\"2.0.10\","
        + "\"system\":\"online\",\"api_version\":\"v2\",\"connection_id\":13834774380200032777}]}";
    static final String HEARTBEAT = "{\"channel\":\"heartbeat\"}";
    static final String TWO_BOOKS = "{\"channel\":\"book\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USD\","
        + "\"bids\":[],\"asks\":[{\"price\":\"45285.2\",\"qty\":\"0.5\"}],\"checksum\":\"5\",\"timestamp\":"
        + "\"2026-11-21T14:30:00Z\"},{\"symbol\":\"ETH/USD\",\"bids\":[],\"asks\":[],\"checksum\":6,\"timestamp\":"
        + "\"2026-11-21T14:30:00Z\"}]}";

    private KrakenFrames() {
    }

    /** Prices and sizes in turn. */
    static String levels(String text) {
        final String[] numbers = text.split(" ");
        final StringBuilder levels = new StringBuilder();
        for (int i = 0; i < numbers.length; i += 2) {
            levels.append(i == 0 ? "" : ",").append("{\"price\":").append(numbers[i]).append(",\"qty\":")
                .append(numbers[i + 1]).append('}');
        }
        return levels.toString();
    }
}
