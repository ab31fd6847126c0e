package io.escapement.engine.venue.loopback;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * HTX' generated swaps with {@code depth.size_N.high_freq}: whole books and changes in the stream, {@code version}
 * consecutive. Quantities are contracts: a lot has to be a whole one.
 */
final class HtxSwapSpeech extends HtxMbpSpeech {
    @Override
    Set<FaultKind> faults() {
        return with(COMMON, FaultKind.GZIP_CORRUPT);
    }

    @Override
    boolean isAskedForBooks() {
        return false;
    }

    @Override
    boolean countsMessages() {
        return true;
    }

    @Override
    boolean isDepth(final String topic) {
        return topic.matches("market\\.[^.]+\\.depth\\.size_[0-9]+\\.high_freq");
    }

    @Override
    boolean request(final Words words, final String topic, final String id) {
        return false;
    }

    @Override
    String write(final Update update, final String asked) {
        final long ms = millis(update.timeNs());
        return "{\"ch\":\"" + asked + "\",\"ts\":" + ms + ",\"tick\":{\"event\":\""
            + (update.whole() ? "snapshot" : "update") + "\",\"mrid\":" + update.last() + ",\"version\":"
            + update.last() + ",\"ts\":" + ms + levels(update) + "}}";
    }

    @Override
    String numberField() {
        return "version";
    }

    @Override
    String symbol(final String base, final String quote) {
        return base + '-' + quote;
    }

    @Override
    void list(final List<SimulatedSymbol> symbols, final RecordedReplies replies) {
        replies.add("/linear-swap-api/v1/swap_contract_info", "{\"status\":\"ok\",\"data\":["
            + Listed.rows(symbols, each -> Listed.object("symbol", each.base(), "contract_code",
                symbol(each.base(), each.quote()), "contract_size", "0.001", "price_tick", each.tick(),
                "contract_status", "1")) + "]}");
    }

    /** Amounts count buyer and seller both. */
    @Override
    String write(final SpokenSimulation.Trade trade) {
        return super.write(new SpokenSimulation.Trade(trade.symbol(), trade.price(), new BigDecimal(trade.quantity())
            .add(new BigDecimal(trade.quantity())).toPlainString(), trade.isBuy(), trade.timeMs(), trade.id()));
    }

    @Override
    String refusal(final QueryStringDecoder query) {
        return query.path().equals("/linear-swap-ws") ? null : "expected /linear-swap-ws";
    }
}
