package io.escapement.engine.venue.binance;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Which of the two encodings Binance spot is to send: SBE, which wants an API key in the upgrade's headers (of an
 * Ed25519 pair, no permission needed), or JSON. The key comes from the environment and is never shown.
 */
public final class StreamEncoding {
    /** The upgrade's header that carries the key. */
    public static final String KEY_HEADER = "X-MBX-APIKEY";
    /** Where SBE streams are, unless the config says otherwise. */
    public static final String SBE_URL = "wss://stream-sbe.binance.com:9443";

    private static final Map<String, String> SBE_STREAMS = Map.of("depth@100ms", "depth", "depth", "depth", "trade",
        "trade", "bookTicker", "bestBidAsk", "depth20", "depth20", "depth20@100ms", "depth20");

    private final String key;
    private final String message;

    private StreamEncoding(String key, String message) {
        this.key = key;
        this.message = message;
    }

    /** JSON, as asked for. */
    public static StreamEncoding json() {
        return new StreamEncoding("", "market data as JSON");
    }

    /**
     * SBE where the environment has a key, else JSON.
     *
     * @param variable    name of the environment's variable; empty where the config names none
     * @param environment {@code System::getenv}
     */
    public static StreamEncoding sbe(String variable, UnaryOperator<String> environment) {
        if (variable.isEmpty()) {
            return fallback("the config names no environment variable for it");
        }
        final String found = environment.apply(variable);
        if (found == null || found.isBlank()) {
            return fallback("the environment variable " + variable + " is not set");
        }
        if (!found.strip().matches("[A-Za-z0-9]{1,256}")) {
            return fallback("what the environment variable " + variable + " holds is none: expected letters and "
                + "digits");
        }
        return new StreamEncoding(found.strip(), "market data as SBE, with the API key of the environment variable "
            + variable);
    }

    private static StreamEncoding fallback(String why) {
        return new StreamEncoding("", "market data as JSON: SBE needs an Ed25519 API key, and " + why);
    }

    public boolean isSbe() {
        return !key.isEmpty();
    }

    /** For the log, at the start. */
    public String message() {
        return message;
    }

    /** The headers that the upgrade needs; never to be logged. */
    public Map<String, String> headers() {
        return isSbe() ? Map.of(KEY_HEADER, key) : Map.of();
    }

    /**
     * The names of these JSON streams in this encoding.
     *
     * @throws IllegalArgumentException for one that SBE does not have
     */
    public List<String> streams(List<String> json) {
        return isSbe() ? json.stream().map(StreamEncoding::sbeStream).toList() : json;
    }

    private static String sbeStream(String json) {
        final String found = SBE_STREAMS.get(json);
        if (found == null) {
            throw new IllegalArgumentException("there is no SBE stream for " + json + "; expected one of "
                + SBE_STREAMS.keySet().stream().sorted().toList());
        }
        return found;
    }

    @Override
    public String toString() {
        return message;
    }
}
