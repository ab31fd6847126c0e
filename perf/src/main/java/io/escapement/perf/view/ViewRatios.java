package io.escapement.perf.view;

import io.escapement.perf.rounds.Rounds;
import io.escapement.perf.rounds.Timing;
import io.escapement.perf.rounds.Variant;

import java.util.List;

/**
 * Prints ns per change of one of ten books, from the book's change to the told view, for the engine's stage and for
 * sorted maps of decimals, in turns within one run. Both are first compared on every change. The books are made up.
 */
public final class ViewRatios {
    private static final int CHANGES = 20_000;
    private static final long SEED = 3;
    private static final int ROUNDS = 21;

    private ViewRatios() {
    }

    public static void main(String[] arguments) {
        System.out.printf("JDK %s, %d rounds in turns, ten books of five levels a side%n", Runtime.version(), ROUNDS);
        measure("each change moves prices", 10);
        measure("one in five moves prices", 2);
    }

    private static void measure(String what, int moves) {
        final ViewChanges script = new ViewChanges(SEED, CHANGES, moves);
        compare(script);
        final EngineView engine = new EngineView(script);
        final TreeMapView reference = new TreeMapView(script);
        final List<Timing> timings = new Rounds(ROUNDS, 5, 4, CHANGES).measure(List.of(
            new Variant("Escapement", CHANGES, engine::pass),
            new Variant("TreeMap<BigDecimal, TreeMap<Integer, BigDecimal>>", CHANGES, reference::pass)));
        for (final Timing timing : timings) {
            System.out.printf("%s: %-50s %8.1f ns a change (p10 %8.1f), %8.3f B, ratio %5.1f%n", what, timing.name(),
                timing.median(), timing.p10(), timing.bytesPerUnit(), timing.ratioTo(timings.get(0)));
        }
        System.out.printf("records with arbitrage: %d; sink %d%n", engine.arbitrages(), Rounds.sink());
    }

    /** A race between views that differ would say nothing. */
    private static void compare(ViewChanges script) {
        final EngineView engine = new EngineView(script);
        final TreeMapView reference = new TreeMapView(script);
        TreeMapView.Told before = null;
        for (int i = 0; i < CHANGES; i++) {
            final TreeMapView.Told expected = reference.one();
            final TreeMapView.Told told = engine.one();
            if (!expected.equals(told == null ? before : told)) {
                throw new IllegalStateException("change " + i + ": expected " + expected + ", got " + told);
            }
            before = expected;
        }
    }
}
