package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.loopback.exchange.TradedSymbol;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which instruments a venue lists, read from its own list. */
final class TradedSymbols {
    private static final BigDecimal NO_MOST = BigDecimal.ZERO;

    private TradedSymbols() {
    }

    /** Of Binance's exchangeInfo, spot or futures. @param played the symbols whose market is played */
    static List<TradedSymbol> binance(final JsonTree list, final Set<String> played) {
        final List<TradedSymbol> found = new ArrayList<>();
        for (final JsonTree row : list.get("symbols").items()) {
            if (played.contains(row.text("symbol"))) {
                final JsonTree price = filter(row, "PRICE_FILTER");
                final JsonTree lot = filter(row, "LOT_SIZE");
                final JsonTree notional = filter(row, "NOTIONAL");
                final JsonTree least = notional.exists() ? notional : filter(row, "MIN_NOTIONAL");
                found.add(new TradedSymbol(row.text("symbol"), row.text("baseAsset"), row.text("quoteAsset"),
                    decimal(price.text("tickSize")), decimal(lot.text("stepSize")), decimal(lot.text("minQty")),
                    decimal(lot.text("maxQty")), decimal(least.has("notional") ? least.text("notional")
                    : least.text("minNotional"))));
            }
        }
        return found;
    }

    private static JsonTree filter(final JsonTree row, final String type) {
        return row.get("filters").items().stream().filter(filter -> filter.text("filterType").equals(type))
            .findFirst().orElse(row.get("none"));
    }

    /** Of Bybit's instruments-info, of spot or of linear contracts. */
    static List<TradedSymbol> bybit(final JsonTree list, final Set<String> played) {
        final List<TradedSymbol> found = new ArrayList<>();
        for (final JsonTree row : list.get("result").get("list").items()) {
            if (played.contains(row.text("symbol"))) {
                final JsonTree lot = row.get("lotSizeFilter");
                final String step = lot.has("qtyStep") ? lot.text("qtyStep") : lot.text("basePrecision");
                final String most = lot.has("maxLimitOrderQty") ? lot.text("maxLimitOrderQty")
                    : lot.text("maxOrderQty");
                found.add(new TradedSymbol(row.text("symbol"), row.text("baseCoin"), row.text("quoteCoin"),
                    decimal(row.get("priceFilter").text("tickSize")), decimal(step), decimal(lot.text("minOrderQty")),
                    decimal(most), decimal(lot.has("minOrderAmt") ? lot.text("minOrderAmt")
                    : lot.text("minNotionalValue"))));
            }
        }
        return found;
    }

    /** Of MEXC's exchangeInfo: steps are told by digits. */
    static List<TradedSymbol> mexc(final JsonTree list, final Set<String> played) {
        final List<TradedSymbol> found = new ArrayList<>();
        for (final JsonTree row : list.get("symbols").items()) {
            if (played.contains(row.text("symbol"))) {
                found.add(new TradedSymbol(row.text("symbol"), row.text("baseAsset"), row.text("quoteAsset"),
                    BigDecimal.ONE.movePointLeft((int) row.number("quotePrecision")),
                    BigDecimal.ONE.movePointLeft((int) row.number("baseAssetPrecision")),
                    decimal(row.text("baseSizePrecision")), NO_MOST, decimal(row.text("quoteAmountPrecision"))));
            }
        }
        return found;
    }

    private static BigDecimal decimal(final String text) {
        return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    }
}
