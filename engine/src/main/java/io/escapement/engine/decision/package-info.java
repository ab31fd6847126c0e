/**
 * From what the market does to what we want. {@link io.escapement.engine.decision.DecisionStage} hosts strategies;
 * what they want are intents, which risk then judges. A further strategy is one class that implements
 * {@link io.escapement.engine.decision.Strategy}.
 */
package io.escapement.engine.decision;
