/** What the market view costs an event, by what is asked for; and that it is the same live, replayed and made anew. */
package io.escapement.perf.columns;
