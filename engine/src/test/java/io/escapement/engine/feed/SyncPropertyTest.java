package io.escapement.engine.feed;

import io.escapement.codecs.sbe.SyncKind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Every kind of stream over a bad line: LIVE only with the venue's true book, and LIVE again when the line is good. */
class SyncPropertyTest {
    private static final int TRIES = 25;

    @Property(tries = TRIES)
    void rangesAreNeverLiveAndWrong(@ForAll long seed) {
        new SyncTrial(SyncKind.RANGES, seed).run();
    }

    @Property(tries = TRIES)
    void chainsAreNeverLiveAndWrong(@ForAll long seed) {
        new SyncTrial(SyncKind.CHAIN, seed).run();
    }

    @Property(tries = TRIES)
    void strictChainsAreNeverLiveAndWrong(@ForAll long seed) {
        new SyncTrial(SyncKind.STRICT_CHAIN, seed).run();
    }

    @Property(tries = TRIES)
    void streamsAreNeverLiveAndWrong(@ForAll long seed) {
        new SyncTrial(SyncKind.STREAM, seed).run();
    }

    @Property(tries = TRIES)
    void wholeBooksAreNeverLiveAndWrong(@ForAll long seed) {
        new SyncTrial(SyncKind.SNAPSHOTS, seed).run();
    }
}
