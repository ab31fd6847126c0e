/**
 * The past, as venues' klines tell it: read from files, written as {@code HistoryBar} events. What of it counts, and
 * where it meets the bars that are made of trades here, the bars stage decides.
 */
package io.escapement.engine.history;
