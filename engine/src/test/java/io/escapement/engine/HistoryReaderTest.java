package io.escapement.engine;

import io.escapement.engine.config.ConfigException;
import io.escapement.engine.venue.session.KlineWish;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HistoryReaderTest {
    private static final long MINUTE = 60_000_000_000L;

    private static ProofConfig config(String history) {
        return ProofConfig.of(Path.of("nowhere"), "ws://localhost:1", "http://localhost:1", List.of("BTC/USDT"))
            .with("bars.timeframes", "[1s, 1m, 1h]").and(history.isEmpty() ? "" : "history:\n" + history + "\n");
    }

    @Test
    void withoutAWordNothingIsAskedForAndNothingWaits() {
        final EngineSettings settings = config("").settings();
        assertEquals(new HistoryReader.History(List.of(), Map.of()), settings.history());
        assertEquals(0, settings.core().bars().historyWaitNs());
    }

    @Test
    void fromTheVenueMeansAllInstrumentsAndBarsOfAMinuteAndLonger() {
        final EngineSettings settings = config("  - {from: venue}").settings();
        assertEquals(Map.of("binance", List.of(new KlineWish(List.of(), List.of(MINUTE, 60 * MINUTE), 1_500))),
            settings.history().wishes());
        assertEquals(MINUTE / 2, settings.core().bars().historyWaitNs());
    }

    @Test
    void filesAndVenuesStandSideBySide() {
        final EngineSettings settings = config("  - {symbol: BTCUSDT, timeframe: 1m, file: a.csv, bars: 7}\n"
            + "  - {from: venue, venue: binance, symbols: [BTCUSDT], timeframes: [1h], bars: 20}")
            .with("bars.history-wait", "5s").settings();
        assertEquals(new HistoryReader.History(
            List.of(new HistorySource.Series("BTCUSDT", MINUTE, Path.of("a.csv"), 7)),
            Map.of("binance", List.of(new KlineWish(List.of("BTCUSDT"), List.of(60 * MINUTE), 20)))),
            settings.history());
        assertEquals(MINUTE / 12, settings.core().bars().historyWaitNs());
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        refused("  - {from: elsewhere}", "history[0].from: is 'elsewhere'; expected one of file venue, e.g. file");
        refused("  - {from: venue, venue: bybit}", "is 'bybit'; expected one of [binance], or none for all of them");
        refused("  - {from: venue, symbols: [DOGEUSDT]}", "holds DOGEUSDT, which is no instrument's");
        refused("  - {from: venue, timeframes: [1s]}", "holds 1s; expected some of bars.timeframes, of a minute or");
        refused("  - {from: venue, timeframes: [5m]}", "holds 5m; expected some of bars.timeframes, of a minute or");
        refused("  - {from: venue, bars: 0}", "history[0].bars");
        refused("  - {from: venue, file: a.csv}", "history[0].file");
        assertTrue(problem(config("  - {from: venue}").with("bars.timeframes", "[1s]"))
            .contains("is venue, but bars.timeframes has none of a minute or longer"));
        assertTrue(problem(config("").with("bars.history-wait", "60s")).contains("bars.history-wait"));
    }

    private static void refused(String history, String expected) {
        final String problem = problem(config(history));
        assertTrue(problem.contains(expected), problem);
    }

    private static String problem(ProofConfig config) {
        return assertThrows(ConfigException.class, config::settings).getMessage();
    }
}
