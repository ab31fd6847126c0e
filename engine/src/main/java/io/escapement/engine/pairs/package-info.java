/**
 * Pairs of instruments that move together: how one is explained by the other, how far they are apart by that measure,
 * and whether they come back. {@link io.escapement.engine.pairs.PairsStage} samples quotes each second and tells block
 * PAIR and alerts; {@link io.escapement.engine.pairs.DickeyFuller} and {@link io.escapement.engine.pairs.MacKinnon} are
 * of use to anybody with a series.
 */
package io.escapement.engine.pairs;
