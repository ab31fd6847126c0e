package io.escapement.engine.venue.loopback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/** The reply to exchangeInfo: cut down to the symbols asked for, or made where none was recorded. */
final class ExchangeInfo {
    private static final JsonFactory JSON = new JsonFactory();
    /** Quote assets of Binance, those first that end with another of them. */
    private static final String[] QUOTES = {
        "FDUSD", "USDT", "BUSD", "USDC", "TUSD", "BTC", "ETH", "BNB", "EUR", "TRY", "GBP", "RUB", "BRL", "AUD", "USD"};

    private ExchangeInfo() {
    }

    /**
     * The reply with these symbols only, or null where one of them is not in it.
     *
     * @param wanted empty for all
     */
    static String only(final String whole, final Set<String> wanted) {
        if (wanted.isEmpty()) {
            return whole;
        }
        final StringWriter out = new StringWriter(whole.length());
        int found = 0;
        try (JsonParser json = JSON.createParser(whole); JsonGenerator copy = JSON.createGenerator(out)) {
            json.nextToken();
            copy.writeStartObject();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                final JsonToken value = json.nextToken();
                copy.writeFieldName(name);
                if (name.equals("symbols") && value == JsonToken.START_ARRAY) {
                    found = copySymbols(json, copy, wanted);
                } else {
                    copy.copyCurrentStructure(json);
                }
            }
            copy.writeEndObject();
        } catch (final IOException ex) {
            throw new UncheckedIOException("the recorded exchangeInfo is not JSON", ex);
        }
        return found == wanted.size() ? out.toString() : null;
    }

    private static int copySymbols(final JsonParser json, final JsonGenerator copy, final Set<String> wanted)
        throws IOException {
        int found = 0;
        copy.writeStartArray();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            final StringWriter one = new StringWriter();
            final String symbol;
            try (JsonGenerator object = JSON.createGenerator(one)) {
                symbol = copySymbol(json, object);
            }
            if (wanted.contains(symbol)) {
                copy.writeRawValue(one.toString());
                found++;
            }
        }
        copy.writeEndArray();
        return found;
    }

    private static String copySymbol(final JsonParser json, final JsonGenerator object) throws IOException {
        String symbol = null;
        object.writeStartObject();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            object.writeFieldName(name);
            if (name.equals("symbol")) {
                symbol = json.getText();
            }
            object.copyCurrentStructure(json);
        }
        object.writeEndObject();
        return symbol;
    }

    /**
     * A stand-in for recordings without one: assets told apart by well-known quote assets, the tick as fine as the
     * prices of the recorded snapshot are. Says itself that it is made up.
     */
    static String guess(final Set<String> symbols, final Map<String, String> snapshots) {
        final StringBuilder json = begin("made up: the recording has no exchangeInfo");
        String separator = "";
        for (final String symbol : symbols) {
            final String quote = quoteOf(symbol);
            final String body = snapshots.get(symbol);
            final int decimals = body == null ? DecimalText.EXPONENT_DIGITS : tickDecimals(body);
            json.append(separator);
            appendSymbol(json, symbol, symbol.substring(0, symbol.length() - quote.length()), quote,
                tenth(decimals), "0.00000001", "0.00000001", false);
            separator = ",";
        }
        return json.append("]}").toString();
    }

    static StringBuilder begin(final String note) {
        return new StringBuilder(1024).append("{\"timezone\":\"UTC\",\"serverTime\":0,\"escapementNote\":\"")
            .append(note).append("\",\"rateLimits\":[{\"rateLimitType\":\"REQUEST_WEIGHT\",\"interval\":\"MINUTE\",")
            .append("\"intervalNum\":1,\"limit\":6000},{\"rateLimitType\":\"ORDERS\",\"interval\":\"SECOND\",")
            .append("\"intervalNum\":10,\"limit\":100}],\"exchangeFilters\":[],\"symbols\":[");
    }

    static void appendSymbol(final StringBuilder json, final String symbol, final String base, final String quote,
        final String tick, final String lot, final String minNotional, final boolean futures) {
        json.append("{\"symbol\":\"").append(symbol).append("\",\"status\":\"TRADING\",\"baseAsset\":\"").append(base)
            .append(futures ? "\",\"pair\":\"" + symbol + "\",\"contractType\":\"PERPETUAL\",\"marginAsset\":\"" + quote
                + "\",\"deliveryDate\":4133404800000,\"onboardDate\":1569398400000,\"pricePrecision\":2,"
                + "\"quantityPrecision\":5,\"underlyingType\":\"COIN" : "")
            .append("\",\"baseAssetPrecision\":8,\"quoteAsset\":\"").append(quote)
            .append("\",\"quotePrecision\":8,\"quoteAssetPrecision\":8,\"baseCommissionPrecision\":8,")
            .append("\"quoteCommissionPrecision\":8,\"orderTypes\":[\"LIMIT\",\"LIMIT_MAKER\",\"MARKET\"],")
            .append("\"isSpotTradingAllowed\":true,\"filters\":[{\"filterType\":\"PRICE_FILTER\",\"minPrice\":\"")
            .append(tick).append("\",\"maxPrice\":\"1000000.00000000\",\"tickSize\":\"").append(tick)
            .append("\"},{\"filterType\":\"LOT_SIZE\",\"minQty\":\"").append(lot)
            .append("\",\"maxQty\":\"9000000.00000000\",\"stepSize\":\"").append(lot)
            .append(futures ? "\"},{\"filterType\":\"MIN_NOTIONAL\",\"notional\":\""
                : "\"},{\"filterType\":\"NOTIONAL\",\"minNotional\":\"").append(minNotional)
            .append("\",\"applyMinToMarket\":true,\"maxNotional\":\"9000000.00000000\",\"applyMaxToMarket\":false,")
            .append("\"avgPriceMins\":5}],\"permissions\":[\"SPOT\"]}");
    }

    private static String quoteOf(final String symbol) {
        for (final String quote : QUOTES) {
            if (symbol.endsWith(quote) && symbol.length() > quote.length()) {
                return quote;
            }
        }
        return symbol.substring(symbol.length() / 2);
    }

    private static int tickDecimals(final String body) {
        final DepthMessage snapshot = DepthMessage.parse(body);
        int decimals = 0;
        for (int i = 0; i < snapshot.levelCount(); i++) {
            long rest = snapshot.price(i) % DecimalText.ONE;
            int digits = DecimalText.EXPONENT_DIGITS;
            while (digits > 0 && rest % 10 == 0) {
                rest /= 10;
                digits--;
            }
            decimals = Math.max(decimals, digits);
        }
        return decimals;
    }

    private static String tenth(final int decimals) {
        long mantissa = DecimalText.ONE;
        for (int i = 0; i < decimals; i++) {
            mantissa /= 10;
        }
        return DecimalText.format(mantissa, DecimalText.EXPONENT_DIGITS);
    }
}
