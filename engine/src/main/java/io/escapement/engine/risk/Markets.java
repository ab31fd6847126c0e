package io.escapement.engine.risk;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.market.MarketView;
import io.escapement.engine.orders.Exposure;
import io.escapement.engine.orders.OrderTable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All instruments, venues and strategies that risk knows of. Allocates when an instrument is defined, not else. */
final class Markets {
    private final RiskConfig config;
    private final OrderTable table;
    private final MarketView view;
    private final InstrumentTable<InstrumentRisk> byId = new InstrumentTable<>();
    private final List<InstrumentRisk> all = new ArrayList<>();
    private final List<VenueState> venues = new ArrayList<>();
    private final List<StrategyState> strategies = new ArrayList<>();
    private final Balances balances;

    Markets(RiskConfig config, OrderTable table, MarketView view, Balances balances) {
        this.config = config;
        this.table = table;
        this.view = view;
        this.balances = balances;
        config.strategies().forEach(each -> strategies.add(new StrategyState(each, strategies.size(),
            config.guards())));
        config.venues().forEach(each -> venues.add(new VenueState(Venue.valueOf(each.venue()), each,
            config.guards())));
    }

    /** Takes in a definition, new or changed. */
    void define(Instrument instrument) {
        final InstrumentRisk known = byId.get(instrument.id());
        final Limits limits = limits(instrument);
        if (known != null) {
            known.instrument = instrument;
            known.limits = limits;
            known.counted = isCounted(instrument);
            return;
        }
        final int others = strategies.size();
        final Exposure[] exposures = new Exposure[others + 1];
        final Holding[] holdings = new Holding[others + 1];
        for (int i = 0; i < others; i++) {
            exposures[i] = table.exposure(instrument.id(), strategies.get(i).id());
            holdings[i] = new Holding(strategies.get(i).id());
        }
        exposures[others] = table.exposure(instrument.id());
        holdings[others] = new Holding(0);
        final InstrumentRisk made = new InstrumentRisk(instrument, limits, view.quote(instrument.id()),
            venue(instrument.venue()), exposures, holdings, config);
        made.counted = isCounted(instrument);
        made.baseBalance = balances.of(instrument.venue(), made.baseAsset);
        made.quoteBalance = balances.of(instrument.venue(), made.quoteAsset);
        made.index = all.size();
        byId.put(instrument.id(), made);
        all.add(made);
        all.forEach(this::meetPeers);
    }

    private void meetPeers(InstrumentRisk market) {
        market.peers = all.stream().filter(other -> other != market
                && other.instrument.venue() != market.instrument.venue()
                && other.instrument.canonical().equals(market.instrument.canonical()))
            .toArray(InstrumentRisk[]::new);
    }

    private boolean isCounted(Instrument instrument) {
        final String asset = instrument.quoteAsset().toUpperCase(Locale.ROOT);
        return config.equityAssets().stream().anyMatch(each -> each.equalsIgnoreCase(asset));
    }

    private Limits limits(Instrument instrument) {
        for (final InstrumentLimits candidate : config.instruments()) {
            if (candidate.venue().equals(instrument.venue().name())
                && candidate.symbol().equals(instrument.symbol())) {
                return Limits.of(candidate, instrument);
            }
        }
        return null;
    }

    /** The venue, made now without limits of its own if the config says nothing of it. */
    VenueState venue(Venue venue) {
        for (int i = 0; i < venues.size(); i++) {
            if (venues.get(i).venue == venue) {
                return venues.get(i);
            }
        }
        final VenueState made = new VenueState(venue, VenueLimits.paper(venue.name()), config.guards());
        venues.add(made);
        return made;
    }

    /** Null if it is not known. */
    InstrumentRisk of(int instrumentId) {
        return byId.get(instrumentId);
    }

    /** Null if the config does not know it. */
    StrategyState strategy(int strategyId) {
        for (int i = 0; i < strategies.size(); i++) {
            if (strategies.get(i).id() == strategyId) {
                return strategies.get(i);
            }
        }
        return null;
    }

    int count() {
        return all.size();
    }

    /** In the order of their definitions. */
    InstrumentRisk get(int index) {
        return all.get(index);
    }

    int strategyCount() {
        return strategies.size();
    }

    StrategyState strategyAt(int index) {
        return strategies.get(index);
    }

    int venueCount() {
        return venues.size();
    }

    VenueState venueAt(int index) {
        return venues.get(index);
    }

    long hash(long seed) {
        long hash = seed;
        for (int i = 0; i < all.size(); i++) {
            hash = all.get(i).hash(hash);
        }
        for (int i = 0; i < venues.size(); i++) {
            hash = venues.get(i).hash(hash);
        }
        for (int i = 0; i < strategies.size(); i++) {
            hash = strategies.get(i).hash(hash);
        }
        return balances.hash(hash);
    }
}
