package io.escapement.perf.faults;

import io.escapement.engine.venue.loopback.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/** The fault matrix in short: every venue with a handful of faults, under one seed, another each time. */
@Timeout(300)
class FaultMatrixTest {
    private static final long SEED = Long.getLong("proof.seed", System.nanoTime() % 1_000_000);

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        System.out.println("seed " + SEED + " (-Dproof.seed to repeat)");
        return new CommandLine(new FaultsCommand()).execute(arguments);
    }

    @ParameterizedTest
    @EnumSource(value = FaultKind.class, names = {"GAP", "SEQUENCE_RESET", "WRONG_CHECKSUM", "DISCONNECT",
        "SNAPSHOT_CROSSED", "GARBAGE", "CROSSED"})
    void noBookIsLiveAndWrongAndEachComesBack(FaultKind kind) {
        final boolean everywhere = kind == FaultKind.GAP || kind == FaultKind.SEQUENCE_RESET;
        assertEquals(0, run("--venues", everywhere ? "all" : "ten", "--fault", kind.key(), "--seeds", "1", "--from",
            Long.toString(SEED), "--work", folder.toString()));
    }

    @Test
    void tenVenuesDroppedAtOnceComeBackWithinTheirBudgets() {
        assertEquals(0, run("--venues", "ten", "--drops", "2", "--from", Long.toString(SEED), "--work",
            folder.toString()));
    }

    @Test
    void whatAVenueCannotHaveIsSaid() {
        for (final Played venue : Played.values()) {
            for (final FaultKind kind : FaultKind.values()) {
                assertEquals(venue.faults().contains(kind), venue.whyNot(kind) == null, venue + " " + kind);
            }
            assertFalse(venue.faults().isEmpty());
            assertNotNull(venue.connects());
        }
        assertEquals(10, Played.TEN.stream().map(Played::configName).distinct().count());
        assertEquals(List.of("gate-updates", "htx-step0", "binance-sbe", "binance-usdm", "bybit-linear", "okx-swap",
            "htx-swap", "gate-futures"), Arrays.stream(Played.values())
            .filter(each -> !Played.TEN.contains(each)).map(Played::key).toList());
    }
}
