/**
 * MEXC spot, API v3: pushes are protobuf in binary frames, control is JSON in text frames. A frame that begins with a
 * brace is JSON: as a protobuf tag a brace would begin a group, which the schema has none of.
 */
package io.escapement.engine.venue.mexc;
