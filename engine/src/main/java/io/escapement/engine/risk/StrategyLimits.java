package io.escapement.engine.risk;

import java.util.List;

/**
 * Limits of one strategy.
 *
 * @param id     from 1
 * @param bounds of all its orders and positions together
 * @param venues where it may trade; empty: everywhere
 */
public record StrategyLimits(int id, Bounds bounds, List<String> venues) {
}
