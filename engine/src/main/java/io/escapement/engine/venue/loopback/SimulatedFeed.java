package io.escapement.engine.venue.loopback;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeSet;

/** One simulated symbol with its three streams, written as the venue, spot or USD-M, writes them. */
final class SimulatedFeed {
    private static final long DEPTH_INTERVAL_NS = 100_000_000L;

    private final SimulatedSymbol symbol;
    private final SimulatedMarket market;
    private final SplitMix random;
    private final double meanPauseNs;
    private final Queue<SourceItem> ready = new ArrayDeque<>();
    private final String depthStream;
    private final String tradeStream;
    private final String tickerStream;
    private final SimulatedWords words;
    private final SimulatedKlines klines;
    private long nextActionNs;
    private long nextDepthNs;
    private long nowNs;
    private long updateId;
    private long sentUpdateId;
    private long tradeId;
    private long bestBid;
    private long bestAsk;
    private long bestBidLots;
    private long bestAskLots;

    SimulatedFeed(final SimulatedSymbol symbol, final Simulation settings, final long seed,
        final SimulatedWords words) {
        this.words = words;
        this.symbol = symbol;
        this.random = new SplitMix(seed);
        this.market = new SimulatedMarket(symbol, settings.levelCount(), random, this::onTrade);
        this.meanPauseNs = 1e9 / settings.actionsPerSecond();
        final String lower = symbol.symbol().toLowerCase(Locale.ROOT);
        this.depthStream = lower + "@depth@100ms";
        this.tradeStream = lower + '@' + words.trade();
        this.tickerStream = lower + "@bookTicker";
        this.klines = new SimulatedKlines(seed, settings.startTimeNs(), symbol);
        this.nowNs = settings.startTimeNs();
        this.updateId = 1_000_000 + random.nextInt(1_000_000);
        this.sentUpdateId = updateId;
        this.tradeId = random.nextInt(1_000_000);
        this.nextDepthNs = nowNs + DEPTH_INTERVAL_NS;
        this.nextActionNs = nowNs + pause();
        ready.add(new SourceItem.Snapshot(nowNs, symbol.symbol(), snapshot()));
    }

    String symbol() {
        return symbol.symbol();
    }

    SimulatedKlines klines() {
        return klines;
    }

    /** When the next item is due. */
    long nextTimeNs() {
        return ready.isEmpty() ? Math.min(nextActionNs, nextDepthNs) : ready.peek().timeNs();
    }

    /** The next item, or null where this step made none. */
    SourceItem next() {
        if (ready.isEmpty()) {
            step();
        }
        return ready.poll();
    }

    private void step() {
        if (nextDepthNs <= nextActionNs) {
            nowNs = nextDepthNs;
            nextDepthNs += DEPTH_INTERVAL_NS;
            sendDepth();
            return;
        }
        nowNs = nextActionNs;
        nextActionNs += pause();
        updateId++;
        market.act();
        sendTickerWhenChanged();
    }

    private long pause() {
        return 1_000 + (long) random.nextExponential(meanPauseNs);
    }

    private void onTrade(final long ticks, final long lots, final boolean buyerIsMaker) {
        klines.onTrade(nowNs, ticks * symbol.tick(), lots * symbol.lot(), !buyerIsMaker);
        final StringBuilder json = new StringBuilder(256).append("{\"e\":\"").append(words.trade())
            .append("\",\"E\":").append(nowMs()).append(",\"s\":\"").append(symbol.symbol()).append("\",\"")
            .append(words.tradeKey()).append("\":").append(++tradeId).append(",\"p\":\"");
        price(json, ticks).append("\",\"q\":\"");
        quantity(json, lots).append('"').append(words.sum(tradeId)).append(",\"T\":").append(nowMs())
            .append(",\"m\":").append(buyerIsMaker).append(words.tradeTail()).append('}');
        add(tradeStream, tradeStream, null, json);
    }

    private void sendTickerWhenChanged() {
        final long bid = market.bids().firstKey();
        final long ask = market.asks().firstKey();
        final long bidLots = market.bids().get(bid);
        final long askLots = market.asks().get(ask);
        if (bid == bestBid && ask == bestAsk && bidLots == bestBidLots && askLots == bestAskLots) {
            return;
        }
        bestBid = bid;
        bestAsk = ask;
        bestBidLots = bidLots;
        bestAskLots = askLots;
        final StringBuilder json = new StringBuilder(192).append('{').append(words.tickerHead()).append("\"u\":")
            .append(updateId).append(",\"s\":\"").append(symbol.symbol()).append("\",\"b\":\"");
        price(json, bid).append("\",\"B\":\"");
        quantity(json, bidLots).append("\",\"a\":\"");
        price(json, ask).append("\",\"A\":\"");
        quantity(json, askLots).append('"').append(words.times(nowMs())).append('}');
        add(tickerStream, tickerStream, null, json);
    }

    private void sendDepth() {
        if (updateId == sentUpdateId) {
            return;
        }
        final StringBuilder json = new StringBuilder(1024).append("{\"e\":\"depthUpdate\",\"E\":").append(nowMs())
            .append(words.matched(nowMs())).append(",\"s\":\"").append(symbol.symbol())
            .append("\",\"U\":").append(sentUpdateId + 1).append(",\"u\":").append(updateId)
            .append(words.chain(sentUpdateId)).append(",\"b\":[");
        levels(json, market.changedBids(), market.bids());
        levels(json.append("],\"a\":["), market.changedAsks(), market.asks());
        json.append("]}");
        sentUpdateId = updateId;
        market.clearChanges();
        add(depthStream, StreamName.key(depthStream), symbol.symbol(), json);
    }

    private void levels(final StringBuilder json, final TreeSet<Long> changed, final NavigableMap<Long, Long> side) {
        String separator = "[\"";
        for (final Long ticks : changed) {
            price(json.append(separator), ticks).append("\",\"");
            quantity(json, side.getOrDefault(ticks, 0L)).append("\"]");
            separator = ",[\"";
        }
    }

    private String snapshot() {
        final StringBuilder json = new StringBuilder(16_384).append("{\"lastUpdateId\":").append(updateId)
            .append(words.times(nowMs())).append(",\"bids\":[");
        levels(json, new TreeSet<>(market.bids().navigableKeySet()), market.bids());
        levels(json.append("],\"asks\":["), new TreeSet<>(market.asks().navigableKeySet()), market.asks());
        return json.append("]}").toString();
    }

    private void add(final String stream, final String key, final String depthSymbol, final StringBuilder data) {
        final int offset = "{\"stream\":\"\",\"data\":".length() + stream.length();
        final byte[] bytes = new StringBuilder(offset + data.length() + 1).append("{\"stream\":\"").append(stream)
            .append("\",\"data\":").append(data).append('}').toString().getBytes(StandardCharsets.UTF_8);
        ready.add(new SourceItem.Frame(nowNs, stream, key, depthSymbol, bytes, offset, bytes.length - offset - 1));
    }

    private StringBuilder price(final StringBuilder json, final long ticks) {
        DecimalText.append(json, ticks * symbol.tick(), DecimalText.EXPONENT_DIGITS);
        return json;
    }

    private StringBuilder quantity(final StringBuilder json, final long lots) {
        DecimalText.append(json, lots * symbol.lot(), DecimalText.EXPONENT_DIGITS);
        return json;
    }

    private long nowMs() {
        return nowNs / 1_000_000;
    }
}
