/**
 * HTX: spot and USDT-margined swaps. Market data comes as JSON in gzip, one member a frame; what does not begin as gzip
 * does is read as JSON itself, as the venue's other sockets send it.
 */
package io.escapement.engine.venue.htx;
