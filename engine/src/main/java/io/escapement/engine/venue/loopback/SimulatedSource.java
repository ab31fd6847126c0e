package io.escapement.engine.venue.loopback;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The generator: several simulated symbols in one order of time, the same for the same settings. */
final class SimulatedSource implements VenueSource {
    private final Simulation settings;
    private final List<SimulatedFeed> feeds = new ArrayList<>();
    private final Set<String> symbols = new TreeSet<>();
    private final long endNs;
    private final boolean futures;

    SimulatedSource(final Simulation settings) {
        this(settings, false);
    }

    /** @param futures whether it is to be the futures market, whose depth frames are chained */
    SimulatedSource(final Simulation settings, final boolean futures) {
        this.settings = settings;
        this.futures = futures;
        this.endNs = settings.durationNs() == 0 ? Long.MAX_VALUE : settings.startTimeNs() + settings.durationNs();
        final SplitMix seeds = new SplitMix(settings.seed());
        for (final SimulatedSymbol symbol : settings.symbols()) {
            feeds.add(new SimulatedFeed(symbol, settings, seeds.nextLong(),
                futures ? SimulatedWords.USDM : SimulatedWords.SPOT));
            symbols.add(symbol.symbol());
        }
    }

    @Override
    public SourceItem next() {
        while (true) {
            SimulatedFeed first = feeds.get(0);
            for (final SimulatedFeed feed : feeds) {
                if (feed.nextTimeNs() < first.nextTimeNs()) {
                    first = feed;
                }
            }
            if (first.nextTimeNs() > endNs) {
                return null;
            }
            final SourceItem item = first.next();
            if (item != null) {
                return item;
            }
        }
    }

    /** It goes on for ever where it is to, so it has no second pass. */
    @Override
    public boolean rewind() {
        return false;
    }

    @Override
    public String provenance() {
        return "SIMULATED";
    }

    @Override
    public String describe() {
        return "SIMULATED market data, seed " + settings.seed() + ", "
            + settings.symbols().stream().map(SimulatedSymbol::symbol).collect(Collectors.joining(" ")) + ", "
            + settings.actionsPerSecond() + " actions/s each";
    }

    @Override
    public Set<String> symbols() {
        return symbols;
    }

    @Override
    public boolean hasSnapshot(final String symbol) {
        return true;
    }

    @Override
    public String exchangeInfo() {
        final StringBuilder json = ExchangeInfo.begin("SIMULATED");
        String separator = "";
        for (final SimulatedSymbol symbol : settings.symbols()) {
            json.append(separator);
            ExchangeInfo.appendSymbol(json, symbol.symbol(), symbol.base(), symbol.quote(),
                DecimalText.format(symbol.tick(), DecimalText.EXPONENT_DIGITS),
                DecimalText.format(symbol.lot(), DecimalText.EXPONENT_DIGITS), "5.00000000", futures);
            separator = ",";
        }
        return json.append("]}").toString();
    }

    @Override
    public SimulatedKlines klines(final String symbol) {
        return feeds.stream().filter(feed -> feed.symbol().equals(symbol)).map(SimulatedFeed::klines).findFirst()
            .orElse(null);
    }

    @Override
    public boolean isFutures() {
        return futures;
    }

    @Override
    public void close() {
        feeds.clear();
    }
}
