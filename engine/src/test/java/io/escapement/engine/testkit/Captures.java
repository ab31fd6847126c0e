package io.escapement.engine.testkit;

import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.capture.CaptureReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds recorded market data under the system property {@code captures.dir}. They are not part of the project: a test
 * that asks for one which is not there is skipped, and says so.
 */
public final class Captures {
    /** 651 s of BTCUSDT, spot: diff depth, trades, best bid/offer, snapshot, exchangeInfo. */
    public static final String SPOT_BTCUSDT = "binance-spot/btcusdt-2024-08-08.jsonl.gz";
    /** 415 s of BTCUSDT, spot, without a snapshot. */
    public static final String SPOT_BTCUSDT_NO_SNAPSHOT = "binance-spot/btcusdt-2023-04-05.jsonl.gz";
    /** 31 s of ten small symbols, spot. */
    public static final String SPOT_TEN_SYMBOLS = "binance-spot/multi-2021-04.jsonl.gz";
    /** 345 s of ETHUSDT perpetual, depth without delay. */
    public static final String USDM_ETHUSDT = "binance-usdm/ethusdt-2024-08-08.jsonl.gz";

    private Captures() {
    }

    /** The capture, or the test is skipped. */
    public static Path find(final String name) {
        final String folder = System.getProperty("captures.dir", "../../shared/captures");
        final Path file = Path.of(folder).resolve(name);
        Assumptions.assumeTrue(Files.isRegularFile(file),
            () -> "SKIPPED: there is no capture " + name + " in " + folder + " (set -Dcaptures.dir=FOLDER)");
        return file;
    }

    /** All lines of the wanted kinds (all kinds where none is named). */
    public static List<CaptureLine> lines(final String name, final CaptureLine.Kind... wanted) {
        return lines(find(name), wanted);
    }

    /** All lines of the wanted kinds of a file. */
    public static List<CaptureLine> lines(final Path file, final CaptureLine.Kind... wanted) {
        final List<CaptureLine> lines = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file, wanted)) {
            for (CaptureLine line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return lines;
    }
}
