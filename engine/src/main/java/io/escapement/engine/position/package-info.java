/** Fills to positions and what they earned: gross, fees and net, always side by side. */
package io.escapement.engine.position;
