package io.escapement.perf.venues;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A race between decoders that read different things would say nothing. */
class VenueSetsTest {
    @Test
    void everyVenuesDecoderAndItsTwinTellTheSameOfEveryFrame() {
        final Path captures = Path.of(System.getProperty("captures.dir", "../../shared/captures"));
        Assumptions.assumeTrue(Files.isDirectory(captures), () -> "SKIPPED: no captures at " + captures
            + " (set -Dcaptures.dir=FOLDER)");
        final List<String> told = new ArrayList<>();
        for (final Supplier<VenueSet> supplier : new VenueSets(captures).all()) {
            final VenueSet set = supplier.get();
            told.add(set.name() + " " + new VenueRace(set).events());
        }
        assertEquals(List.of("Binance spot, JSON 20000", "Binance spot, SBE 20000", "Binance USD-M 20000",
            "Coinbase 587", "Coinbase, whole books, a level 2", "Kraken 1989", "Bybit linear 1283", "OKX 1586",
            "HTX, gzip + JSON 122", "KuCoin 1391", "Gate 103", "Bitfinex 955", "MEXC, protobuf 20000"), told);
    }
}
