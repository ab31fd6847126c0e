package io.escapement.perf.ten;

import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.replay.ReplayResult;
import io.escapement.journal.Verification;
import io.escapement.perf.soak.ChildEngine;
import io.escapement.perf.soak.Verdict;
import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Says what a run of all venues came to. */
final class TenReport {
    private static final double MS = 1e6;

    private final PrintWriter out;
    private final double minutes;
    private final double speed;
    private final String layout;

    TenReport(PrintWriter out, double minutes, double speed, String layout) {
        this.out = out;
        this.minutes = minutes;
        this.speed = speed;
        this.layout = layout;
    }

    void begin(List<PlayedVenue> venues, Path folder) throws IOException {
        say("%s times the recorded pace for %s minutes, layout %s, %d processors, load %s; %s", speed, minutes, layout,
            Runtime.getRuntime().availableProcessors(), load(), folder);
        venues.forEach(venue -> say("%-9s %s", venue.venue().key(), venue.describe()));
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).trim();
    }

    boolean process(Path folder, String cpu, Verdict memory, boolean clean) throws IOException {
        say("%n## The engine's process (load at the end %s)%n%n%s%n%s", load(), cpu, memory.text());
        say("%s the engine stopped as it should%n%n%s", mark(clean), ChildEngine.tail(folder, 40));
        return clean;
    }

    boolean verified(Verification verification) {
        say("%n## Journal%n%n%s %,d records, %,d bytes, %d files, last sequence %d, hash %016x, %d findings",
            mark(verification.isSound()), verification.records(), verification.bytes(), verification.files(),
            verification.lastSequence(), verification.hash(), verification.damaged());
        verification.findings().forEach(finding -> say("  %s", finding));
        return verification.isSound();
    }

    /** @param warmUpSeconds after the last venue's first LIVE book, from which lags count */
    boolean venues(List<PlayedVenue> venues, Path folder, Path journal, long warmUpSeconds) throws IOException {
        final Map<Venue, PlayTimes> times = new EnumMap<>(Venue.class);
        venues.forEach(venue -> times.put(venue.venue().venue(), venue.times()));
        final Instant now = Instant.now();
        final long zero = now.getEpochSecond() * 1_000_000_000L + now.getNano() - System.nanoTime();
        final JournalTale tale = new JournalTale(times, speed, begun(folder) + warmUpSeconds * 1_000_000_000L, zero);
        tale.read(journal);
        say("%n## Venues (SIMULATED; lag: from when a frame was due to its bytes read from the socket, from %d s on)%n",
            warmUpSeconds);
        say("| venue | frames sent | books | trades | quotes | lost | lag p50, ms | p99 | p99.9 | max | sent late "
            + "p50, ms | p99 | max | play waited | LIVE books lost | told of the feed |");
        say("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        boolean good = true;
        for (final PlayedVenue venue : venues) {
            final JournalTale.Line line = tale.lines.get(venue.venue().venue());
            final Histogram lag = line.lag;
            final Histogram late = venue.late();
            final long lost = Math.max(0, venue.framesSent() - line.books - line.trades - line.quotes);
            say("| %s | %,d | %,d | %,d | %,d | %,d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %d | %s | %s |",
                venue.venue().key(), venue.framesSent(), line.books, line.trades, line.quotes, lost, ms(lag, 50),
                ms(lag, 99), ms(lag, 99.9), ms(lag, 100), ms(late, 50), ms(late, 99), ms(late, 100),
                venue.times().waits(), line.lost, line.conditions);
            good &= lost == 0 && venue.hasEnded() && line.lost.isEmpty() && line.firstLiveNs != 0;
        }
        say("%n%,d records, %,d orders on paper, %,d records with an arbitrage; %s every frame sent is in the journal, "
            + "every play came to its end, no LIVE book was lost", tale.records, tale.orders, tale.arbitrages,
            mark(good));
        return good;
    }

    private static long begun(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder.resolve("ten.yaml")).toMillis() * 1_000_000L;
    }

    private static double ms(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / MS;
    }

    boolean replayed(String how, ReplayResult result, long journalHash) {
        final boolean same = result.difference() == null && result.hash() == journalHash;
        say("%s replay %s: %,d records, %.0f records/s, hash %016x, %s", mark(same), how, result.records(),
            result.rate(), result.hash(), result.difference() == null ? "every record identical"
                : "DIFFERENT from sequence " + result.difference().sequence());
        return same;
    }

    void end(boolean good) throws IOException {
        say("%n%s; load %s", good ? "all of it holds" : "SOMETHING DOES NOT HOLD", load());
    }

    private static String mark(boolean holds) {
        return holds ? "ok   " : "FAIL ";
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }

    /** A journal of some gigabytes that nobody needs any more. */
    static void delete(Path journal) throws IOException {
        try (Stream<Path> files = Files.walk(journal)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
