/** Decoders of all venues as one writes them with libraries: Jackson, protobuf-java, the JDK's gzip, BigDecimal. */
package io.escapement.perf.venues.twin;
