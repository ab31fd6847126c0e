/** One command that measures every goal and writes a report. */
package io.escapement.perf.report;
