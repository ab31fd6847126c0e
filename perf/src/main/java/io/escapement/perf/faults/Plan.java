package io.escapement.perf.faults;

import io.escapement.engine.venue.loopback.FaultKind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** When a fault is to happen in a play, drawn by a seed, with what leads to it where it waits for something. */
final class Plan {
    /** Length of a play, in its own time. */
    static final double SECONDS = 8;

    private Plan() {
    }

    /** One number of a venue's run, from the matrix' seed. */
    static long seed(Played venue, FaultKind kind, long seed) {
        return (seed * 97 + venue.ordinal()) * 97 + kind.ordinal();
    }

    /** Texts of faults as the loopback reads them. */
    static String[] faults(Played venue, FaultKind kind, long seed) {
        final SplittableRandom random = new SplittableRandom(seed(venue, kind, seed));
        final String at = String.format(Locale.ROOT, "@%.3fs", SECONDS * (0.05 + 0.25 * random.nextDouble()));
        final List<String> causes = causes(venue, kind);
        final String cause = causes.get(random.nextInt(causes.size()));
        final List<String> specs = new ArrayList<>();
        if (cause.equals("start")) {
            specs.add(kind.key() + "*1" + parameter(kind));
        } else {
            specs.add(kind.key() + at + parameter(kind));
            if (!cause.isEmpty()) {
                specs.add(cause + at);
            }
        }
        return specs.toArray(String[]::new);
    }

    private static String parameter(FaultKind kind) {
        return switch (kind) {
            case STALL -> ":2s";
            case HALF_OPEN -> ":2500ms";
            case SERVER_SHUTDOWN, MAINTENANCE -> ":30ms";
            case REST_SLOW -> ":300ms";
            case REST_429, REST_418 -> ":1s";
            case OVERSIZED -> ":2000000";
            default -> "";
        };
    }

    /** Any of these leads to it; empty: nothing has to. */
    private static List<String> causes(Played venue, FaultKind kind) {
        return switch (kind) {
            case REST_SLOW, REST_503, REST_429, REST_418 -> venue == Played.KUCOIN
                ? List.of("start", "gap", "disconnect") : venue.fetchesBooks() ? List.of("start", "gap")
                : List.of("start");
            // A change deep in Kraken's book may be missed without anybody noticing: its checksum is of ten levels.
            case SNAPSHOT_OLD, SNAPSHOT_CROSSED, SNAPSHOT_TRUNCATED ->
                List.of(venue == Played.KRAKEN ? "wrong-checksum" : "gap");
            case SUBSCRIBE_REFUSED -> List.of("start", "disconnect");
            default -> List.of("");
        };
    }

    /** Whether books are lost by silence alone, which takes time: then silence is soon, else never. */
    static boolean isSilence(FaultKind kind) {
        return kind == FaultKind.STALL || kind == FaultKind.HALF_OPEN;
    }
}
