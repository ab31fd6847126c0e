/**
 * What a run leaves to the next one: orders, positions and risk's day, folded from the journal, kept in snapshots, and
 * given to the next run as its first events. Books are not carried: they synchronise with their venues by themselves.
 */
package io.escapement.engine.recovery;
