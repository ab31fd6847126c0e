/**
 * One book over all venues: what trades under one canonical name, joined price by price, and what could be earned
 * between the venues. A venue's book counts here only while it is LIVE.
 *
 * <p>Everything is counted at exponent -8: prices in the quote asset, quantities in the base asset. Numbers that -8
 * cannot hold keep their book out of the view, with a remark; nothing is rounded but what is said to be.
 */
package io.escapement.engine.consolidation;
