package io.escapement.engine.control;

import java.io.IOException;
import java.util.List;

/**
 * Cancels the orders of one account at its venue without an engine: by the venue's REST interface, with a connection
 * and a budget of its own. Blocks. One thread at a time.
 */
public interface OrderCanceller extends AutoCloseable {
    /** Venue and account, for people; never a part of a key. */
    String name();

    /**
     * Asks the venue to cancel every open order of the account, whoever made it.
     *
     * @throws IOException if the venue did not answer, or with no; the message says what it said
     */
    void cancelAll() throws IOException;

    /**
     * What the venue says is open, whoever made it.
     *
     * @throws IOException as {@link #cancelAll()}
     */
    List<OpenOrder> openOrders() throws IOException;

    @Override
    void close();
}
