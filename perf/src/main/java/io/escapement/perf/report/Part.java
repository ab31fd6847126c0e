package io.escapement.perf.report;

import java.util.List;

/**
 * A part of the report.
 *
 * @param rows lines for the table of goals
 * @param text further findings in markdown; may be empty
 */
record Part(List<Row> rows, String text) {
}
