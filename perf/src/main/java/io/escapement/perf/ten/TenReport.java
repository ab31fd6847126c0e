package io.escapement.perf.ten;

import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.replay.ReplayResult;
import io.escapement.journal.Verification;
import io.escapement.perf.soak.ChildEngine;
import io.escapement.perf.soak.ThreadUse;
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
    private static final double US = 1e3;
    private static final double MIB = 1 << 20;
    /** Threads that have less of a core are not told of, unless they allocate. */
    private static final double LEAST_CPU = 0.001;

    private final PrintWriter out;
    private final double minutes;
    private final double speed;
    private final String layout;
    private int books;

    TenReport(PrintWriter out, double minutes, double speed, String layout) {
        this.out = out;
        this.minutes = minutes;
        this.speed = speed;
        this.layout = layout;
    }

    void begin(List<PlayedVenue> venues, int instruments, List<String> view, Path folder) throws IOException {
        say("%d venues, %d instruments each, market view: %s; %s times the recorded pace for %s minutes, layout %s, "
            + "%d processors, load %s; %s", venues.size(), instruments, view.isEmpty() ? "none" : view, speed, minutes,
            layout, Runtime.getRuntime().availableProcessors(), load(), folder);
        books = venues.size() * instruments;
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

    /** What the engine's threads did while nothing started any more, and what one event of it costs. */
    private void steady(Steady steady, JournalTale tale, Path folder, Path journal) throws IOException {
        say("%n## The engine over %.0f s, behind its start%n%n%,d events, %,.0f a second; heap after a collection %.1f "
            + "MiB; journal %.1f MiB a minute", steady.seconds(), tale.steadyRecords,
            tale.steadyRecords / steady.seconds(), steady.heap() / MIB, bytes(journal) / MIB / minutes);
        long allocated = 0;
        for (final ThreadUse thread : steady.threads()) {
            if (thread.cpuMs() > LEAST_CPU * steady.seconds() * 1_000 || thread.allocated() > MIB) {
                say("  %s", thread.line(steady.seconds()));
            }
            allocated += Math.max(0, thread.allocated());
        }
        say("all threads together allocate %.2f bytes an event (a JVM tells it to three digits)%n%n| the engine's "
            + "hops, us | p50 | p99 | p99.9 | p99.99 | max |%n| --- | --- | --- | --- | --- | --- |",
            (double) allocated / Math.max(1, tale.steadyRecords));
        SteadyHops.read(folder.resolve("logs"), steady).forEach((hop, times) ->
            say("| %s | %.2f | %.2f | %.2f | %.2f | %.2f |", hop, us(times, 50), us(times, 99), us(times, 99.9),
                us(times, 99.99), us(times, 100)));
    }

    private static double us(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / US;
    }

    private static long bytes(Path journal) throws IOException {
        try (Stream<Path> files = Files.walk(journal)) {
            long sum = 0;
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    boolean verified(Verification verification) {
        say("%n## Journal%n%n%s %,d records, %,d bytes, %d files, last sequence %d, hash %016x, %d findings",
            mark(verification.isSound()), verification.records(), verification.bytes(), verification.files(),
            verification.lastSequence(), verification.hash(), verification.damaged());
        verification.findings().forEach(finding -> say("  %s", finding));
        return verification.isSound();
    }

    /** Lags count in the steady part alone. */
    boolean venues(List<PlayedVenue> venues, Path folder, Path journal, Steady steady)
        throws IOException {
        final Map<Venue, PlayTimes> times = new EnumMap<>(Venue.class);
        venues.forEach(venue -> times.put(venue.venue().venue(), venue.times()));
        final Instant now = Instant.now();
        final long zero = now.getEpochSecond() * 1_000_000_000L + now.getNano() - System.nanoTime();
        final JournalTale tale = new JournalTale(times, speed, zero, steady);
        tale.read(journal);
        steady(steady, tale, folder, journal);
        say("%n## Venues (SIMULATED; lag: from when a frame was due to its bytes read from the socket, likewise)%n");
        say("| venue | frames sent | books | trades | quotes | lost | lag p50, ms | p99 | p99.9 | max | sent late "
            + "p50, ms | p99 | max | play waited | LIVE books lost | told of the feed |");
        say("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        boolean good = true;
        final Histogram all = new Histogram(JournalTale.HIGHEST_NS, JournalTale.DIGITS);
        int live = 0;
        for (final PlayedVenue venue : venues) {
            final JournalTale.Line line = tale.lines.get(venue.venue().venue());
            final Histogram lag = line.lag;
            final Histogram late = venue.late();
            final long lost = Math.max(0, venue.framesSent() - line.books - line.trades - line.quotes);
            say("| %s | %,d | %,d | %,d | %,d | %,d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %d | %s | %s |",
                venue.venue().key(), venue.framesSent(), line.books, line.trades, line.quotes, lost, ms(lag, 50),
                ms(lag, 99), ms(lag, 99.9), ms(lag, 100), ms(late, 50), ms(late, 99), ms(late, 100),
                venue.times().waits(), line.lost, line.conditions);
            good &= lost == 0 && venue.hasEnded() && line.lost.isEmpty();
            live += line.live;
            all.add(lag);
        }
        good &= live == books;
        say("%nlag of all venues: p50 %.2f ms, p99 %.2f, p99.9 %.2f, max %.2f; %d of %d books became LIVE, the last "
            + "one %.1f s behind the first record", ms(all, 50), ms(all, 99), ms(all, 99.9), ms(all, 100), live, books,
            (tale.allLiveNs - tale.firstRecordNs) / 1e9);
        say("%n%,d records, %,d orders on paper, %,d records with an arbitrage; %s every frame sent is in the journal, "
            + "every play came to its end, no LIVE book was lost", tale.records, tale.orders, tale.arbitrages,
            mark(good));
        return good;
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
