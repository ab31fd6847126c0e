package io.escapement.engine.venue.htx;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.sbe.SyncKind;

/** The depth streams that a book can be kept by. An instrument's book is kept by one of them. */
public enum HtxDepth {
    /** Whole books, 150 levels a side, about once a second; of swaps ten times a second. */
    STEP0("depth.step0", SyncKind.SNAPSHOTS, 150),
    /** Whole books of 20 levels a side, ten times a second; spot. */
    REFRESH_20("mbp.refresh.20", SyncKind.SNAPSHOTS, 20),
    /** Changes of the first 5 levels, tick by tick; spot, some symbols. */
    MBP_5("mbp.5", SyncKind.STRICT_CHAIN, 5),
    /** Changes of the first 20 levels, tick by tick; spot, some symbols. */
    MBP_20("mbp.20", SyncKind.STRICT_CHAIN, 20),
    /** Changes of the first 150 levels, ten times a second; spot. */
    MBP_150("mbp.150", SyncKind.STRICT_CHAIN, 150),
    /** Changes of the first 400 levels, ten times a second; spot, some symbols. */
    MBP_400("mbp.400", SyncKind.STRICT_CHAIN, 400),
    /** Changes of the first 20 levels of a swap. */
    HIGH_FREQUENCY_20("depth.size_20.high_freq", SyncKind.STREAM, 20),
    /** Changes of the first 150 levels of a swap. */
    HIGH_FREQUENCY_150("depth.size_150.high_freq", SyncKind.STREAM, 150);

    private final String kind;
    private final BookRules rules;

    HtxDepth(String kind, SyncKind sync, int depth) {
        this.kind = kind;
        this.rules = BookRules.of(sync).withDepth(depth);
    }

    public BookRules rules() {
        return rules;
    }

    public String topic(String symbol) {
        return "market." + symbol + "." + kind;
    }

    /** Whether it is served, and its snapshots are asked for, at {@link HtxTexts#FEED} rather than elsewhere. */
    public boolean isOnFeed() {
        return rules.sync() == SyncKind.STRICT_CHAIN;
    }
}
