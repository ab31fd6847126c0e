/**
 * Writes flat tables as Apache Parquet, by the format's specification 2.x: one page a column chunk, PLAIN, GZIP. The
 * libraries that do it want 10 MB and Hadoop's classes, or stand-ins for them; the tests read everything back with one.
 */
package io.escapement.tools.parquet;
