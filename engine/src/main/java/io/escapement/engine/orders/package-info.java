/**
 * The life of an order. {@link io.escapement.engine.orders.OrderTable} is the one place that knows which report counts
 * and what it does to an order; the stages that need to know (decision, risk, orders, position) hold a table each and
 * feed it the same events and effects, so that the tables are equal by construction and no stage asks another.
 */
package io.escapement.engine.orders;
