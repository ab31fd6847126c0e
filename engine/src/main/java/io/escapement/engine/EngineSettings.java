package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.engine.paper.PaperConfig;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.venue.binance.BinanceConfig;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.net.TransportKind;
import io.escapement.journal.JournalConfig;

import java.nio.file.Path;
import java.util.List;

/**
 * A whole config, read and checked.
 *
 * @param text       of the file, for the manifest
 * @param core       all that replay needs
 * @param venue      where market data comes from
 * @param loopback   the venue to serve inside this process, null: none
 * @param readerCore the core that the reader's thread is pinned to, -1: none
 * @param latency    where latency logs go
 */
record EngineSettings(
    String text,
    CoreSettings core,
    VenueSettings venue,
    Serve loopback,
    PipelineConfig pipeline,
    int readerCore,
    JournalConfig journal,
    PaperConfig paper,
    LatencySettings latency) {

    /**
     * @param provenance what the venue's data is
     * @param webSocket  URL; empty where the venue is served inside this process
     * @param rest       likewise
     * @param pacing     waits before reconnects, and budgets
     */
    record VenueSettings(Provenance provenance, String webSocket, String rest, List<Listing> instruments,
                         List<String> streams, int snapshotLimit, TransportKind transport, String trustFile,
                         BinanceConfig.Pacing pacing) {
    }

    /** What is to be traded, as the config names it. */
    record Listing(String base, String quote) {
        String symbol() {
            return base + quote;
        }

        String pair() {
            return base + "/" + quote;
        }
    }

    /**
     * @param directory  of interval logs
     * @param intervalMs between two of them
     */
    record LatencySettings(Path directory, long intervalMs) {
    }
}
