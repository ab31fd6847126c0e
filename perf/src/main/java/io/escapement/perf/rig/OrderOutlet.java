package io.escapement.perf.rig;

import org.agrona.DirectBuffer;

/** Where an order's bytes go. */
@FunctionalInterface
public interface OrderOutlet {
    /** Hands over one order; returns when that is done. */
    void send(DirectBuffer order, int offset, int length);
}
