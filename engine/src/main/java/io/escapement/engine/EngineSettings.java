package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.engine.paper.PaperConfig;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.net.TransportKind;
import io.escapement.engine.venue.session.VenueConfig;
import io.escapement.engine.venue.session.VenueProtocol;
import io.escapement.journal.JournalConfig;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A whole config, read and checked.
 *
 * @param text        of the file, for the manifest
 * @param core        all that replay needs
 * @param venues      where market data comes from, at least one
 * @param traded      ids of the instruments that have limits, so that they may be traded
 * @param instruments of all venues; their ids are 1 to this
 * @param transport   how sockets are read
 * @param loopback    the venue to serve inside this process, null: none
 * @param readerCore  the core that the reader's thread is pinned to, -1: none
 * @param latency     where latency logs go
 * @param accounts    where orders go that are not for paper
 * @param recovery    what a run leaves to the next one
 * @param history     bars of the past that come before those that are made here
 */
record EngineSettings(
    String text,
    CoreSettings core,
    List<VenueSettings> venues,
    Set<Integer> traded,
    int instruments,
    TransportKind transport,
    Serve loopback,
    PipelineConfig pipeline,
    int readerCore,
    JournalConfig journal,
    PaperConfig paper,
    LatencySettings latency,
    List<AccountSettings> accounts,
    RecoverySettings recovery,
    HistoryReader.History history) {

    /**
     * @param name       that the config calls it by
     * @param provenance what its data is
     * @param config     without URLs where the venue is served inside this process
     */
    record VenueSettings(String name, Provenance provenance, VenueProtocol protocol, VenueConfig config) {
    }

    /** Where orders go, in words. */
    String orders() {
        if (accounts.isEmpty()) {
            return "orders stay on paper (SIMULATED)";
        }
        final int throughAccounts = accounts.stream().mapToInt(account -> account.instruments().size()).sum();
        return "orders go to the account at " + accounts.stream()
            .map(account -> account.kind().text + " (" + account.provenance() + ")")
            .collect(Collectors.joining(" and at "))
            + (throughAccounts < traded.size() ? ", others stay on paper" : "");
    }

    /** What the data of all venues is. */
    Provenance provenance() {
        return venues.get(0).provenance();
    }

    /**
     * @param directory  of interval logs
     * @param intervalMs between two of them
     */
    record LatencySettings(Path directory, long intervalMs) {
    }

    /**
     * @param carry           whether a run takes over what the run before left
     * @param snapshotEveryMs between two snapshots
     * @param keepSnapshots   so many of the newest
     * @param stopMs          how long a stop waits until everything open is cancelled, and that is verified
     */
    record RecoverySettings(boolean carry, int snapshotEveryMs, int keepSnapshots, long stopMs) {
    }
}
