package io.escapement.engine;

import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.columns.ColumnsStage;
import io.escapement.engine.config.Example;
import io.escapement.engine.config.Section;
import io.escapement.engine.features.FeatureGroup;
import io.escapement.engine.features.FeaturesConfig;
import io.escapement.engine.features.FeaturesStage;
import io.escapement.engine.features.HawkesTerms;
import io.escapement.engine.features.InstrumentTerms;
import io.escapement.engine.features.MicropriceTable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reads the section {@code features} of a config; everything in it has a default. */
final class FeaturesReader {
    private static final String MOST = "1000000000000000000";
    /** A number that a table does not have. */
    private static final String MISSING = "none";
    private static final Example GROUPS =
        new Example("a list of " + String.join(" ", Arrays.stream(FeatureGroup.values())
            .map(FeatureGroup::spelling).toList()), "[quote, ofi]");

    private FeaturesReader() {
    }

    static Supplier<ColumnsStage> read(Section section) {
        final FeaturesConfig config = config(section);
        return () -> new FeaturesStage(config);
    }

    static FeaturesConfig config(Section section) {
        final FeaturesConfig usual = FeaturesConfig.usual();
        final FeaturesConfig config = new FeaturesConfig(groups(section),
            section.durationNs("cadence", "100ms", "1s", "1s"),
            section.count("pending-trades", FeaturesConfig.LEAST_PENDING, FeaturesConfig.MOST_PENDING,
                usual.pendingTrades()),
            section.sections("instruments").stream().map(FeaturesReader::terms).toList());
        section.problems(config.problems());
        return config;
    }

    private static Set<FeatureGroup> groups(Section section) {
        final List<String> all = Arrays.stream(FeatureGroup.values()).map(FeatureGroup::spelling).toList();
        final Set<FeatureGroup> groups = EnumSet.noneOf(FeatureGroup.class);
        for (final String name : section.texts("groups", GROUPS, all)) {
            final int at = all.indexOf(name);
            if (at < 0) {
                section.problem("groups", "holds '" + name + "'; expected " + GROUPS);
            } else {
                groups.add(FeatureGroup.values()[at]);
            }
        }
        return groups;
    }

    private static InstrumentTerms terms(Section section) {
        final Venue venue = section.choice("venue", Venue.class, null);
        final String symbol = section.text("symbol", new Example("the venue's own symbol", "ETHUSDT"));
        // Asked for even where it is missing, so that the keys that are known can be told.
        final BigDecimal volume = section.decimal("bucket-volume", "0", MOST, "0");
        final List<Double> weights = numbers(section, "integrated-weights",
            section.texts("integrated-weights", new Example("five numbers", "[0.5, 0.5, 0.4, 0.4, 0.4]"), List.of()));
        final Section hawkes = section.section("hawkes");
        final double[] terms = {hawkes.decimal("base", "0", MOST, "0").doubleValue(),
            hawkes.decimal("jump", "0", MOST, "0").doubleValue(),
            hawkes.decimal("decay", "0", MOST, "1").doubleValue()};
        return new InstrumentTerms(venue, symbol, section.has("bucket-volume") ? volume : null, weights,
            section.has("hawkes") ? hawkes(section, terms) : null, microprice(section));
    }

    private static HawkesTerms hawkes(Section section, double[] terms) {
        try {
            return new HawkesTerms(terms[0], terms[1], terms[2]);
        } catch (final IllegalArgumentException e) {
            section.problem("hawkes", "is " + e.getMessage());
            return null;
        }
    }

    private static MicropriceTable microprice(Section section) {
        final List<double[]> rows = new ArrayList<>();
        for (final List<String> row : section.textLists("microprice",
            new Example("a list of lists of ticks, by spread and bucket", "[[-0.5, 0, 0.5]]"), List.of())) {
            rows.add(numbers(section, "microprice", row).stream().mapToDouble(Double::doubleValue).toArray());
        }
        if (rows.isEmpty()) {
            return null;
        }
        try {
            return new MicropriceTable(rows.toArray(double[][]::new));
        } catch (final IllegalArgumentException e) {
            section.problem("microprice", "is " + e.getMessage());
            return null;
        }
    }

    private static List<Double> numbers(Section section, String key, List<String> texts) {
        final List<Double> numbers = new ArrayList<>();
        for (final String text : texts) {
            try {
                numbers.add(text.equals(MISSING) ? Double.NaN : new BigDecimal(text).doubleValue());
            } catch (final NumberFormatException e) {
                section.problem(key, "holds '" + text + "'; expected a decimal, e.g. 0.5");
            }
        }
        return numbers;
    }
}
