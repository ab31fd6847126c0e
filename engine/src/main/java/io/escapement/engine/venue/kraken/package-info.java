/**
 * Kraken spot, WebSocket v2: books without numbers but with a CRC32 on every message, of the ten best levels a side. A
 * book is kept to the depth that was subscribed to; a new snapshot comes by subscribing again.
 */
package io.escapement.engine.venue.kraken;
