package io.escapement.engine;

import io.escapement.engine.buckets.BucketsConfig;
import io.escapement.engine.buckets.BucketsStage;
import io.escapement.engine.config.Example;
import io.escapement.engine.config.Section;
import io.escapement.engine.pipeline.Stage;

import java.math.BigDecimal;
import java.util.function.Supplier;

/** Reads the section {@code buckets} of a config; everything in it has a default. */
final class BucketsReader {
    private static final String MOST = "1000000000";

    private BucketsReader() {
    }

    static Supplier<Stage> read(Section section) {
        final BucketsConfig usual = BucketsConfig.usual();
        BucketsConfig config = usual.withSizes(
            section.count("inner", 1, BucketsConfig.COLUMNS, usual.inner()),
            section.count("tracked", BucketsConfig.MIN_TRACKED, BucketsConfig.MAX_TRACKED, usual.tracked()));
        for (final Section width : section.sections("widths")) {
            final BigDecimal below = width.decimal("below", "0", MOST, "0");
            config = config.withGrid(width.text("of", new Example("an asset, a name or a symbol", "BTC")),
                new BucketsConfig.Grid(width.decimal("width", "0.000000000001", "1000000", null),
                    width.decimal("from", "0", MOST, "0"), below.signum() == 0 ? null : below));
        }
        section.problems(config.problems());
        final BucketsConfig read = config;
        return () -> new BucketsStage(read);
    }
}
