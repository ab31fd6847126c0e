package io.escapement.engine.venue.orders;

import io.escapement.codecs.sbe.RejectCode;
import org.agrona.collections.Int2ObjectHashMap;

/** A venue's error codes. What is not listed is a refusal for another reason. */
public final class RefusalTable {
    private static final int SERVER_ERRORS = 500;
    private static final int REQUEST_TIMEOUT = 408;

    private final Int2ObjectHashMap<Refusal> known = new Int2ObjectHashMap<>();

    /** These codes mean that the request had no effect. */
    public RefusalTable refused(RejectCode code, int... codes) {
        for (final int each : codes) {
            known.put(each, Refusal.of(code));
        }
        return this;
    }

    public RefusalTable unknown(int... codes) {
        for (final int each : codes) {
            known.put(each, Refusal.UNKNOWN);
        }
        return this;
    }

    public RefusalTable notFound(int... codes) {
        for (final int each : codes) {
            known.put(each, new Refusal(RejectCode.UNKNOWN_ORDER, Refusal.Fate.NOT_FOUND));
        }
        return this;
    }

    public RefusalTable duplicate(int... codes) {
        for (final int each : codes) {
            known.put(each, new Refusal(RejectCode.DUPLICATE_ORDER, Refusal.Fate.DUPLICATE));
        }
        return this;
    }

    public Refusal of(int code) {
        final Refusal found = known.get(code);
        return found == null ? Refusal.OTHER : found;
    }

    public boolean has(int code) {
        return known.containsKey(code);
    }

    /** What an HTTP status alone says of a request that was to change something. */
    public static Refusal ofStatus(int status) {
        return switch (status) {
            case 401 -> Refusal.of(RejectCode.AUTHENTICATION);
            case 403 -> Refusal.of(RejectCode.PERMISSION);
            case 418, 429 -> Refusal.of(RejectCode.RATE_LIMIT);
            default -> status >= SERVER_ERRORS || status == REQUEST_TIMEOUT || status < 400 ? Refusal.UNKNOWN
                : Refusal.OTHER;
        };
    }
}
