package io.escapement.perf.faults;

import io.escapement.engine.venue.loopback.AtEnd;
import io.escapement.engine.venue.loopback.FaultKind;
import io.escapement.engine.venue.loopback.Limits;
import io.escapement.engine.venue.loopback.Pace;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.engine.venue.loopback.Truth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One fault, one seed, several venues at once: each plays a short market at greatest pace, has its fault, and plays to
 * its end; one engine reads them all.
 */
final class FaultRun {
    /** What is under way, such as the close after a notice, comes to its end within this. */
    private static final long HOLD_MS = 80;
    private static final double ACTIONS_A_SECOND = 60;
    /** A side; up to twenty more at times, which is within every venue's depth. */
    private static final int LEVELS = 25;
    /** A play begins when both books have been asked for: on some venues that takes two messages, 100 ms apart. */
    private static final Limits LIMITS = new Limits(Limits.DEFAULT.pingEveryMs(), Limits.DEFAULT.pongTimeoutMs(), 0, 0,
        5_000, 150);
    private static final String PACING = "reconnect-min: 20ms, reconnect-max: 200ms, ";

    private final List<Played> venues;
    private final FaultKind kind;
    private final long seed;

    FaultRun(List<Played> venues, FaultKind kind, long seed) {
        this.venues = venues;
        this.kind = kind;
        this.seed = seed;
    }

    private Serve serve(Played venue) {
        final long own = Plan.seed(venue, kind, seed);
        final Simulation simulation = new Simulation(own, venue.symbols(), ACTIONS_A_SECOND, LEVELS,
            Simulation.DEFAULT_START_NS, (long) (Plan.SECONDS * 1e9));
        return Serve.simulation(simulation).at(Pace.MAX).ending(AtEnd.STAY).within(LIMITS)
            .withFaults(own, Plan.faults(venue, kind, seed));
    }

    /** Runs it; the outcome by venue. @param folder for journals */
    Map<Played, Outcome> run(Path folder) throws IOException, InterruptedException {
        final List<PlayedVenue> played = new ArrayList<>();
        try {
            for (final Played venue : venues) {
                played.add(PlayedVenue.start(venue, serve(venue)));
            }
            return run(played, folder);
        } finally {
            played.forEach(PlayedVenue::close);
        }
    }

    private Map<Played, Outcome> run(List<PlayedVenue> played, Path folder) throws IOException, InterruptedException {
        final String said;
        final Map<Played, Outcome> outcomes = new EnumMap<>(Played.class);
        try (AuditedEngine engine = new AuditedEngine(played, folder, Plan.isSilence(kind) ? "500ms" : "10m", PACING)) {
            engine.await(HOLD_MS, () -> played.stream().allMatch(each -> each.server().hasEnded())
                && engine.areAll(book -> book.isBackAt(truth(played, book))));
            said = engine.failure() == null ? engine.said() : "the engine failed: " + engine.failure();
            for (final PlayedVenue each : played) {
                outcomes.put(each.venue(), outcome(each, engine));
            }
        }
        if (Boolean.getBoolean("faults.trace")) {
            System.out.println(said);
        }
        outcomes.values().stream().filter(outcome -> !outcome.problems().isEmpty())
            .forEach(outcome -> outcome.said(said));
        return outcomes;
    }

    private static Truth truth(List<PlayedVenue> played, Watched book) {
        return played.stream().filter(each -> each.venue() == book.venue).findFirst().orElseThrow().server()
            .truth(book.symbol);
    }

    private Outcome outcome(PlayedVenue each, AuditedEngine engine) {
        final Outcome outcome = new Outcome();
        final long injected = each.server().injected().getOrDefault(kind, 0L);
        outcome.connects(each.mostConnects());
        if (!each.server().hasEnded()) {
            outcome.problem("the play has not come to its end: " + each.server().playedCount() + " frames");
        }
        if (injected == 0) {
            outcome.problem("the fault did not happen");
        }
        if (!each.isWithinBudget()) {
            outcome.problem(each.mostConnects() + " connections where " + each.venue().connects() + " is allowed");
        }
        final List<Watched> books = engine.audit.books().stream().filter(book -> book.venue == each.venue()).toList();
        if (books.size() < 2) {
            outcome.problem("only " + books.size() + " books were defined");
        }
        for (final Watched book : books) {
            final String verdict = book.verdict(each.server().truth(book.symbol));
            if (verdict != null) {
                outcome.problem(verdict + ", lost by " + book.losses());
            }
            outcome.add(book);
        }
        return outcome;
    }
}
