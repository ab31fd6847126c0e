package io.escapement.engine.heatmap;

/** What a cell of a heatmap says of what rests in a bucket at a second. */
public enum HeatKind {
    /** (bid - ask) / (bid + ask). */
    IMBALANCE,
    /** bid + ask, in units. */
    SIZE,
    /** log(1 + bid) - log(1 + ask), sizes in units: the model's input. */
    PRESSURE,
    /** The part of the bucket's prices that lies between the best bid and the best ask: times width, the spread. */
    SPREAD
}
