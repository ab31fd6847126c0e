/**
 * What stands between an intent and an order: controls, asked in a fixed order, of which the first that objects denies
 * the order; and the kill switch. Everything fails closed: what is not known counts as bad. A further control is one
 * class that implements {@link io.escapement.engine.risk.Control}, one line in
 * {@link io.escapement.engine.risk.Controls}, and its limit in the config.
 */
package io.escapement.engine.risk;
