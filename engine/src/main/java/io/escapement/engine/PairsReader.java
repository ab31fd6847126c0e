package io.escapement.engine;

import io.escapement.engine.columns.ColumnsStage;
import io.escapement.engine.config.Example;
import io.escapement.engine.config.Section;
import io.escapement.engine.market.InstrumentName;
import io.escapement.engine.pairs.PairsConfig;
import io.escapement.engine.pairs.PairsStage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads the section {@code pairs} of a config; everything in it has a default, and without a list there are none. */
final class PairsReader {
    private static final Example LEG = new Example("a venue and a symbol or pair", "binance ETH/USDT");

    private PairsReader() {
    }

    static Supplier<ColumnsStage> read(Section section) {
        final PairsConfig config = config(section);
        return () -> new PairsStage(config);
    }

    static PairsConfig config(Section section) {
        final PairsConfig usual = PairsConfig.USUAL;
        final List<PairsConfig.Pair> pairs = new ArrayList<>();
        for (final Section pair : section.sections("list")) {
            final InstrumentName y = leg(pair, "y");
            final InstrumentName x = leg(pair, "x");
            if (y != null && x != null) {
                pairs.add(new PairsConfig.Pair(y, x));
            }
        }
        final PairsConfig config = new PairsConfig(pairs,
            section.count("window", PairsConfig.LEAST_WINDOW, PairsConfig.MOST_WINDOW, usual.window()),
            section.decimal("z-threshold", "0.01", "100", "2").doubleValue(),
            section.decimal("z-hysteresis", "0", "100", "0.5").doubleValue(),
            section.count("most-missing", 0, PairsConfig.MOST_MISSING, usual.mostMissing()));
        section.problems(config.problems());
        return config;
    }

    private static InstrumentName leg(Section pair, String key) {
        final String text = pair.text(key, LEG);
        if (!pair.has(key)) {
            return null;
        }
        try {
            return InstrumentName.parse(text);
        } catch (final IllegalArgumentException e) {
            pair.problem(key, "is " + e.getMessage());
            return null;
        }
    }
}
