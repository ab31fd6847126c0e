/** The clocks of the engine's edges. Nothing in the core imports this package. */
package io.escapement.engine.time;
