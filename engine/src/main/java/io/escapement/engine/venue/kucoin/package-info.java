/** KuCoin spot: frames, definitions, REST snapshots, the token of a connection, and the words of its protocol. */
package io.escapement.engine.venue.kucoin;
