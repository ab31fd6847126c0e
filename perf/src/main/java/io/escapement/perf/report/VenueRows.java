package io.escapement.perf.report;

import io.escapement.perf.rounds.Timing;
import io.escapement.perf.venues.VenueRace;
import io.escapement.perf.venues.VenueSet;
import io.escapement.perf.venues.VenueSets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Row 10: each venue's decoder beside its twin of libraries. */
final class VenueRows {
    private static final String NUMBER = "10";
    private static final String WHAT = "venue's frame to SBE events";

    private VenueRows() {
    }

    static Part measure(Plan plan) {
        final List<Row> rows = new ArrayList<>();
        final StringBuilder text = new StringBuilder("Every frame was read by both before, with the same numbers out of"
            + " both. Bytes are those that the thread allocates.\n\n"
            + "| venue | frames | with market data | wire bytes a frame | ours, ns | ours, bytes | twin | ns | bytes |"
            + " ratio | frames are from |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        for (final Supplier<VenueSet> supplier : new VenueSets(plan.sets().captures()).all()) {
            final VenueSet set = supplier.get();
            final VenueRace race = new VenueRace(set);
            final List<Timing> timings = plan.interleaved().measure(race.variants());
            final Timing ours = timings.get(0);
            for (final Timing theirs : timings.subList(1, timings.size())) {
                rows.add(Row.besides(NUMBER, WHAT, set.name(), ours, theirs));
                text.append(line(set, race, ours, theirs));
            }
        }
        return new Part(rows, text.toString());
    }

    private static String line(VenueSet set, VenueRace race, Timing ours, Timing theirs) {
        return String.format(Locale.ROOT, "| %s | %,d | %,d | %,.0f | %s | %s | %s | %s | %s | %.1f x | %s |%n",
            set.name(), set.frames().size(), race.events(), set.meanLength(), Row.ns(ours),
            Row.bytes(ours.bytesPerUnit()), theirs.name(), Row.ns(theirs), Row.bytes(theirs.bytesPerUnit()),
            theirs.ratioTo(ours), set.source());
    }
}
