/** What judging an order costs. */
package io.escapement.perf.risk;
