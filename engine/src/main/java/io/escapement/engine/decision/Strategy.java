package io.escapement.engine.decision;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.market.Quote;
import io.escapement.engine.orders.Order;

/**
 * Decides. Pure: equal calls make equal intents, on any machine, so it has no clock, no random source, no file; the
 * time is {@link DecisionView#eventTimeNs()}. All it is given is valid during the call only. Called by one thread.
 */
public interface Strategy {
    /** Stands in every intent; from 1, one per strategy. */
    int id();

    /** For people. */
    String name();

    /** An instrument was defined, or defined again. The only call that may allocate. */
    default void onInstrument(Instrument instrument) {
    }

    /** The instrument's book changed and is LIVE. */
    default void onQuote(Instrument instrument, Quote quote, DecisionView view, Intents intents) {
    }

    /** The instrument's book is not LIVE any more; whatever was measured on it is worth nothing. */
    default void onQuoteLost(Instrument instrument, DecisionView view, Intents intents) {
    }

    /** A trade that counts. */
    default void onTrade(Instrument instrument, TradeDecoder trade, DecisionView view, Intents intents) {
    }

    /** A bar was closed. */
    default void onBar(Instrument instrument, BarDecoder bar, DecisionView view, Intents intents) {
    }

    /** The instrument's timer. */
    default void onTimer(Instrument instrument, DecisionView view, Intents intents) {
    }

    /** One of this strategy's own orders was reported on: {@link DecisionView#holding} says what there is now. */
    default void onHolding(Instrument instrument, DecisionView view, Intents intents) {
    }

    /** One of this strategy's own orders was reported on, and is now what it says. Before {@link #onHolding}. */
    default void onOrder(Instrument instrument, Order order, DecisionView view, Intents intents) {
    }

    /** A hash of all state that can change what this strategy will do. */
    long stateHash();
}
