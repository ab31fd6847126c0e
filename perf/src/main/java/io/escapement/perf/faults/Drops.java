package io.escapement.perf.faults;

import io.escapement.engine.venue.loopback.AtEnd;
import io.escapement.engine.venue.loopback.FaultKind;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** All venues are dropped at once, again and again, with the waits and budgets that an engine has in earnest. */
final class Drops {
    private static final double US_PER_MS = 1_000;
    private static final double ACTIONS_A_SECOND = 50;
    private static final int LEVELS = 200;

    private final List<Played> venues;
    private final long seed;

    Drops(List<Played> venues, long seed) {
        this.venues = venues;
        this.seed = seed;
    }

    /** @return 0 where every book came back each time, and no venue's budget was overdrawn; else 1 */
    int run(int times, Path folder) throws IOException, InterruptedException {
        final List<PlayedVenue> played = new ArrayList<>();
        try {
            for (final Played venue : venues) {
                final Simulation market = new Simulation(seed * 31 + venue.ordinal(), venue.symbols(),
                    ACTIONS_A_SECOND, LEVELS, Simulation.DEFAULT_START_NS, 0);
                played.add(PlayedVenue.start(venue,
                    Serve.simulation(market).at(Pace.RECORDED).ending(AtEnd.STAY)));
            }
            try (AuditedEngine engine = new AuditedEngine(played, folder, "30s", "")) {
                return run(times, played, engine);
            }
        } finally {
            played.forEach(PlayedVenue::close);
        }
    }

    private int run(int times, List<PlayedVenue> played, AuditedEngine engine) throws InterruptedException {
        if (!engine.await(0, () -> engine.areAll(Watched::isLive))) {
            System.out.println("not every book has become LIVE at all\n" + engine.said());
            return 1;
        }
        for (int i = 1; i <= times; i++) {
            final int lost = i;
            final FaultKind kind = i % 2 == 0 ? FaultKind.ABORT : FaultKind.DISCONNECT;
            played.forEach(each -> each.server().inject(kind, 1));
            if (!engine.await(0,
                () -> engine.areAll(book -> book.losses().size() >= lost && book.isLive()))) {
                System.out.println("not every book has come back from drop " + i + "\n" + engine.said());
                return 1;
            }
        }
        return report(times, played, engine);
    }

    private int report(int times, List<PlayedVenue> played, AuditedEngine engine) {
        final List<Long> micros = engine.audit.books().stream().flatMap(book -> book.liveAgainMicros().stream())
            .sorted().collect(Collectors.toCollection(ArrayList::new));
        Collections.sort(micros);
        final long wrong = engine.audit.books().stream().mapToLong(Watched::falseLive).sum();
        System.out.printf("seed %d: %d venues dropped at once, %d times: all LIVE again, %d books p50 %.0f ms, max %.0f"
            + " ms; false LIVE %d%n", seed, played.size(), times, micros.size(),
            micros.get(micros.size() / 2) / US_PER_MS, micros.get(micros.size() - 1) / US_PER_MS, wrong);
        boolean within = true;
        for (final PlayedVenue each : played) {
            System.out.printf("  %-13s %3d attempts to connect, at most %d in %d s where %d are allowed%n",
                each.venue().key(), each.server().connects().size(), each.mostConnects(),
                each.venue().connects().windowMs() / 1_000, each.venue().connects().amount());
            within &= each.isWithinBudget();
        }
        engine.audit.books().forEach(book -> book.details().forEach(System.out::println));
        return within && wrong == 0 ? 0 : 1;
    }
}
