package io.escapement.engine.venue.loopback.exchange;

/** Hears what happens to orders, at once, in order; balances and positions are up to date then. */
public interface ExchangeListener {
    /** @param fill null unless the change is {@link Change#FILL} */
    void onChange(Order order, Change change, Fill fill);
}
