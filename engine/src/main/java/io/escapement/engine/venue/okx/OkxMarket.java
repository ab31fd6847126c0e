package io.escapement.engine.venue.okx;

/** What the venue calls an instrument type. */
public enum OkxMarket {
    SPOT, SWAP
}
