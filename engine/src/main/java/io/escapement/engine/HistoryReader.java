package io.escapement.engine;

import io.escapement.engine.bars.BarsConfig;
import io.escapement.engine.config.Durations;
import io.escapement.engine.config.Example;
import io.escapement.engine.config.Section;
import io.escapement.engine.venue.session.KlineWish;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the list {@code history} of a config: bars of the past from files, and those that venues are asked for. */
final class HistoryReader {
    private static final long LEAST_NS = 60_000_000_000L;
    private static final int USUAL_BARS = 1_500;
    private static final int MOST_BARS = 10_000;

    /** Where bars of the past come from. */
    private enum From { FILE, VENUE }

    private HistoryReader() {
    }

    /**
     * What the config asks for.
     *
     * @param files  one a series
     * @param wishes by the name of the venue
     */
    record History(List<HistorySource.Series> files, Map<String, List<KlineWish>> wishes) {
    }

    /** Whether venues are asked, so that first bars have something to wait for. */
    static boolean asksVenues(Section root) {
        return root.sections("history").stream()
            .anyMatch(each -> each.text("from", "").equalsIgnoreCase(From.VENUE.name()));
    }

    private static From from(Section each) {
        return each.choice("from", From.class, From.FILE);
    }

    static History read(Section root, VenueSettingsReader venues, BarsConfig bars) {
        final List<HistorySource.Series> files = new ArrayList<>();
        final Map<String, List<KlineWish>> wishes = new TreeMap<>();
        for (final Section each : root.sections("history")) {
            if (from(each) == From.FILE) {
                files.add(file(each));
            } else {
                wish(each, venues, bars, wishes);
            }
        }
        return new History(files, wishes);
    }

    static HistorySource.Series file(Section each) {
        return new HistorySource.Series(each.text("symbol", new Example("a symbol", "BTCUSDT")),
            each.durationNs("timeframe", "1s", "1d", null),
            Path.of(each.text("file", new Example("a CSV file of klines", "data/BTCUSDT_1m.csv.gz"))),
            each.count("bars", 1, 1_000_000, USUAL_BARS));
    }

    private static void wish(Section each, VenueSettingsReader venues, BarsConfig bars,
                             Map<String, List<KlineWish>> wishes) {
        final List<String> names = venues.venues().stream().map(EngineSettings.VenueSettings::name).toList();
        final String venue = each.text("venue", "");
        if (!venue.isEmpty() && !names.contains(venue)) {
            each.problem("venue", "is '" + venue + "'; expected one of " + names + ", or none for all of them");
        }
        final List<String> usual = bars.timeframesNs().stream().filter(ns -> ns >= LEAST_NS)
            .map(Durations::text).toList();
        final List<Long> timeframesNs = Timeframes.read(each, usual).stream().sorted().toList();
        for (final long durationNs : timeframesNs) {
            if (durationNs < LEAST_NS || !bars.timeframesNs().contains(durationNs)) {
                each.problem("timeframes", "holds " + Durations.text(durationNs)
                    + "; expected some of bars.timeframes, of a minute or longer");
            }
        }
        if (usual.isEmpty()) {
            each.problem("from", "is venue, but bars.timeframes has none of a minute or longer; expected one there");
        }
        final KlineWish wish = new KlineWish(each.texts("symbols", new Example("symbols", "[BTCUSDT]"), List.of()),
            timeframesNs, each.count("bars", 1, MOST_BARS, USUAL_BARS));
        for (final String symbol : wish.symbols()) {
            if (venues.venues().stream().noneMatch(known -> (venue.isEmpty() || venue.equals(known.name()))
                && known.config().listings().stream().anyMatch(listing -> listing.symbol().equals(symbol)))) {
                each.problem("symbols", "holds " + symbol + ", which is no instrument's; expected symbols as the"
                    + " venue spells them");
            }
        }
        names.stream().filter(name -> venue.isEmpty() || venue.equals(name))
            .forEach(name -> wishes.computeIfAbsent(name, key -> new ArrayList<>()).add(wish));
    }
}
