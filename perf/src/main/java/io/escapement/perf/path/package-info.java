/** The whole way from a frame's bytes to the best levels of a book: the engine's, and what others do. */
package io.escapement.perf.path;
