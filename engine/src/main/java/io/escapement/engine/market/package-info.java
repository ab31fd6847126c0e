/**
 * What a trading stage knows of the market: instruments, learned from their definitions, and the best bid and offer,
 * learned from the book stage's effects. Each stage holds a view of its own; equal input makes equal views, so no
 * stage has to ask another.
 */
package io.escapement.engine.market;
