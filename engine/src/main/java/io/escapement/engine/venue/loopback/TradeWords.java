package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.loopback.SpokenSimulation.Trade;

/** Generated trades as the venues push them, one a frame. */
final class TradeWords {
    private TradeWords() {
    }

    private static String side(final Trade trade, final String buy, final String sell) {
        return trade.isBuy() ? buy : sell;
    }

    private static String time(final Trade trade) {
        return KrakenFirstVersion.time(Speech.nanos(trade.timeMs()));
    }

    static String bybit(final Trade trade) {
        return "{\"topic\":\"publicTrade." + trade.symbol() + "\",\"type\":\"snapshot\",\"ts\":" + trade.timeMs()
            + ",\"data\":[{\"T\":" + trade.timeMs() + ",\"s\":\"" + trade.symbol() + "\",\"S\":\""
            + side(trade, "Buy", "Sell") + "\",\"v\":\"" + trade.quantity() + "\",\"p\":\"" + trade.price()
            + "\",\"i\":\"" + trade.id() + "\",\"BT\":false}]}";
    }

    static String okx(final Trade trade) {
        return "{\"arg\":{\"channel\":\"trades\",\"instId\":\"" + trade.symbol() + "\"},\"data\":[{\"instId\":\""
            + trade.symbol() + "\",\"tradeId\":\"" + trade.id() + "\",\"px\":\"" + trade.price() + "\",\"sz\":\""
            + trade.quantity() + "\",\"side\":\"" + side(trade, "buy", "sell") + "\",\"ts\":\"" + trade.timeMs()
            + "\",\"count\":\"1\"}]}";
    }

    /** The side is the maker's. */
    static String coinbase(final Trade trade) {
        final String time = time(trade);
        return "{\"channel\":\"market_trades\",\"timestamp\":\"" + time + "\",\"sequence_num\":0,\"events\":[{\"type\":"
            + "\"update\",\"trades\":[{\"trade_id\":\"" + trade.id() + "\",\"product_id\":\"" + trade.symbol()
            + "\",\"price\":\"" + trade.price() + "\",\"size\":\"" + trade.quantity() + "\",\"side\":\""
            + side(trade, "SELL", "BUY") + "\",\"time\":\"" + time + "\"}]}]}";
    }

    static String kraken(final Trade trade) {
        return "{\"channel\":\"trade\",\"type\":\"update\",\"data\":[{\"symbol\":\"" + trade.symbol() + "\",\"side\":\""
            + side(trade, "buy", "sell") + "\",\"price\":" + trade.price() + ",\"qty\":" + trade.quantity()
            + ",\"ord_type\":\"limit\",\"trade_id\":" + trade.id() + ",\"timestamp\":\"" + time(trade) + "\"}]}";
    }

    static String kucoin(final Trade trade) {
        return "{\"type\":\"message\",\"topic\":\"/market/match:" + trade.symbol() + "\",\"subject\":\"trade.l3match\","
            + "\"data\":{\"type\":\"match\",\"sequence\":\"" + trade.id() + "\",\"symbol\":\"" + trade.symbol()
            + "\",\"side\":\"" + side(trade, "buy", "sell") + "\",\"price\":\"" + trade.price() + "\",\"size\":\""
            + trade.quantity() + "\",\"tradeId\":\"" + trade.id() + "\",\"time\":\"" + Speech.nanos(trade.timeMs())
            + "\"}}";
    }

    static String gate(final Trade trade) {
        return "{\"time\":" + trade.timeMs() / 1_000 + ",\"time_ms\":" + trade.timeMs()
            + ",\"channel\":\"spot.trades\",\"event\":\"update\",\"result\":{\"id\":" + trade.id() + ",\"create_time\":"
            + trade.timeMs() / 1_000 + ",\"create_time_ms\":\"" + trade.timeMs() + ".0\",\"side\":\""
            + side(trade, "buy", "sell") + "\",\"currency_pair\":\"" + trade.symbol() + "\",\"amount\":\""
            + trade.quantity() + "\",\"price\":\"" + trade.price() + "\"}}";
    }

    static String htx(final Trade trade) {
        return "{\"ch\":\"" + htxTopic(trade) + "\",\"ts\":" + trade.timeMs() + ",\"tick\":{\"id\":" + trade.id()
            + ",\"ts\":" + trade.timeMs() + ",\"data\":[{\"id\":" + trade.id() + ",\"ts\":" + trade.timeMs()
            + ",\"tradeId\":" + trade.id() + ",\"amount\":" + trade.quantity() + ",\"price\":" + trade.price()
            + ",\"direction\":\"" + side(trade, "buy", "sell") + "\"}]}}";
    }

    static String htxTopic(final Trade trade) {
        return "market." + trade.symbol() + ".trade.detail";
    }

    /** What stands between channel and sequence. */
    static String bitfinex(final Trade trade) {
        return "\"te\",[" + trade.id() + ',' + trade.timeMs() + ',' + side(trade, "", "-") + trade.quantity() + ','
            + trade.price() + ']';
    }
}
