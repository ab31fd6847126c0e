/**
 * The simulated venue ("paper"): a gateway like any other, whose reports are labelled SIMULATED everywhere.
 *
 * <p>{@link io.escapement.engine.paper.PaperVenue} reads records and publishes execution reports;
 * {@link io.escapement.engine.paper.PaperSession} is the way there and back with its latencies;
 * {@link io.escapement.engine.paper.PaperMatching} is the matching of one instrument. The last two know neither
 * slots nor threads. The rules are numbered V1 to V12 in the comments:
 *
 * <ol>
 *   <li>V1 orders and responses take time: constant, or interpolated from recorded rows; jitter from the order id.
 *       Simulated time is the event time of records.
 *   <li>V2 work at one nanosecond: market data and the fills it causes, due commands and the fills they cause,
 *       responses, timers; ties by sequence. An order never matches data older than its arrival.
 *   <li>V3 arrival: a crossing post-only order is rejected; others sweep the displayed levels within their limit;
 *       the rest rests, or expires. A good-till-date order rests here until the engine cancels it.
 *   <li>V4 displayed liquidity is taken once, until the displayed size changes; prints that the book does not yet
 *       show are subtracted first.
 *   <li>V5 a resting order stands behind what was displayed when it came; own orders queue among themselves and
 *       share one budget per print.
 *   <li>V6 prints of the opposite aggressor advance the queue and fill; prints of unknown side do neither.
 *   <li>V7 an opposite quote that reaches our price fills us at our price.
 *   <li>V8 shrinking levels that prints do not explain advance the queue as the {@code QueueModel} says.
 *   <li>V9 a cancel or an amendment takes effect when it arrives; fills before it stand. Less at the same price keeps
 *       its place, anything else comes anew.
 *   <li>V10 fees by the role actually played, in the quote asset, or on spot in what a fill brings.
 *   <li>V11 the venue's own limits, with its reject codes; an order that would trade with one of our own is rejected.
 *   <li>V12 stops and take-profits are the venue's own: they wait for a print at their trigger (a stop by a worse
 *       price, a take-profit by a better), then act as market or limit orders by V3. One that the last print would
 *       trigger at once is rejected. Orders that the engine holds come when they are released.
 * </ol>
 */
package io.escapement.engine.paper;
