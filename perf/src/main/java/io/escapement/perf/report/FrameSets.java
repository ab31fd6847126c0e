package io.escapement.perf.report;

import io.escapement.codecs.sbe.Venue;
import io.escapement.perf.recording.Loop;

import java.nio.file.Path;
import java.util.List;

/** The recordings that figures are taken on. */
record FrameSets(Path captures) {
    private static final int LIMIT = 20_000;

    /**
     * @param name  in the report
     * @param venue whose rules hold
     * @param files without folder and ending
     */
    record Set(String name, Venue venue, List<String> files) {
    }

    /** Small symbols of three markets: those of the published anchors. */
    static final Set SPOT = new Set("spot", Venue.BINANCE, List.of("binance-spot/multi-2021-04",
        "binance-spot/multi-2021-10"));
    static final Set USDM = new Set("usdm", Venue.BINANCE_USDM, List.of("binance-usdm/multi-2021-07"));
    static final Set COINM = new Set("coinm", Venue.BINANCE_USDM, List.of("binance-coinm/multi-2021-07"));
    /** Busy single symbols. */
    static final Set SPOT_BTC = new Set("spot BTCUSDT 2024", Venue.BINANCE, List.of("binance-spot/btcusdt-2024-08-08"));
    static final Set USDM_ETH = new Set("usdm ETHUSDT 2024", Venue.BINANCE_USDM,
        List.of("binance-usdm/ethusdt-2024-08-08"));

    static final List<Set> ANCHORS = List.of(SPOT, USDM, COINM);
    static final List<Set> ALL = List.of(SPOT, USDM, COINM, SPOT_BTC, USDM_ETH);

    /** A set's depth frames. */
    Loop depth(Set set) {
        return Loop.read(paths(set), set.venue(), true, LIMIT);
    }

    /** A set's depth frames, trades and best bids and offers, in their order. */
    Loop everything(Set set) {
        return Loop.read(paths(set), set.venue(), false, LIMIT);
    }

    List<Path> paths(Set set) {
        return set.files().stream().map(file -> captures.resolve(file + ".jsonl.gz")).toList();
    }
}
