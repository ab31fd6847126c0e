/**
 * Whether data may be trusted. {@link io.escapement.engine.quality.QualityStage} looks at every event and at what the
 * stages before it made of it, says what it finds when that begins, and tells a score each second; it changes nothing.
 */
package io.escapement.engine.quality;
