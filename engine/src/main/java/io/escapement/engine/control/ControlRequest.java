package io.escapement.engine.control;

import com.fasterxml.jackson.core.JsonProcessingException;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * What a person asks of a running engine.
 *
 * @param person    who asks; may be empty where nothing is changed
 * @param reason    why
 * @param timeoutMs how long to wait until it is done
 */
public record ControlRequest(Verb verb, String person, String reason, long timeoutMs) {
    private static final long LEAST_TIMEOUT_MS = 1;
    private static final long MOST_TIMEOUT_MS = 600_000;

    /** What can be asked. */
    public enum Verb {
        /** How is it? */
        STATUS,
        /** Cancel everything, trade no more until RESUME. */
        KILL,
        /** Trade again. */
        RESUME,
        /** Cancel everything, trading goes on. */
        CANCEL_ALL,
        /** Only what makes positions smaller. */
        REDUCE
    }

    /** @throws IllegalArgumentException saying what is wrong with it */
    public ControlRequest {
        if (timeoutMs < LEAST_TIMEOUT_MS || timeoutMs > MOST_TIMEOUT_MS) {
            throw new IllegalArgumentException("timeoutMs is " + timeoutMs + "; expected " + LEAST_TIMEOUT_MS + " to "
                + MOST_TIMEOUT_MS);
        }
        if (verb != Verb.STATUS && (person.isBlank() || reason.isBlank())) {
            throw new IllegalArgumentException(verb + " needs a person and a reason, which are recorded; got person '"
                + person + "' and reason '" + reason + "'");
        }
    }

    /**
     * Reads what came over the socket.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static ControlRequest read(String line) {
        try {
            return of(ControlMessages.read(line));
        } catch (final JsonProcessingException e) {
            throw new IllegalArgumentException("not a request: " + e.getOriginalMessage(), e);
        } catch (final IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    static ControlRequest of(Map<String, String> fields) {
        final String verb = text(fields, "verb");
        final String timeout = fields.containsKey("timeoutMs") ? fields.get("timeoutMs") : "10000";
        try {
            return new ControlRequest(Verb.valueOf(verb.toUpperCase(Locale.ROOT)), text(fields, "person"),
                text(fields, "reason"), Long.parseLong(timeout));
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("timeoutMs is '" + timeout + "'; expected milliseconds", e);
        } catch (final IllegalArgumentException e) {
            if (e.getMessage().startsWith("No enum constant")) {
                throw new IllegalArgumentException("verb is '" + verb + "'; expected one of STATUS KILL RESUME"
                    + " CANCEL_ALL REDUCE", e);
            }
            throw e;
        }
    }

    private static String text(Map<String, String> fields, String name) {
        final String text = fields.get(name);
        return text == null ? "" : text;
    }

    Map<String, Object> fields() {
        return Map.of("verb", verb.name(), "person", person, "reason", reason, "timeoutMs", timeoutMs);
    }
}
