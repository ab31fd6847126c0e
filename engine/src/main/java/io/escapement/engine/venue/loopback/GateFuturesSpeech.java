package io.escapement.engine.venue.loopback;

import java.util.List;

/** Gate v4, generated USDT futures, with {@code obu}: quantities are contracts, which may be traded in parts. */
final class GateFuturesSpeech extends GateObuSpeech {
    @Override
    String market() {
        return "futures";
    }

    @Override
    void list(final List<SimulatedSymbol> symbols, final RecordedReplies replies) {
        replies.add("/api/v4/futures/usdt/contracts", '[' + Listed.rows(symbols, each -> Listed.object("name",
            symbol(each.base(), each.quote()), "type", "direct", "quanto_multiplier", "0.0001", "order_price_round",
            each.tick(), "order_size_min", each.lot(), "order_size_max", "9000", "enable_decimal", "true", "status",
            "trading")) + ']');
    }

    /** Trades of futures are not generated. */
    @Override
    String tradeKey(final SpokenSimulation.Trade trade) {
        return null;
    }
}
