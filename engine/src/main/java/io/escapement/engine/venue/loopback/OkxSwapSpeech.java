package io.escapement.engine.venue.loopback;

import java.util.List;

/** OKX v5, generated swaps: quantities are contracts. */
final class OkxSwapSpeech extends OkxSpeech {
    @Override
    String symbol(final String base, final String quote) {
        return super.symbol(base, quote) + "-SWAP";
    }

    @Override
    void list(final List<SimulatedSymbol> symbols, final RecordedReplies replies) {
        replies.add("/api/v5/public/instruments?instType=SWAP", "{\"code\":\"0\",\"msg\":\"\",\"data\":["
            + Listed.rows(symbols, each -> Listed.object("instType", "SWAP", "instId",
                symbol(each.base(), each.quote()), "ctType", "linear", "ctVal", "0.01", "ctMult", "1", "ctValCcy",
                each.base(), "tickSz", each.tick(), "lotSz", each.lot(), "minSz", each.lot(), "maxLmtSz", "9000",
                "state", "live")) + "]}");
    }
}
