/**
 * The project's own recording of a venue's connections: one JSON object per line, in receive-time order, usually
 * gzipped. {@code tools record} writes it, the loopback venue plays it.
 */
package io.escapement.engine.venue.capture;
