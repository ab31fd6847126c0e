package io.escapement.engine.venue.orders;

/** What a venue's lines and readers tell a gateway. The transport's thread. */
public interface AccountDesk {
    /** Epoch nanoseconds, ours. */
    long nowNs();

    /** Epoch milliseconds, the venue's, as well as we know. */
    long venueMs();

    AccountInstruments instruments();

    /** Balances, positions and payments go straight to these. */
    AccountEvents events();

    RequestBudget budget();

    /** An empty report, to be filled, then {@link #publish}ed. One at a time. */
    Report report();

    /**
     * The report is what the venue says. Of type {@code NULL_VAL} it tells nothing but how much is filled and what the
     * venue calls the order.
     */
    void publish(Report report);

    /** The venue has taken who we are. */
    void loggedOn(AccountLine line);

    /** The line has all that it needs: orders may be sent, or everything private is heard. */
    void ready(AccountLine line);

    /** The venue has refused the logon or a subscription. */
    void refused(AccountLine line, String what);

    /** What the line said since some moment is lost or will be: connect again and reconcile. */
    void interrupted(AccountLine line, String why);

    /**
     * A request that went over a line has its answer.
     *
     * @param refusal null: it was granted
     */
    void answered(Operation operation, long clientOrderId, Answer refusal);

    /** A message could not be read. */
    void malformed(String detail);
}
