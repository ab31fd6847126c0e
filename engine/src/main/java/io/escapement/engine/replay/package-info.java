/** Feeds the events of a journal to the core again, and compares what it makes of them with what it made then. */
package io.escapement.engine.replay;
