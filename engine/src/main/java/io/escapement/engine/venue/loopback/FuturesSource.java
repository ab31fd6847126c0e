package io.escapement.engine.venue.loopback;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The generator as a market of USD-M contracts: depth is chained by {@code pu}, trades come as sums. */
final class FuturesSource implements VenueSource {
    private static final Pattern DEPTH_HEAD = Pattern.compile(
        "\"E\":(\\d+),(\"s\":\"[^\"]+\",\"U\":(\\d+),\"u\":(\\d+),)");

    private final VenueSource plain;
    private final Map<String, Long> lastIds = new HashMap<>();

    FuturesSource(final VenueSource plain) {
        this.plain = plain;
    }

    @Override
    public SourceItem next() throws IOException {
        final SourceItem item = plain.next();
        if (!(item instanceof SourceItem.Frame frame)) {
            return item;
        }
        final String data = new String(frame.wrapped(), frame.dataOffset(), frame.dataLength(),
            StandardCharsets.UTF_8);
        if (frame.isDepth()) {
            return framed(frame, frame.stream(), frame.key(), depth(frame.symbol(), data));
        }
        if (!frame.stream().endsWith("@trade")) {
            return frame;
        }
        final String stream = frame.stream().replace("@trade", "@aggTrade");
        return framed(frame, stream, stream, sum(JsonTree.parse(data)));
    }

    private String depth(final String symbol, final String data) {
        final Matcher head = DEPTH_HEAD.matcher(data);
        if (!head.find()) {
            throw new IllegalStateException("not a generated depth frame: " + data);
        }
        final long previous = lastIds.getOrDefault(symbol, Long.parseLong(head.group(3)) - 1);
        lastIds.put(symbol, Long.parseLong(head.group(4)));
        return head.replaceFirst("\"E\":$1,\"T\":$1,$2\"pu\":" + previous + ',');
    }

    private static String sum(final JsonTree trade) {
        return JsonText.object().text("e", "aggTrade").number("E", trade.number("E")).text("s", trade.text("s"))
            .number("a", trade.number("t")).text("p", trade.text("p")).text("q", trade.text("q"))
            .number("f", trade.number("t")).number("l", trade.number("t")).number("T", trade.number("T"))
            .bool("m", trade.text("m").equals("true")).toString();
    }

    private static SourceItem.Frame framed(final SourceItem.Frame frame, final String stream, final String key,
        final String data) {
        final String head = "{\"stream\":\"" + stream + "\",\"data\":";
        final byte[] bytes = (head + data + '}').getBytes(StandardCharsets.UTF_8);
        return new SourceItem.Frame(frame.timeNs(), stream, key, frame.symbol(), bytes, head.length(),
            bytes.length - head.length() - 1);
    }

    @Override
    public boolean rewind() throws IOException {
        return plain.rewind();
    }

    @Override
    public String provenance() {
        return plain.provenance();
    }

    @Override
    public String describe() {
        return plain.describe() + ", as USD-M contracts";
    }

    @Override
    public Set<String> symbols() {
        return plain.symbols();
    }

    @Override
    public boolean hasSnapshot(final String symbol) {
        return plain.hasSnapshot(symbol);
    }

    /** The generator's list is one of spot: as contracts it has these fields too. */
    @Override
    public String exchangeInfo() {
        return plain.exchangeInfo()
            .replaceAll("\\{\"symbol\":\"([^\"]+)\",\"status\":\"TRADING\",", "{\"symbol\":\"$1\",\"pair\":\"$1\","
                + "\"contractType\":\"PERPETUAL\",\"deliveryDate\":4133404800000,\"onboardDate\":1569398400000,"
                + "\"marginAsset\":\"USDT\",\"pricePrecision\":2,\"quantityPrecision\":5,\"underlyingType\":\"COIN\","
                + "\"status\":\"TRADING\",")
            .replace("\"filterType\":\"NOTIONAL\",\"minNotional\"", "\"filterType\":\"MIN_NOTIONAL\",\"notional\"");
    }

    @Override
    public boolean isFutures() {
        return true;
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
