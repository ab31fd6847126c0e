package io.escapement.engine.venue.loopback;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The named values of a request, as Binance and MEXC take them. */
final class Params {
    private static final String SIGNATURE = "signature";

    private final Map<String, String> values = new LinkedHashMap<>();
    private String payload = "";

    private Params() {
    }

    /** Of an address and a body; what is signed are both as they were sent, one after the other. */
    static Params of(final String query, final String body) {
        final Params params = new Params();
        params.read(query);
        if (!body.startsWith("{")) {
            params.read(body);
        }
        params.payload = unsigned(query) + unsigned(body);
        return params;
    }

    private static String unsigned(final String text) {
        return text.replaceAll("(?:^|&)signature=[^&]*", "");
    }

    private void read(final String text) {
        for (final String pair : text.split("&")) {
            final int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
    }

    private static String decode(final String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (final IllegalArgumentException ex) {
            return text;
        }
    }

    /** Of a request over a WebSocket: signed in the order of the alphabet. */
    static Params of(final JsonTree object) {
        final Params params = new Params();
        object.names().forEach(name -> params.values.put(name, object.text(name)));
        params.payload = new TreeMap<>(params.values).entrySet().stream()
            .filter(entry -> !entry.getKey().equals(SIGNATURE))
            .map(entry -> entry.getKey() + '=' + entry.getValue()).collect(Collectors.joining("&"));
        return params;
    }

    /** What was signed. */
    String payload() {
        return payload;
    }

    boolean has(final String name) {
        return values.containsKey(name) && !values.get(name).isEmpty();
    }

    /** Empty where it is not there. */
    String text(final String name) {
        return values.getOrDefault(name, "");
    }

    String text(final String name, final String otherwise) {
        return has(name) ? values.get(name) : otherwise;
    }

    String needed(final String name) throws VenueError {
        if (!has(name)) {
            throw new VenueError(400, -1102, "Mandatory parameter '" + name
                + "' was not sent, was empty/null, or malformed.");
        }
        return values.get(name);
    }

    /** Null where it is not there. */
    BigDecimal decimal(final String name) throws VenueError {
        if (!has(name)) {
            return null;
        }
        if (!values.get(name).matches("[0-9]{1,20}(?:\\.[0-9]{1,20})?")) {
            throw illegal(name, "^([0-9]{1,20})(\\\\.[0-9]{1,20})?$");
        }
        return new BigDecimal(values.get(name));
    }

    long number(final String name, final long otherwise) throws VenueError {
        if (!has(name)) {
            return otherwise;
        }
        if (!values.get(name).matches("[0-9]{1,18}")) {
            throw illegal(name, "^[0-9]{1,20}$");
        }
        return Long.parseLong(values.get(name));
    }

    private static VenueError illegal(final String name, final String legal) {
        return new VenueError(400, -1100, "Illegal characters found in parameter '" + name + "'; legal range is '"
            + legal + "'.");
    }
}
