package io.escapement.engine;

import io.escapement.codecs.sbe.BarKind;
import io.escapement.engine.bars.BarsConfig;
import io.escapement.engine.bars.TradeBarsConfig;
import io.escapement.engine.bars.ViewBarsConfig;
import io.escapement.engine.config.Example;
import io.escapement.engine.config.Section;
import io.escapement.engine.consolidation.ConsolidationConfig;

import java.util.ArrayList;
import java.util.List;

/** Reads the section {@code bars} of a config; everything in it has a default, one of them by {@code history}. */
final class BarsReader {
    private static final String MOST_SIZE = "1000000000000000000";

    private enum Kind {
        TICK, VOLUME, DOLLAR, IMBALANCE
    }

    private BarsReader() {
    }

    /** @param consolidation what makes a view, for bars as for books */
    static BarsConfig read(Section root, ConsolidationConfig consolidation) {
        final Section bars = root.section("bars");
        final ViewBarsConfig views = new ViewBarsConfig(bars.yes("consolidated", false), consolidation.joinKinds(),
            consolidation.leastInstruments(), bars.durationNs("clock-tolerance", "100ms", "5s", "2s"));
        final BarsConfig config = new BarsConfig(Timeframes.read(bars, List.of("1s", "1m")),
            bars.durationNs("grace", "0s", "60s", "250ms"), bars.count("max-catch-up", 2, 64, 10),
            bars.durationNs("max-clock-lead", "1s", "1h", "60s"), views, tradeBars(bars),
            bars.durationNs("history-wait", "0s", "50s", HistoryReader.asksVenues(root) ? "30s" : "0s"));
        bars.problems(config.problems());
        return config;
    }

    private static List<TradeBarsConfig> tradeBars(Section bars) {
        final List<TradeBarsConfig> read = new ArrayList<>();
        for (final Section each : bars.sections("trade-bars")) {
            read.add(new TradeBarsConfig(BarKind.valueOf(each.choice("kind", Kind.class, null).name()),
                each.decimal("size", "0.00000001", MOST_SIZE, null),
                each.texts("names", new Example("symbols or canonical names", "[BTCUSDT]"), List.of())));
        }
        return read;
    }
}
