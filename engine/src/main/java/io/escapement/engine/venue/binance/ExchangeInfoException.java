package io.escapement.engine.venue.binance;

import java.util.List;

/** The venue's list of instruments does not hold what was asked for; names every reason. */
public final class ExchangeInfoException extends Exception {
    private static final long serialVersionUID = 1L;

    ExchangeInfoException(List<String> problems) {
        super("exchangeInfo: " + String.join("; ", problems));
    }

    ExchangeInfoException(String problem, Throwable cause) {
        super("exchangeInfo: " + problem, cause);
    }
}
