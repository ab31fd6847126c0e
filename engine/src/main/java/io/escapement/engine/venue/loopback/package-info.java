/**
 * A venue on the loopback interface that speaks Binance spot's WebSocket streams and REST market data. It plays a
 * capture (real recorded frames) or a seeded generator (labelled SIMULATED), keeps a book of its own to answer
 * snapshot requests at any position, and injects faults on request. For demo, tests and benches, never for trading.
 *
 * <p>Everything runs on one Netty event loop, so nothing here is locked: {@code LoopbackVenue} is the only class that
 * other threads may call.
 */
package io.escapement.engine.venue.loopback;
