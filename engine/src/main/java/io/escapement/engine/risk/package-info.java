/**
 * What stands between an intent and an order. {@link io.escapement.engine.risk.Controls}: one class a row of the list
 * of controls, asked in a fixed order, of which the first that objects denies. Limits are
 * {@link io.escapement.engine.risk.Bounds} of everything, a venue, an instrument and a strategy; the tightest wins, and
 * the market's condition makes it tighter still. Everything fails closed: what is not known counts as bad.
 *
 * <p>Beside the gate: {@link io.escapement.engine.risk.Reins} tighten and loosen trading,
 * {@link io.escapement.engine.risk.LossWatch} takes them when too much is lost,
 * {@link io.escapement.engine.risk.StopLosses} close positions, {@link io.escapement.engine.risk.HeldOrders} let
 * waiting orders go. A further control is one class that implements {@link io.escapement.engine.risk.Control}, one line
 * in {@link io.escapement.engine.risk.Controls}, and its limit in {@link io.escapement.engine.risk.Bound}.
 */
package io.escapement.engine.risk;
