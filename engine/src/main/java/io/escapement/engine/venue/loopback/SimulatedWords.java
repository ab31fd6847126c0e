package io.escapement.engine.venue.loopback;

/** Where the events of Binance's markets are written differently: what the generator's say in one of them. */
enum SimulatedWords {
    /** Spot, as {@code wss://stream.binance.com} writes it. */
    SPOT("trade", "t", "", ",\"M\":true") {
        @Override
        String matched(final long timeMs) {
            return "";
        }

        @Override
        String chain(final long previousId) {
            return "";
        }

        @Override
        String sum(final long tradeId) {
            return "";
        }
    },
    /** USD-M contracts: every event has its time of matching, depth is chained by {@code pu}, trades come as sums. */
    USDM("aggTrade", "a", "\"e\":\"bookTicker\",", "") {
        @Override
        String matched(final long timeMs) {
            return ",\"T\":" + timeMs;
        }

        @Override
        String chain(final long previousId) {
            return ",\"pu\":" + previousId;
        }

        @Override
        String sum(final long tradeId) {
            return ",\"f\":" + tradeId + ",\"l\":" + tradeId;
        }
    };

    private final String trade;
    private final String tradeKey;
    private final String tickerHead;
    private final String tradeTail;

    SimulatedWords(final String trade, final String tradeKey, final String tickerHead, final String tradeTail) {
        this.trade = trade;
        this.tradeKey = tradeKey;
        this.tickerHead = tickerHead;
        this.tradeTail = tradeTail;
    }

    /** The event of a trade, and its stream. */
    final String trade() {
        return trade;
    }

    /** The key of a trade's number. */
    final String tradeKey() {
        return tradeKey;
    }

    /** What a ticker begins with. */
    final String tickerHead() {
        return tickerHead;
    }

    /** What a trade ends with. */
    final String tradeTail() {
        return tradeTail;
    }

    /** When the event's cause was matched, where that is told. */
    abstract String matched(long timeMs);

    /** The times of a ticker or a whole book, where they have any. */
    final String times(final long timeMs) {
        final String matched = matched(timeMs);
        return matched.isEmpty() ? "" : ",\"E\":" + timeMs + matched;
    }

    /** The tie to the depth event before. */
    abstract String chain(long previousId);

    /** The trades that are summed up in one event. */
    abstract String sum(long tradeId);
}
