package io.escapement.engine.venue.loopback;

import java.io.Closeable;
import java.io.IOException;
import java.util.Set;

/** Where the loopback venue's market data come from. Used by one thread. */
interface VenueSource extends Closeable {
    /** The next item, or null at the end. Items never go back in time. */
    SourceItem next() throws IOException;

    /**
     * Begins again, for the next pass of a loop, with times and ids moved on so that neither goes back.
     *
     * @return false where this source cannot be played again
     */
    boolean rewind() throws IOException;

    /** CAPTURE or SIMULATED: told in a header of every reply. */
    String provenance();

    /** One line for a person. */
    String describe();

    /** The venue's symbols, upper case, as REST spells them. */
    Set<String> symbols();

    /** Whether a {@link SourceItem.Snapshot} of this symbol comes in this pass; else its book grows from deltas. */
    boolean hasSnapshot(String symbol);

    /** The whole reply to an exchangeInfo request. */
    String exchangeInfo();

    /** The bars of a symbol that it has; null: of none. */
    default SimulatedKlines klines(final String symbol) {
        return null;
    }

    /** Whether the frames are of the futures market, whose snapshots also carry times. */
    boolean isFutures();
}
