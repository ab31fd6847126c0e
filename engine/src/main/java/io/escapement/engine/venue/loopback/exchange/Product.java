package io.escapement.engine.venue.loopback.exchange;

/** What an exchange's symbols are. */
public enum Product {
    /** Assets change hands: orders lock balances. */
    SPOT,
    /** Linear perpetuals, margined in the quote asset: fills make positions, one a symbol. */
    LINEAR
}
