/**
 * Sums over windows, updated in constant time. A sum that is kept by adding and taking away drifts; each is therefore
 * made anew of what its window holds every {@link io.escapement.engine.statistics.History#REBUILD_EVERY} updates, at
 * points that depend on the updates alone. Same updates, same bits.
 */
package io.escapement.engine.statistics;
