/** Readers for what venues wrap their messages in: gzip and protobuf; and what decoders of binary frames share. */
package io.escapement.engine.venue.wire;
